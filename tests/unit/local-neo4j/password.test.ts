import { chmodSync, readFileSync, statSync } from 'node:fs';
import { keepPassword, passwordFile } from '../../../src/local-neo4j/password';
import { useTempFolder } from './temp-folder';

const folder = useTempFolder();
const mode = () => statSync(passwordFile(folder.path)).mode & 0o777;

test('a password is made up once, kept, and readable by its owner alone', () => {
  const password = keepPassword(folder.path);
  expect(password).toMatch(/^[\w-]{24}$/);
  expect(readFileSync(passwordFile(folder.path), 'utf8')).toBe(`${password}\n`);
  expect(mode()).toBe(0o600);
  expect(keepPassword(folder.path)).toBe(password);
});

test('a kept password that others could read is closed again', () => {
  keepPassword(folder.path);
  chmodSync(passwordFile(folder.path), 0o644);
  keepPassword(folder.path);
  expect(mode()).toBe(0o600);
});
