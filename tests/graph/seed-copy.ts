import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromRoot } from '../../src/root';
import type { Json } from '../api/json';

/** The JSON files of a data set by name without ending: `files['comment-requests']`. */
export type SeedJson = Record<string, Record<string, Json>>;

const copies: string[] = [];

/** A copy of a shipped data set, edited: the folder to seed. `removeCopies` ends it. */
export function copySeed(name: 'pakistan-iran-2024' | 'quillport-shelling', edit: (files: SeedJson) => void): string {
  const parent = mkdtempSync(join(tmpdir(), 'sayso-seed-'));
  copies.push(parent);
  const folder = join(parent, name);
  cpSync(fromRoot('seeds', name), folder, { recursive: true });
  const names = readdirSync(folder).filter((file) => file.endsWith('.json'));
  const files: SeedJson = Object.fromEntries(
    names.map((file) => [file.replace('.json', ''), JSON.parse(readFileSync(join(folder, file), 'utf8'))]),
  );
  edit(files);
  for (const [file, records] of Object.entries(files)) {
    writeFileSync(join(folder, `${file}.json`), `${JSON.stringify(records, null, 2)}\n`);
  }
  return folder;
}

export function removeCopies(): void {
  for (const folder of copies.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A data set of its own: the folder to seed. `removeCopies` ends it. */
export function writeSeed(files: SeedJson): string {
  const parent = mkdtempSync(join(tmpdir(), 'sayso-seed-'));
  copies.push(parent);
  const folder = join(parent, 'another-set');
  mkdirSync(folder);
  const set = { name: 'another-set', title: 'Another', description: 'Of a test.', licence: 'Apache-2.0', madeUp: true };
  for (const [file, records] of Object.entries({ set, ...files })) {
    writeFileSync(join(folder, `${file}.json`), JSON.stringify(records));
  }
  return folder;
}
