// one event as it is recorded, in the shape in which it is written
UNWIND $ids AS id
MATCH (n:Event {id: id})
RETURN id, {id: id, label: n.label, time: n.time, type: n.type} AS row
