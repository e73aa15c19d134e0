// one utterance as it is recorded, in the shape in which it is written
UNWIND $ids AS id
MATCH (n:Utterance {id: id})
RETURN id, {id: id, saidAt: n.saidAt, place: n.place, medium: n.medium, reviewState: n.reviewState} AS row
