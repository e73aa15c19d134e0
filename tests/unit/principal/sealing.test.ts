import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seal, sealingKeyFile, sealingKeyOf, unseal } from '../../../src/features/principal/sealing';

const key = randomBytes(32);
const agent = 'agt_01a20dd7-8507-7953-ab78-6c2547fef139';
const note = 'Möglicherweise der Pressesprecher 🤐';
const broken = /cannot be opened/;

test('a sealed note opens for its agent, and says nothing on the outside', () => {
  const sealed = seal(note, key, agent);
  expect(unseal(sealed, key, agent)).toBe(note);
  expect(sealed).toMatch(/^v1\.[\w-]{16}\.[\w-]{22}\.[\w-]+$/);
  expect(Buffer.from(sealed.split('.')[3] ?? '', 'base64url').toString()).not.toContain('Presse');
  expect(seal(note, key, agent)).not.toBe(sealed);
  expect(unseal(seal('', key, agent), key, agent)).toBe('');
});

test('another key opens nothing, nor does the key under another agent', () => {
  const sealed = seal(note, key, agent);
  expect(() => unseal(sealed, randomBytes(32), agent)).toThrow(broken);
  expect(() => unseal(sealed, key, agent.replace('9', '8'))).toThrow(broken);
});

test('whatever single character is altered, added or left out, the note does not open', () => {
  const sealed = seal(note, key, agent);
  for (let i = 0; i < sealed.length; i++) {
    const other = sealed[i] === 'A' ? 'B' : 'A';
    expect(() => unseal(sealed.slice(0, i) + other + sealed.slice(i + 1), key, agent)).toThrow(broken);
    expect(() => unseal(sealed.slice(0, i) + sealed.slice(i + 1), key, agent)).toThrow(broken);
    expect(() => unseal(`${sealed.slice(0, i)}=${sealed.slice(i)}`, key, agent)).toThrow(broken);
  }
});

test('a tag that was cut short is not believed', () => {
  const [version, iv, tag, ciphertext] = seal(note, key, agent).split('.');
  const short = Buffer.from(tag ?? '', 'base64url')
    .subarray(0, 4)
    .toString('base64url');
  expect(() => unseal([version, iv, short, ciphertext].join('.'), key, agent)).toThrow(broken);
});

describe("the server's sealing key", () => {
  let dataDir: string;
  beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'sayso-sealing-'))));
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  test('is made once and kept for this user alone', () => {
    const inside = join(dataDir, 'not', 'yet');
    const made = sealingKeyOf({ sealingKey: null, dataDir: inside });
    expect(made).toHaveLength(32);
    expect(sealingKeyOf({ sealingKey: null, dataDir: inside })).toEqual(made);
    expect(statSync(sealingKeyFile(inside)).mode & 0o777).toBe(0o600);
    expect(Buffer.from(readFileSync(sealingKeyFile(inside), 'utf8'), 'base64')).toEqual(made);
  });

  test('that others could read is closed again', () => {
    sealingKeyOf({ sealingKey: null, dataDir });
    chmodSync(sealingKeyFile(dataDir), 0o644);
    sealingKeyOf({ sealingKey: null, dataDir });
    expect(statSync(sealingKeyFile(dataDir)).mode & 0o777).toBe(0o600);
  });

  test('is that of SAYSO_SEALING_KEY where it is set, and then nothing is written', () => {
    expect(sealingKeyOf({ sealingKey: key, dataDir })).toBe(key);
    expect(() => statSync(sealingKeyFile(dataDir))).toThrow('ENOENT');
  });

  test('is never replaced where its file holds something else', () => {
    writeFileSync(sealingKeyFile(dataDir), 'half a ke');
    expect(() => sealingKeyOf({ sealingKey: null, dataDir })).toThrow(/holds no sealing key/);
    expect(readFileSync(sealingKeyFile(dataDir), 'utf8')).toBe('half a ke');
  });
});
