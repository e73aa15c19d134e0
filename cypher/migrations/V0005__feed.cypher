// migration: schema
// The feed itself goes by the constraint on ChangeSet.seq (V0001), whose index gives its order.
CREATE CONSTRAINT webhook_id IF NOT EXISTS FOR (n:Webhook) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT dead_delivery_id IF NOT EXISTS FOR (n:DeadDelivery) REQUIRE n.id IS UNIQUE;
