import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { needSpace } from '../../../src/local-neo4j/disk';
import { useTempFolder } from './temp-folder';

const folder = useTempFolder();

test('too little space names the folder, what is left and the way out', async () => {
  await expect(needSpace(folder.path, Number.MAX_SAFE_INTEGER)).rejects.toMatchObject({
    message: expect.stringMatching(/^The disk that holds .+ is full: \d+ MiB are left\.$/),
    wayOut: expect.stringContaining('Free at least 1 GiB'),
  });
});

test('a folder that cannot be made is named', async () => {
  writeFileSync(join(folder.path, 'file'), '');
  await expect(needSpace(join(folder.path, 'file', 'data'), 1)).rejects.toThrow(/cannot be made \(ENOTDIR\)/);
});
