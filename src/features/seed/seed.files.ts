import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { StartUpFault } from '../../errors';
import { fromRoot } from '../../root';
import { seedFileNames, seedFiles, seedHeader, type SeedSet } from './seed.format';

/** `text` is by version: what stands in the files that documents.json names. */
export type SeedFolder = SeedSet & { folder: string; texts: Map<string, string> };

/** The data sets that come with Sayso, by name. */
export function shippedSeeds(): string[] {
  return readdirSync(fromRoot('seeds'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => fromRoot('seeds', entry.name))
    .sort();
}

/** The claims that the shipped data sets name as examples, set by set, and whether the story is made up. */
export function seedExamples(): { id: string; madeUp: boolean }[] {
  return shippedSeeds().flatMap((folder) => {
    const { examples, madeUp } = seedHeader.parse(JSON.parse(readFileSync(join(folder, 'set.json'), 'utf8')));
    return examples.map((id) => ({ id, madeUp }));
  });
}

const fileOf = (name: string) => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.json`;

/** Reads and checks the form of every file of a data set. @throws StartUpFault with file, record and reason of each fault. */
export function readSeedFolder(folder: string): SeedFolder {
  if (!existsSync(join(folder, 'set.json'))) {
    throw new StartUpFault(
      `${folder} is no data set: it has no set.json.`,
      'docs/seeds.md tells what a data set consists of.',
    );
  }
  const faults: string[] = [];
  const read = <T extends z.ZodType>(file: string, schema: T): z.infer<T> => {
    const path = join(folder, file);
    const raw = existsSync(path) ? parse(readFileSync(path, 'utf8'), file, faults) : {};
    const parsed = schema.safeParse(raw);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      const [record, ...field] = issue.path.map(String);
      faults.push(
        `${file}${record ? `, ${record}` : ''}${field.length ? `, ${field.join('.')}` : ''}: ${issue.message}`,
      );
    }
    return {} as z.infer<T>;
  };
  const header = read('set.json', seedHeader);
  const files = Object.fromEntries(seedFileNames.map((name) => [name, read(fileOf(name), seedFiles[name])]));
  const unknown = readdirSync(folder).filter(
    (file) => file.endsWith('.json') && file !== 'set.json' && !seedFileNames.map(fileOf).includes(file),
  );
  faults.push(...unknown.map((file) => `${file}: no file of a data set has this name`));
  const set = { header, ...files } as SeedSet;
  const texts = readTexts(folder, set, faults);
  if (faults.length > 0) refuse(folder, faults);
  return { ...set, folder, texts };
}

/** The one way in which a broken data set is refused: whole, with every fault. */
export function refuse(folder: string, faults: string[]): never {
  const shown = faults.slice(0, 20).map((fault) => `\n  ${fault}`);
  const more = faults.length > shown.length ? `\n  and ${faults.length - shown.length} more` : '';
  throw new StartUpFault(
    `The data set ${basename(folder)} is refused; nothing of it was written.${shown.join('')}${more}`,
    'Mend these records and seed again; docs/seeds.md explains the format.',
  );
}

/** JSON.parse lets the last of two equal keys win, silently; a record would be lost. */
function parse(text: string, file: string, faults: string[]): unknown {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { schema: 'json', strict: true, uniqueKeys: true, lineCounter });
  for (const error of document.errors) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    faults.push(`${file}, line ${line}, column ${col}: ${error.message.split('\n')[0]?.replace(/ at line.*/, '')}`);
  }
  if (document.errors.length > 0) return {};
  try {
    return JSON.parse(text);
  } catch (error) {
    faults.push(`${file}: ${(error as Error).message}`);
    return {};
  }
}

function readTexts(folder: string, set: SeedSet, faults: string[]): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [documentId, document] of Object.entries(set.documents ?? {})) {
    for (const [versionId, version] of Object.entries(document.versions ?? {})) {
      if (version.textFile === undefined) continue;
      const path = join(folder, version.textFile);
      if (existsSync(path)) texts.set(versionId, readFileSync(path, 'utf8'));
      else
        faults.push(`documents.json, ${documentId}, versions.${versionId}.textFile: there is no ${version.textFile}`);
    }
  }
  return texts;
}
