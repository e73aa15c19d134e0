import type { FastifyInstance } from 'fastify';
import type { Context } from '../context';
import { recordsOf } from '../features/claim/claim-records';
import { nodesInClaim, wholeClaim } from '../features/claim/whole-claim';
import { jsonldOf, turtleTextOf } from '../features/export/linked-data';
import { changesSince } from '../features/feed/changes-since';
import { claimPng, claimSvg } from './claim-image';
import { claimView, type ClaimAsShown } from './claim-view';
import type { Drawer } from './picture-drawer';
import { resourcePage, type Resource, type ResourcePageOptions } from './resource-page';
import { picturePolicy } from './security';

const claims = (drawer: Drawer): Resource<ClaimAsShown> => ({
  path: 'claims',
  kind: 'Claim',
  noun: 'claim',
  forms: [
    { suffix: 'html', type: 'text/html', write: claimView },
    { suffix: 'json', type: 'application/json', write: jsonOf },
    { suffix: 'jsonld', type: 'application/ld+json', write: ({ claim }) => jsonldOf(recordsOf(claim)) },
    { suffix: 'ttl', type: 'text/turtle', write: ({ claim }) => turtleTextOf(recordsOf(claim)) },
    { suffix: 'svg', type: 'image/svg+xml', write: (shown) => claimSvg(shown, drawer), policy: picturePolicy },
    { suffix: 'png', type: 'image/png', write: (shown) => claimPng(shown, drawer), policy: picturePolicy },
  ],
  read: readClaim,
});
/** So many entries a list; where there are more, the forms say so. */
const mostEntries = 100;

/** `GET /claims/<id>`: a claim with its provenance, in the form that is asked for (docs/claim-page.md). */
export async function claimPage(
  app: FastifyInstance,
  { drawer, ...options }: ResourcePageOptions & { drawer: Drawer },
): Promise<void> {
  resourcePage(app, options, claims(drawer));
}

/** What all that shows a claim shows of it. */
export async function readClaim(
  context: Context,
  id: string,
  asOf: Date | null,
): Promise<ClaimAsShown | { unknown: Date } | null> {
  const now = await wholeClaim(context, id, mostEntries);
  if (!now || asOf === null) return now && { claim: now, asOf, since: null };
  const then = await wholeClaim(context, id, mostEntries, asOf);
  if (!then) return { unknown: asOf };
  return { claim: then, asOf, since: await changesSince(context, { then, now, nodesIn: nodesInClaim }, asOf) };
}

function jsonOf({ claim, asOf, since }: ClaimAsShown): string {
  return JSON.stringify({ url: `/claims/${claim.id}`, asOf, since, claim });
}
