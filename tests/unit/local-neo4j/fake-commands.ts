import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A command that runs this shell script. @returns its path */
export function fakeCommand(folder: string, script: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  const path = join(bin, `command-${(count += 1)}`);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}
let count = 0;

/** A Maven that "fetches" a server jar and one more, slowly enough to be interrupted where `pause` says so (seconds). */
export function fakeMaven({ pause = 0, code = 0, says = '' } = {}): string {
  return `case "$*" in *-version*) echo "Apache Maven 3.9.9"; exit 0;; esac
for a in "$@"; do case "$a" in -DoutputDirectory=*) out="\${a#*=}";; esac; done
/bin/mkdir -p "$out"
echo jar > "$out/neo4j-server-5.26.28.jar"
echo "fetched" >> "\${out%/*/*}/fetches"
echo '${says}'
/bin/sleep ${pause}
${code === 0 ? 'echo jar > "$out/other.jar"' : ''}
exit ${code}`;
}
