import type { WholeClaim } from '../../src/features/claim/whole-claim';
import { claimPng, claimSvg } from '../../src/web/claim-image';
import { pictureOf } from '../../src/web/claim-picture';
import { createDrawer } from '../../src/web/picture-drawer';

type Chain = WholeClaim['chains'][number];
type Hop = Chain['hops'][number];

/** Prints a table: for claims of several sizes, how long their SVG and their card take. */
export async function measurePictures(rounds: number): Promise<void> {
  const drawer = createDrawer({ mostKept: { layout: 0, png: 0 } });
  const started = performance.now();
  await claimSvg({ claim: claimOf(10, 'first'), asOf: null }, drawer);
  console.log(`first: ${Math.round(performance.now() - started)} ms`);
  for (const size of [10, 50, 60]) {
    const [svg, png, held]: number[][] = [[], [], []];
    for (let round = 0; round < rounds; round++) {
      const shown = { claim: claimOf(size, `${size}/${round}`), asOf: null };
      svg?.push(await timed(() => claimSvg(shown, drawer)));
      png?.push(await timed(() => claimPng(shown, drawer)));
      held?.push(await timed(async () => pictureOf(shown)));
    }
    const nodes = pictureOf({ claim: claimOf(size, ''), asOf: null }).nodes.length;
    console.log(`${nodes} nodes: SVG ${told(svg)}; card ${told(png)}; before the thread ${told(held)}`);
  }
  await drawer.close();
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

const told = (times: number[] = []) => {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(1);
  return `median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms`;
};

/** Of so many nodes: outlets that rest on a few agencies, those on fewer origins, and two claims against it. */
function claimOf(nodes: number, name: string): WholeClaim {
  const origins = Math.max(1, Math.floor(nodes / 10));
  const relays = Math.max(1, Math.floor(nodes / 5));
  const outlets = nodes - 3 - origins - relays;
  const hop = (role: Hop['role'], number: number): Hop => ({
    ...{ role, agent: `${role} ${number} of ${name}`, agentId: `agt_${role}_${number}`, agentType: 'Organization' },
    ...{ disclosure: role === 'OUTLET' ? null : 'INSTITUTION', places: [], attribution: null },
  });
  const chains = Array.from({ length: outlets }, (_, i): Chain => {
    const hops = [hop('OUTLET', i), hop('RELAY', i % relays), hop('ORIGIN', (i % relays) % origins)];
    return {
      ...{ id: `chn_${i}`, text: '', polarity: 'ASSERTED', presupposed: false, inLatestVersion: true, hops },
      document: {
        ...{ id: `doc_${i}`, title: null, url: null, version: 1, versionId: `ver_${i}`, publishedAt: null },
        ...{ modifiedAt: null, availability: 'HELD', textAccess: 'PUBLIC' },
      },
    };
  });
  const other = (id: string) => ({ id, text: `otherwise, says ${id}`, language: 'en' });
  return {
    ...{ id: 'clm_1', text: `what ${name} is about`, language: 'en', type: 'EVENT', reviewState: 'CONFIRMED' },
    ...{ revision: 1, recordedFrom: new Date(0), quantities: [], events: [], relations: [], corrections: [] },
    ...{ reviews: [], agents: [], documents: [], cut: [], chains },
    origins: { distinctKnown: origins, unnamed: 0, unknown: 0, chains: outlets, documents: outlets },
    contradictions: ['clm_2', 'clm_3'].map((id) => ({
      ...{ id: `rel_${id}`, kind: 'CONTRADICTS', side: 'LEFT', types: [], sameEvent: 'YES', score: null },
      ...{ method: 'HUMAN', rationale: null, recordedFrom: new Date(0), evidence: [] },
      claim: { ...other(id), type: 'EVENT', reviewState: 'CONFIRMED' },
    })),
  };
}
