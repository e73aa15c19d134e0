// one id that nothing has (of the kinds that a record can refer to)
UNWIND $ids AS id
WITH id WHERE NOT EXISTS {
  MATCH (n:Claim|Attribution|FormerAttribution|Utterance|Agent|Document|DocumentVersion|TextSpan|Event {id: id})
}
RETURN id
