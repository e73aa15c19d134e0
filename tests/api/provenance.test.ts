import type { Graph } from '../../src/graph/graph';
import { startTestApi, type TestApi } from '../support/api';
import { seededGraph } from '../support/graph';

let graph: Graph;
let api: TestApi;
beforeAll(async () => {
  graph = await seededGraph();
  api = await startTestApi(graph);
});
afterAll(async () => {
  await api.close();
  await graph.close();
});

test('the claim that Iran did not inform Pakistan reaches us through Newsweek and AP from an unnamed official', async () => {
  const { data, errors } = await api.ask(
    `query { searchClaims(text: "inform before strike") { nodes { score claim { text attributionChains { nodes {
       text anonymous hops { role agent { name } attribution { disclosure spans { role start end } } } } } } } } }`,
  );
  expect(errors).toBeUndefined();
  const [hit] = data!.searchClaims.nodes;
  expect(hit.claim.text).toBe('Iran did not inform Pakistan before the strike');
  expect(hit.claim.attributionChains.nodes).toEqual([
    {
      text: 'Newsweek ← Associated Press ← unnamed Pakistani security official',
      anonymous: true,
      hops: [
        { role: 'OUTLET', agent: { name: 'Newsweek' }, attribution: null },
        {
          role: 'RELAY',
          agent: { name: 'Associated Press' },
          attribution: { disclosure: 'INSTITUTION', spans: [{ role: 'RELAY', start: 971, end: 991 }] },
        },
        {
          role: 'ORIGIN',
          agent: { name: 'unnamed Pakistani security official' },
          attribution: {
            disclosure: 'UNNAMED',
            spans: [
              { role: 'CONTENT', start: 997, end: 1046 },
              { role: 'CUE', start: 966, end: 970 },
              { role: 'SOURCE', start: 927, end: 965 },
            ],
          },
        },
      ],
    },
  ]);
});
