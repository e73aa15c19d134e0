import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { StartUpFault } from '../../../src/errors';
import { readSeedFolder } from '../../../src/features/seed/seed.files';
import { rowsOf, type SeedRows } from '../../../src/features/seed/seed.rows';
import { documentId, versionId } from '../../../src/identity';
import { sha256Of } from '../../../src/sha256';

const uuid = (n: number) => `01a20de1-59a7-76d0-8ca3-${n.toString(16).padStart(12, '0')}`;
export const text = 'A ministry said that two children died. A witness said that five children died.';
export const url = 'https://herald.example/quay';
const document = documentId(url);
export const ids = {
  herald: `agt_${uuid(1)}`,
  ministry: `agt_${uuid(2)}`,
  claim: `clm_${uuid(3)}`,
  attribution: `atr_${uuid(4)}`,
  span: `spn_${uuid(5)}`,
  document,
  version: versionId(document, sha256Of(text), null),
};

/** A small data set without a fault; each test makes the one that it is about. */
export const soundSet = () => ({
  'set.json': {
    name: 'quay',
    title: 'The quay (made up)',
    description: 'A story for this test.',
    licence: 'Apache-2.0',
    madeUp: true,
    examples: [ids.claim],
  },
  'agents.json': {
    [ids.herald]: { type: 'ORGANIZATION', name: 'Herald', kind: 'NEWS_OUTLET' },
    [ids.ministry]: { type: 'ORGANIZATION', name: 'ministry', kind: 'GOVERNMENT_BODY' },
  },
  'documents.json': {
    [ids.document]: {
      url,
      availability: 'HELD',
      publisher: ids.herald,
      versions: {
        [ids.version]: { seq: 1, availability: 'HELD', textFile: 'texts/quay.txt', textAccess: 'PUBLIC' },
      },
    },
  },
  'texts/quay.txt': text,
  'claims.json': { [ids.claim]: { text: 'Two children died', language: 'en', type: 'QUANTITY' } },
  'attributions.json': {
    [ids.attribution]: {
      version: ids.version,
      agent: ids.ministry,
      disclosure: 'INSTITUTION',
      quoteType: 'INDIRECT',
      asserts: { [ids.claim]: 'ASSERTED' },
      spans: { [ids.span]: { role: 'CONTENT', exact: 'two children died' } },
    },
  },
});

/** Reads the set from a folder of its own, made for it and removed again: files given as text stand there as they are. */
export function readSet(files: Record<string, unknown>): SeedRows {
  const folder = join(mkdtempSync(join(tmpdir(), 'sayso-seed-')), 'quay');
  try {
    for (const [name, content] of Object.entries(files)) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
    }
    return rowsOf(readSeedFolder(folder));
  } finally {
    rmSync(dirname(folder), { recursive: true, force: true });
  }
}

/** The faults for which a set is refused, each as its own line. */
export function faultsOf(files: Record<string, unknown>): string[] {
  try {
    readSet(files);
  } catch (error) {
    if (!(error instanceof StartUpFault)) throw error;
    expect(error.exitCode).toBe(1);
    expect(error.wayOut).toContain('docs/seeds.md');
    const [head, ...faults] = error.message.split('\n  ');
    expect(head).toBe('The data set quay is refused; nothing of it was written.');
    return faults;
  }
  throw new Error('The set was not refused.');
}
