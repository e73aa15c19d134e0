import { readFile } from 'node:fs/promises';
import type { Config } from '../config';
import { StartUpFault } from '../errors';
import { attachText } from '../features/document/attach-text.service';
import { print } from './report';
import { withGraph } from './with-graph';

export async function attachTextCommand(
  config: Config,
  document: string,
  file: string,
  options: { versionId?: string; public?: boolean },
): Promise<void> {
  const text = await readText(file);
  const textAccess = options.public ? 'PUBLIC' : 'MEMBERS';
  await withGraph(config, print, async (graph) => {
    const owner = { name: 'owner', roles: ['ADMIN'] };
    const attached = await attachText(graph, { document, version: options.versionId, text, textAccess }, owner);
    const { version, seq, spans, changed } = attached;
    print(
      changed
        ? `Version ${seq} (${version}) now holds its text; all ${spans} spans have their words in it.`
        : `Version ${seq} (${version}) held this text already; nothing was changed.`,
    );
  });
}

async function readText(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new StartUpFault(`${file} cannot be read (${error.code}).`, 'Give the path of a text file.');
  });
  try {
    // ignoreBOM keeps a byte order mark, which counts for the hash like any other character.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new StartUpFault(`${file} is not UTF-8.`, 'Save it as UTF-8 and try again.');
  }
}
