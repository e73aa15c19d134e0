import { StartUpFault } from '../../src/errors';
import { seed } from '../../src/features/seed/seed.service';
import type { Graph } from '../../src/graph/graph';
import { joinId, newId, relationId } from '../../src/identity';
import { seededGraph } from '../support/graph';
import { fingerprint } from './fingerprint';
import { copySeed, removeCopies, type SeedJson } from './seed-copy';

const claim = 'clm_01a20de1-59ab-7cf1-92fb-87c3960544eb';
const otherClaim = 'clm_01a20de1-59ab-7cf1-92fb-87e01d5cd219';
const attribution = 'atr_01a20de1-59af-7156-9625-5929a3cf9244';
const span = 'spn_01a20de1-59b4-731a-b417-b443c5b642d4';
const version = 'ver_ad5caa25-55b0-5531-8cd5-bcb4fa282eb8';
const laterVersion = 'ver_c64fab52-46a1-5abb-9134-624ff59e1cac';
const widow = 'agt_01a20de1-59aa-7b63-9dd0-021122263ea0';
const wire = 'agt_01a20de1-59a7-76d0-8ca3-0c62f742dead';
const contradiction = 'rel_e089649b-804a-5424-adec-ca9b784b424e';
const nothing = newId('Agent');

let graph: Graph;
let before: string[];
beforeAll(async () => {
  graph = await seededGraph();
  before = await fingerprint(graph);
});
afterAll(async () => {
  await graph.close();
  removeCopies();
});

type Edit = (files: SeedJson) => void;
const credit = (part: object) => ({ version, agent: wire, disclosure: 'INSTITUTION', ...part });
/** A chain of attributions of which each relays the next. */
function chain(files: SeedJson, relays: number): string {
  const ids = Array.from({ length: relays + 1 }, () => newId('Attribution'));
  ids.forEach((id, i) => {
    files.attributions![id] = credit(i < relays ? { relays: [ids[i + 1]] } : { asserts: { [claim]: 'ASSERTED' } });
  });
  return ids[0] as string;
}

/** What is done to the made-up set, and what the refusal says: file, record, reason. */
const refusals: Record<string, [Edit, string, RegExp]> = {
  'a claim in use whose number changes': [
    ({ claims }) => (claims![claim].text = 'three children died in the shelling of Quillport'),
    'claims.json',
    new RegExp(`${claim}: CLAIM_IN_USE`),
  ],
  'a claim in use that is negated': [
    ({ claims }) => (claims![claim].text = 'two children did not die in the shelling of Quillport'),
    'claims.json',
    new RegExp(`${claim}: CLAIM_IN_USE`),
  ],
  'a claim in use that becomes one of another type': [
    ({ claims }) => (claims![claim].type = 'STATE'),
    'claims.json',
    new RegExp(`${claim}: CLAIM_IN_USE`),
  ],
  'a quantity that changes': [
    ({ claims }) => (claims![claim].quantities[0].value = 3),
    'claims.json',
    new RegExp(`${claim}: "quantities" is recorded otherwise`),
  ],
  'a fact of an attribution that changes': [
    ({ attributions }) => (attributions![attribution].cue = 'quoting'),
    'attributions.json',
    new RegExp(`${attribution}: "cue" is recorded otherwise \\("citing", not "quoting"\\)`),
  ],
  'an attribution that credits somebody else': [
    ({ attributions }) => (attributions![attribution].agent = wire),
    'attributions.json',
    new RegExp(`${attribution}: "agent" is recorded otherwise`),
  ],
  'a notice that corrects something else': [
    ({ notices }) => (notices!['cor_01a20de1-59ba-7c8d-991c-56d813b2c49c'].corrects = []),
    'notices.json',
    /cor_01a20de1-59ba-7c8d-991c-56d813b2c49c: "corrects" is recorded otherwise/,
  ],
  'a reference to nothing': [
    ({ claims }) => (claims![claim].mentions = [nothing]),
    'claims.json',
    new RegExp(`${claim}: nothing has the id ${nothing}`),
  ],
  'a relation to a claim that there is not': [
    ({ relations }) => {
      const right = newId('Claim');
      relations![relationId('TENSION', claim, right)] = { kind: 'TENSION', left: claim, right, sameEvent: 'YES' };
    },
    'relations.json',
    /nothing has the id clm_/,
  ],
  'rule 1: words that do not stand where their span says': [
    ({ attributions }) => (attributions![attribution].spans[span].start += 1),
    'attributions.json',
    new RegExp(`${attribution}: span ${span}: at \\[\\d+, \\d+\\) stands`),
  ],
  'rule 1: a place beyond the end of the text': [
    ({ attributions }) => (attributions![attribution].spans[span] = { role: 'CONTENT', start: 9_990, end: 9_999 }),
    'attributions.json',
    new RegExp(`${attribution}: span ${span}: \\[9990, 9999\\) does not lie in the text`),
  ],
  'rule 1: words with another hash': [
    ({ attributions }) => (attributions![attribution].spans[span].exactSha256 = '0'.repeat(64)),
    'attributions.json',
    new RegExp(`${attribution}: span ${span}: the SHA-256 of its words is`),
  ],
  'rule 1: a text with another hash': [
    ({ documents }) =>
      (documents!['doc_536ad36c-2963-55d2-b5c9-d2a3f8fe8173'].versions[version].contentSha256 = '0'.repeat(64)),
    'documents.json',
    new RegExp(`${version}: the text's SHA-256 is`),
  ],
  'rule 1: a span without offsets in a text that is not held': [
    ({ attributions }) => {
      const id = newId('TextSpan');
      const post = 'ver_a04df0c3-28e0-5c62-a98d-21889f1c4c36';
      const own = Object.values(attributions!).find((one) => one.version === post);
      own.spans[id] = { role: 'TERM', exact: 'word' };
    },
    'attributions.json',
    /its text is not held, so it needs start, end and exactSha256/,
  ],
  'rule 2: relays that run in a circle': [
    ({ attributions }) => {
      const [one, other] = [newId('Attribution'), newId('Attribution')] as const;
      attributions![one] = credit({ relays: [other] });
      attributions![other] = credit({ relays: [one] });
    },
    'attributions.json',
    /atr_[0-9a-f-]+: its relays run in a circle/,
  ],
  'rule 2: a relay from one version to another': [
    ({ attributions }) =>
      (attributions![newId('Attribution')] = credit({ version: laterVersion, relays: [attribution] })),
    'attributions.json',
    /it relays atr_[0-9a-f-]+ across versions/,
  ],
  'rule 2: more than seven relays': [
    (files) => void chain(files, 8),
    'attributions.json',
    /its chain has more than 7 relays/,
  ],
  'rule 2: a chain that ends without a claim': [
    ({ attributions }) => (attributions![newId('Attribution')] = credit({})),
    'attributions.json',
    /it ends a chain and so must assert or presuppose a claim/,
  ],
  'rule 2: a relay that asserts': [
    ({ attributions }) =>
      (attributions![newId('Attribution')] = credit({ relays: [attribution], asserts: { [claim]: 'ASSERTED' } })),
    'attributions.json',
    /it relays, so the claim stands on the attribution that it relays/,
  ],
  'rule 3: an unnamed source in a second document': [
    ({ attributions }) =>
      (attributions![newId('Attribution')] = credit({
        agent: widow,
        disclosure: 'UNNAMED',
        asserts: { [claim]: 'ASSERTED' },
      })),
    'attributions.json',
    new RegExp(`the unnamed source ${widow} belongs to another document`),
  ],
  'rule 3: an unnamed source that is joined': [
    ({ joins }) => (joins![joinId(widow, wire)] = { joins: [widow, wire] }),
    'joins.json',
    /an unnamed source is never joined/,
  ],
  'rule 3: a named agent credited as unnamed': [
    ({ attributions }) =>
      (attributions![newId('Attribution')] = credit({ disclosure: 'UNNAMED', asserts: { [claim]: 'ASSERTED' } })),
    'attributions.json',
    /disclosure is UNNAMED exactly if an unnamed source is credited/,
  ],
  'rule 4: a contradiction that may be about two events': [
    ({ relations }) => (relations![contradiction].sameEvent = 'UNKNOWN'),
    'relations.json',
    new RegExp(`${contradiction}: CONTRADICTS needs sameEvent YES`),
  ],
  'rule 4: a contradiction about two events': [
    ({ relations }) => (relations![contradiction].sameEvent = 'NO'),
    'relations.json',
    new RegExp(`${contradiction}: CONTRADICTS needs sameEvent YES`),
  ],
  'rule 4: a tension between two events': [
    ({ relations }) => {
      const id = relationId('TENSION', claim, otherClaim);
      relations![id] = { kind: 'TENSION', left: claim, right: otherClaim, sameEvent: 'NO' };
    },
    'relations.json',
    /TENSION needs sameEvent YES or UNKNOWN/,
  ],
  'rule 4: a second relation of one kind and pair': [
    ({ relations }) => {
      const id = relationId('CONTRADICTS', otherClaim, newId('Claim'));
      relations![id] = { ...relations![contradiction], left: otherClaim, right: claim };
    },
    'relations.json',
    new RegExp(`for this kind and pair its id is ${contradiction}`),
  ],
};

test.each(Object.entries(refusals))(
  '%s is refused with file and record, and nothing is written',
  async (_, refusal) => {
    const [edit, file, reason] = refusal;
    const folder = copySeed('quillport-shelling', (files) => {
      // Something new that is right, so that a refusal in part would leave a trace.
      files.events![newId('Event')] = { label: 'something else' };
      edit(files);
    });
    const seeding = seed(graph, folder);
    await expect(seeding).rejects.toThrow(StartUpFault);
    await expect(seeding).rejects.toThrow(/^The data set quillport-shelling is refused; nothing of it was written\./);
    const { message } = (await seeding.catch((error: Error) => error)) as Error;
    expect(message).toMatch(reason);
    expect(message).toContain(file);
    expect(await fingerprint(graph)).toEqual(before);
  },
);
