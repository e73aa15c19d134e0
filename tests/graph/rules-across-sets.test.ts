import { StartUpFault } from '../../src/errors';
import { seed } from '../../src/features/seed/seed.service';
import type { Graph } from '../../src/graph/graph';
import { newId } from '../../src/identity';
import { seededGraph } from '../support/graph';
import { fingerprint } from './fingerprint';
import { removeCopies, writeSeed } from './seed-copy';

const claim = 'clm_01a20de1-59ab-7cf1-92fb-87c3960544eb';
const attribution = 'atr_01a20de1-59af-7156-9625-5929a3cf9244';
const orrinPost = 'ver_ad5caa25-55b0-5531-8cd5-bcb4fa282eb8';
const widow = 'agt_01a20de1-59aa-7b63-9dd0-021122263ea0';
const wire = 'agt_01a20de1-59a7-76d0-8ca3-0c62f742dead';

let graph: Graph;
let before: string[];
beforeEach(async () => {
  graph = await seededGraph();
  before = await fingerprint(graph);
});
afterEach(() => graph.close());
afterAll(removeCopies);

const credit = (part: object) => ({ version: orrinPost, agent: wire, disclosure: 'INSTITUTION', ...part });
const another = {
  document: 'doc_01a20de1-59aa-7b63-9dd0-0000ffffffff',
  version: 'ver_01a20de1-59aa-7b63-9dd0-0000ffffffff',
};
const anotherDocument = {
  [another.document]: {
    availability: 'INFERRED',
    publisher: wire,
    versions: { [another.version]: { seq: 1, availability: 'INFERRED' } },
  },
};

test('rule 3: an unnamed source of a set recorded before is refused in a document of another set', async () => {
  const folder = writeSeed({
    documents: anotherDocument,
    attributions: {
      [newId('Attribution')]: {
        ...{ version: another.version, agent: widow, disclosure: 'UNNAMED', asserts: { [claim]: 'ASSERTED' } },
      },
    },
  });
  await expect(seed(graph, folder)).rejects.toThrow(/belongs to another document/);
  expect(await fingerprint(graph)).toEqual(before);
});

test('rule 1: a span in a held text of a set recorded before is held against that text', async () => {
  const folder = writeSeed({
    attributions: {
      [newId('Attribution')]: credit({
        asserts: { [claim]: 'ASSERTED' },
        spans: { [newId('TextSpan')]: { role: 'CONTENT', start: 3, end: 9, exactSha256: '0'.repeat(64) } },
      }),
    },
  });
  await expect(seed(graph, folder)).rejects.toThrow(StartUpFault);
  expect(await fingerprint(graph)).toEqual(before);
});

test('rule 2: a relay of an attribution of a set recorded before is refused', async () => {
  const folder = writeSeed({ attributions: { [newId('Attribution')]: credit({ relays: [attribution] }) } });
  await expect(seed(graph, folder)).rejects.toThrow(/is not recorded together with it/);
  expect(await fingerprint(graph)).toEqual(before);
});
