import { existsSync, readFileSync } from 'node:fs';
import { SaysoError } from '../../src/errors';
import { attachText } from '../../src/features/document/attach-text.service';
import { sha256Of } from '../../src/sha256';
import { shippedSeeds } from '../../src/features/seed/seed.files';
import { seed } from '../../src/features/seed/seed.service';
import type { Graph } from '../../src/graph/graph';
import { newId } from '../../src/identity';
import { fromRoot } from '../../src/root';
import { emptyGraph } from '../support/graph';
import { fingerprint } from './fingerprint';

const owner = { name: 'owner', roles: ['ADMIN'] };
const article = fromRoot('..', 'shared', 'seed-article', 'article.txt');
const texts = [
  {
    name: 'the post of the made-up set',
    file: fromRoot('seeds', 'quillport-shelling', 'attach', 'free-skerries-post.txt'),
    document: 'doc_a528af3b-6692-53c8-bc76-74a772c642b9',
    version: 'ver_a04df0c3-28e0-5c62-a98d-21889f1c4c36',
    seq: 1,
  },
  {
    name: 'the article of January 2024',
    file: article,
    document: 'doc_01a20dd7-8507-7953-ab78-6c4611906f0e',
    version: null,
    seq: 2,
  },
].filter(({ file, name }) => {
  if (!existsSync(file)) process.stderr.write(`Skipped, for want of ${file}: attaching ${name}.\n`);
  return existsSync(file);
});

let graph: Graph;
beforeAll(async () => {
  graph = await emptyGraph();
});
beforeEach(async () => {
  // What most tests do is refused and writes nothing: only after the others all is recorded anew.
  const [row] = await graph.command('MATCH (cs:ChangeSet) RETURN count(cs) AS count');
  if (row!.count === shippedSeeds().length) return;
  await graph.close();
  graph = await emptyGraph();
  for (const folder of shippedSeeds()) await seed(graph, folder);
});
afterAll(async () => {
  await graph.close();
  await (await emptyGraph()).close();
});

test('at least the text that comes with the made-up set is attached here', () => {
  expect(texts.map((one) => one.name)).toContain('the post of the made-up set');
});

describe.each(texts)('$name', ({ file, document, version, seq }) => {
  const text = readFileSync(file, 'utf8');
  const attach = (given: string, textAccess: 'MEMBERS' | 'PUBLIC' = 'MEMBERS') =>
    attachText(graph, { document, text: given, textAccess }, owner);
  const spans = () =>
    graph.command(
      `MATCH (:Document {id: $document})<-[:VERSION_OF]-(v {seq: $seq})<-[:IN_VERSION]-(s:TextSpan)
       RETURN s.id AS id, s.start AS start, s.end AS end, s.exact AS exact, s.prefix AS prefix, s.suffix AS suffix ORDER BY id`,
      { document, seq },
    );

  /** Refused with a message of this form, and nothing written. */
  async function expectRefused(given: string, message: RegExp): Promise<void> {
    const before = await fingerprint(graph);
    const refusal = attach(given);
    await expect(refusal).rejects.toThrow(SaysoError);
    await expect(refusal).rejects.toThrow(message);
    await expect(refusal).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'text' });
    expect(await fingerprint(graph)).toEqual(before);
  }

  test('becomes held, and every span gets its words and what stands around them', async () => {
    const before = await spans();
    expect(before.length).toBeGreaterThan(0);
    expect(new Set(before.map((span) => span.exact))).toEqual(new Set([null]));
    const attached = await attach(text);
    expect(attached).toEqual({
      version: expect.stringMatching(/^ver_/) as string,
      seq,
      spans: before.length,
      changed: true,
    });
    if (version) expect(attached.version).toBe(version);

    const [state] = await graph.command(
      `MATCH (v:DocumentVersion {id: $id})-[:VERSION_OF]->(d) RETURN v.text AS text, v.availability AS version, d.availability AS document,
         v.textAccess AS access, v.contentSha256 AS sha256, v.revision AS revision, d.revision AS ofDocument`,
      { id: attached.version },
    );
    expect(state).toEqual({
      ...{
        text,
        version: 'HELD',
        document: 'HELD',
        access: 'MEMBERS',
        sha256: sha256Of(text),
        revision: 2,
        ofDocument: 2,
      },
    });
    expect(await spans()).toEqual(
      before.map((span) => {
        const [start, end] = [span.start as number, span.end as number];
        const around = { prefix: text.slice(Math.max(0, start - 32), start), suffix: text.slice(end, end + 32) };
        return { ...span, exact: text.slice(start, end), ...around };
      }),
    );
    const changes = await graph.command(
      `MATCH (cs:ChangeSet)-[:BY]->(p) WHERE cs.seq > 2 RETURN cs.op AS op, p.name AS by, COUNT { (cs)-[:CHANGED]->(:TextSpan) } AS spans`,
    );
    expect(changes).toEqual([{ op: 'ATTACH', by: 'owner', spans: before.length }]);
  });

  test('is for all to see only where that is said', async () => {
    await attach(text, 'PUBLIC');
    const [state] = await graph.command(
      'MATCH (:Document {id: $document})<-[:VERSION_OF]-(v {seq: $seq}) RETURN v.textAccess AS access',
      {
        document,
        seq,
      },
    );
    expect(state).toEqual({ access: 'PUBLIC' });
  });

  test('changes nothing the second time', async () => {
    await attach(text);
    const before = await fingerprint(graph);
    expect(await attach(text)).toMatchObject({ seq, changed: false });
    expect(await fingerprint(graph)).toEqual(before);
  });

  test('is refused where one character of a span differs, with the place', async () => {
    const [span] = (await spans()) as { start: number; end: number }[];
    const at = span!.start + 1;
    const wrong = `${text.slice(0, at)}#${text.slice(at + 1)}`;
    const refusal = attach(wrong);
    const { message } = (await refusal.catch((error: Error) => error)) as Error;
    const place =
      /^The text differs from the one that was read, first between (\d+) and (\d+): the [A-Z_]+ at \[(\d+), (\d+)\) has other words/.exec(
        message,
      );
    const [from, to] = (place ?? []).slice(1).map(Number);
    expect({ message, from: from! <= at, to: at < to! }).toEqual({ message, from: true, to: true });
    await expectRefused(wrong, /SHA-256 [0-9a-f]{64}, expected [0-9a-f]{64}/);
  });

  test('is refused where one character outside every span differs', async () => {
    const covered = await spans();
    const at = [...text].findIndex(
      (_, i) => !covered.some((span) => i >= (span.start as number) && i < (span.end as number)),
    );
    expect(at).toBeGreaterThanOrEqual(0);
    await expectRefused(`${text.slice(0, at)}#${text.slice(at + 1)}`, /outside every span that was kept of it/);
  });

  test('is refused with the remedy where only its line ends, its end or a byte order mark differ', async () => {
    await expectRefused(text.replaceAll('\n', '\r\n'), /is the same with line ends as LF instead of CR LF/);
    await expectRefused(`${text}\n`, /is the same without the line end at its end/);
    await expectRefused(`${text}\r\n`, /is the same without the line end at its end/);
    await expectRefused(`\uFEFF${text}`, /is the same without the byte order mark at its start/);
  });

  test('is refused where it is empty or another text altogether', async () => {
    await expectRefused('', /^The text differs from the one that was read/);
    await expectRefused('Another text.', /^The text differs from the one that was read/);
  });

  test('is refused for a version that is of another document, or is none', async () => {
    const before = await fingerprint(graph);
    for (const one of ['ver_ad5caa25-55b0-5531-8cd5-bcb4fa282eb8', newId('DocumentVersion'), document, 'x']) {
      const refusal = attachText(graph, { document, version: one, text, textAccess: 'MEMBERS' }, owner);
      await expect(refusal).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'version' });
    }
    expect(await fingerprint(graph)).toEqual(before);
  });

  test('stays attached when the data set is recorded again', async () => {
    await attach(text);
    const before = await fingerprint(graph);
    for (const folder of shippedSeeds()) expect((await seed(graph, folder)).changes).toBe(0);
    expect(await fingerprint(graph)).toEqual(before);
  });
});

test('a text for a document that there is not, or that has no text to be read from, is refused', async () => {
  const attach = (document: string) => attachText(graph, { document, text: 'x', textAccess: 'MEMBERS' }, owner);
  await expect(attach(newId('Document'))).rejects.toThrow(/^document: nothing has the id doc_/);
  await expect(attach('clm_01a20de1-59ab-7cf1-92fb-87c5068d4cf4')).rejects.toThrow(/Document ids are doc_/);
  await expect(attach('doc_01a20de1-59aa-7b63-9dd0-01e7bc85a621')).rejects.toThrow(
    /no version that its hash was kept of/,
  );
});
