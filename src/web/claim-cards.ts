import { glanceOf, neverTrue } from './claim-words';
import type { ClaimAsShown } from './claim-view';
import type { NamedClaim } from './embed-code';
import { html, type Html } from './html';
import { resourceAddress } from './resource-page';
import { titleText } from './said';

/** The picture of a claim that cards show. */
export const cardSize = { width: 1200, height: 630 };
export const cardAddress = ({ claim, asOf }: NamedClaim, origin: string): string =>
  new URL(resourceAddress('claims', claim.id, asOf, 'png'), origin).href;

/** Where the oEmbed answer for a claim's page is, in the head of that page: consumers look at its first kilobytes only. */
export function discoveryLinks({ claim, asOf }: ClaimAsShown, origin: string): Html {
  const at = new URL('/oembed', origin);
  at.searchParams.set('url', new URL(resourceAddress('claims', claim.id, asOf), origin).href);
  const linkOf = (format: string, type: string) => {
    at.searchParams.set('format', format);
    return html`<link rel="alternate" type="${type}" title="oEmbed" href="${at.href}" />`;
  };
  return html`${linkOf('json', 'application/json+oembed')} ${linkOf('xml', 'text/xml+oembed')}`;
}

/** Open Graph and Twitter's cards: what a link to the claim looks like elsewhere. */
export function cardTags({ claim, asOf }: ClaimAsShown, origin: string): Html {
  const title = titleText(claim.text);
  const description = descriptionOf({ claim, asOf });
  const picture = cardAddress({ claim, asOf }, origin);
  const alt = `${title}: ${description}`;
  const openGraph: [string, string][] = [
    ['og:type', 'article'],
    ['og:site_name', 'Sayso'],
    ['og:title', title],
    ['og:description', description],
    ['og:url', new URL(resourceAddress('claims', claim.id, asOf), origin).href],
    ['og:image', picture],
    ['og:image:type', 'image/png'],
    ['og:image:width', String(cardSize.width)],
    ['og:image:height', String(cardSize.height)],
    ['og:image:alt', alt],
  ];
  const twitter: [string, string][] = [
    ['twitter:card', 'summary_large_image'],
    ['twitter:title', title],
    ['twitter:description', description],
    ['twitter:image', picture],
    ['twitter:image:alt', alt.slice(0, 420)],
  ];
  return html`<meta name="description" content="${description}" />
    ${openGraph.map(([property, content]) => html`<meta property="${property}" content="${content}" />`)}
    ${twitter.map(([name, content]) => html`<meta name="${name}" content="${content}" />`)}`;
}

/** What can be taken in at a glance, in words. */
const descriptionOf = ({ claim, asOf }: Pick<ClaimAsShown, 'claim' | 'asOf'>): string =>
  `${asOf ? `As of ${asOf.toISOString().slice(0, 10)}: ` : ''}${glanceOf(claim)}. ${neverTrue}`;
