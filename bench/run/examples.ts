import { readdirSync, readFileSync } from 'node:fs';
import { fromRoot } from '../../src/root';
import type { Asking } from '../measure/client';
import type { Landmarks } from '../generate/landmarks';

export interface Example {
  /** The file's name without its ending. */
  name: string;
  query: string;
  variables: Record<string, unknown>;
}

/** What each example that reads is asked for in a generated graph, by its file's name. */
const variablesOf: Record<string, (landmarks: Landmarks) => Record<string, unknown>> = {
  '01-provenance': ({ contradicted }) => ({ claim: contradicted }),
  '02-search': ({ words }) => ({ text: words }),
  '03-who-contradicts': ({ contradicted }) => ({ claim: contradicted }),
  '04-distinct-origins': ({ ordinary }) => ({ claim: ordinary[1] }),
  '05-most-distinct-origins': () => ({}),
  '06-contradictions': () => ({ types: ['NUMERIC'] }),
  '07-agency': ({ popularAgent }) => ({ agent: popularAgent }),
  '08-unnamed-sources': () => ({}),
  '09-document': ({ document }) => ({ document }),
  '10-document-by-address': ({ url }) => ({ url }),
  '11-denied': ({ denied }) => ({ claim: denied }),
  '12-correction': ({ corrected }) => ({ claims: corrected }),
  '13-find-an-agent': ({ agentName }) => ({ name: agentName }),
  '14-reviews': ({ reviewed }) => ({ claim: reviewed }),
  '22-changes': () => ({ first: 20, after: null }),
  '23-before-and-after': ({ corrected }) => ({ claims: corrected, before: '2020-01-01T00:00:00Z' }),
};

/** Every example operation that reads. @throws Error for one of which nothing says what to ask it for. */
export function examplesOf(landmarks: Landmarks): Example[] {
  const folder = fromRoot('schema', 'operations');
  return readdirSync(folder)
    .sort()
    .map((file) => ({ name: file.replace(/\.graphql$/, ''), query: readFileSync(`${folder}/${file}`, 'utf8') }))
    .filter(({ query }) => /^query\b/m.test(query))
    .map(({ name, query }) => {
      const variables = variablesOf[name];
      if (!variables) throw new Error(`bench/run/examples.ts does not say what to ask ${name} for.`);
      return { name, query, variables: variables(landmarks) };
    });
}

export function askingOf(query: string, variables: Record<string, unknown>, path = '/graphql', key?: string): Asking {
  return {
    method: 'POST',
    path,
    body: JSON.stringify({ query, variables }),
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
  };
}
