import { setTimeout as sleep } from 'node:timers/promises';

/** Statements as costly as the gateway lets run: they end by their time limit alone. */
const costly = [
  'MATCH (a:Attribution), (b:Attribution), (c:Claim) WHERE a.cue = b.cue AND a.id < b.id RETURN count(*)',
  'MATCH (a:Agent)-[:IN_CHAIN_OF]->(c:Claim)<-[:IN_CHAIN_OF]-(b:Agent)-[:IN_CHAIN_OF]->(d:Claim) RETURN count(DISTINCT d)',
];

/** Callers with these keys who send costly Cypher as often as they may, until `stop`. Gives how many were let run. */
export function strangers(url: string, keys: string[]) {
  const over = new AbortController();
  let run = 0;
  const one = async (key: string, number: number) => {
    while (!over.signal.aborted) {
      const response = await fetch(`${url}/cypher`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({ statement: costly[number % costly.length] }),
        signal: over.signal,
      }).catch(() => null);
      await response?.text().catch(() => undefined);
      // 400 is what a statement gets that has come to its time limit.
      if (response?.status === 200 || response?.status === 400) run++;
      else if (response && ![429, 503].includes(response.status))
        throw new Error(`POST /cypher answers ${response.status}, so that nothing is measured.`);
      else await sleep(250);
    }
  };
  const all = keys.map(one);
  return {
    stop: async () => {
      over.abort();
      await Promise.all(all);
      return run;
    },
  };
}
