import type { ResultOf } from 'gql.tada';
import { element } from './dom';
import type { provenance } from './operations';

type Claim = NonNullable<ResultOf<typeof provenance>['claim']>;
type Chain = Claim['attributionChains']['nodes'][number];
type Hop = Chain['hops'][number];

/** A claim as a section: how many origins, its chains, what contradicts it. Nothing in it says whether it is true. */
export function claimView({ text, origins, attributionChains, contradictions }: Claim): HTMLElement {
  const { distinctKnown, unnamed, unknown } = origins;
  return element('section', {}, [
    element('h1', {}, [text]),
    element('p', { class: 'origins' }, [
      `Distinct origins known: ${distinctKnown}, of them not named: ${unnamed}. Chains that do not state theirs: ${unknown}.`,
    ]),
    ...attributionChains.nodes.map(chainView),
    ...contradictions.edges.map(({ node, relation }) =>
      element('p', { class: 'contradiction' }, [
        'Contradicted by ',
        element('a', { href: linkTo(node.id) }, [node.text]),
        relation.rationale ? `: ${relation.rationale}` : '',
      ]),
    ),
  ]);
}

/** A chain as an ordered list, the outlet first and the origin last. */
function chainView({ polarity, inLatestVersion, document, hops }: Chain): HTMLElement {
  const title = document.title ?? 'A document without a title';
  return element('article', { class: `chain ${polarity === 'DENIED' ? 'denies' : 'asserts'}` }, [
    element('h2', {}, [
      polarity === 'DENIED' ? 'Denied in ' : 'Said in ',
      webAddress(document.url) ? element('a', { href: webAddress(document.url), rel: 'noreferrer' }, [title]) : title,
    ]),
    element('ol', {}, hops.map(hopView)),
    inLatestVersion ? '' : element('p', {}, ['Not in the latest version of the document.']),
  ]);
}

function hopView({ role, agent, attribution }: Hop): HTMLElement {
  const who = agent?.name ?? attribution?.describedAs ?? 'nobody named';
  const how = [
    attribution?.disclosure === 'UNNAMED' ? 'not named' : '',
    attribution?.cue ? `“${attribution.cue}”` : '',
  ];
  return element('li', {}, [
    element('span', { class: 'role' }, [roleNames[role]]),
    ' ',
    element('strong', {}, [who]),
    ...how.filter(Boolean).map((said) => ` · ${said}`),
  ]);
}

const roleNames: Record<Hop['role'], string> = { OUTLET: 'Outlet', RELAY: 'Relay', ORIGIN: 'Origin' };

/** Null for what is no address of the web: an app never makes a link of what it was given without looking. */
function webAddress(url: string | null): string | null {
  return url !== null && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null;
}

/** The same page, about another claim. */
function linkTo(claim: string): string {
  const address = new URL(location.href);
  address.searchParams.set('claim', claim);
  return address.search;
}
