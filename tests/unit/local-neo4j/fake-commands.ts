import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Runs `work` with a PATH that finds these shell scripts and, apart from /bin, nothing else. */
export async function withCommands<T>(
  folder: string,
  scripts: Record<string, string>,
  work: () => Promise<T>,
): Promise<T> {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const before = process.env.PATH;
  process.env.PATH = bin;
  try {
    return await work();
  } finally {
    process.env.PATH = before;
  }
}

/** A Maven that "fetches" a server jar and one more, slowly enough to be interrupted where `pause` says so (seconds). */
export function fakeMaven({ pause = 0, code = 0, says = '' } = {}): string {
  return `case "$*" in *-version*) echo "Apache Maven 3.9.9"; exit 0;; esac
for a in "$@"; do case "$a" in -DoutputDirectory=*) out="\${a#*=}";; esac; done
/bin/mkdir -p "$out"
echo jar > "$out/neo4j-server-5.26.28.jar"
echo "fetched" >> "${'$'}{out%/*/*}/fetches"
echo '${says}'
/bin/sleep ${pause}
${code === 0 ? 'echo jar > "$out/other.jar"' : ''}
exit ${code}`;
}
