import type { ShownEvidence, ShownRelation } from '../features/claim/shown-relation';
import type { ShownReview, WholeClaim } from '../features/claim/whole-claim';
import { cardTags, discoveryLinks } from './claim-cards';
import { badgesOf, neverTrue, noChain, type Badge } from './claim-words';
import { chainName, chainView, placeView } from './chain-view';
import { correctionsView } from './correction-view';
import { embedCodes } from './embed-code';
import { exploreScript } from './explore-assets';
import { html, type Html } from './html';
import { pageLayout } from './layout';
import { agentLink, claimLink, documentLink } from './links';
import { pageTitle, pastNote, type PastView } from './past-note';
import { resourceAddress, type Asked } from './resource-page';
import { addressLink, counted, langOf, moreNote, said, time } from './said';
import { versionLine } from './version-view';
import { jsonForm, resourceHead, waysOn } from './ways-on';

export interface ClaimAsShown extends PastView<WholeClaim> {
  claim: WholeClaim;
}

/** The page of a claim, in three levels: a line, the chains step by step, and all that is known besides. */
export function claimView({ claim, asOf, since }: ClaimAsShown, { origin }: Pick<Asked, 'origin'>): string {
  const asserting = claim.chains.filter(({ polarity }) => polarity === 'ASSERTED');
  const denying = claim.chains.filter(({ polarity }) => polarity === 'DENIED');
  const shown = { path: 'claims', id: claim.id, asOf, forms };
  return pageLayout({
    title: pageTitle(claim.text, asOf),
    head: html`${discoveryLinks({ claim, asOf, since }, origin)} ${resourceHead(shown)}
      ${cardTags({ claim, asOf, since }, origin)}
      <script src="/assets/copy-code.js" defer></script>
      <script type="module" src="${exploreScript}"></script>`,
    body: html`<article class="whole-claim">
      ${pastNote({ asOf, since }, resourceAddress('claims', claim.id, null), partNames)}
      <h1 ${langOf(claim.language)}>${said(claim.text)}</h1>
      ${badgesView(badgesOf(claim))} ${subject(claim)}
      <p class="legend">${neverTrue}</p>
      <section aria-labelledby="chains">
        <h2 id="chains">Who says so</h2>
        ${
          asserting.length === 0
            ? html`<p class="note">${noChain}</p>`
            : html`<p class="legend">From the outlet that printed it, step by step, back to whoever said so.</p>`
        }
        ${pictureView(claim, asOf)} ${asserting.map((chain) => chainView(chain, claim, asOf))}
        ${cutNote(claim, 'chains')}
      </section>
      ${
        denying.length > 0 &&
        html`<section aria-labelledby="denials">
          <h2 id="denials">Who denies it</h2>
          ${denying.map((chain) => chainView(chain, claim, asOf))}
        </section>`
      }
      ${relationsView(claim, asOf)} ${correctionsOf(claim, asOf)} ${reviewsView(claim, asOf)}
      ${documentsView(claim, asOf)} ${waysOn(shown, 'claim', 'text', codeBox({ claim, asOf, since }, origin))}
    </article>`,
  });
}

const forms = [
  jsonForm,
  { suffix: 'jsonld', type: 'application/ld+json', title: 'JSON-LD' },
  { suffix: 'ttl', type: 'text/turtle', title: 'Turtle' },
  { suffix: 'svg', type: 'image/svg+xml', title: 'a picture (SVG)' },
  { suffix: 'png', type: 'image/png', title: 'a picture on a card (PNG)' },
];
const partNames: Record<keyof WholeClaim, string> = {
  id: 'its id',
  text: 'its wording',
  language: 'its language',
  type: 'its type',
  reviewState: 'whether it is confirmed',
  revision: 'its revision',
  recordedFrom: 'when it was recorded',
  quantities: 'its quantities',
  events: 'its events',
  origins: 'the number of its origins',
  chains: 'its chains',
  contradictions: 'what contradicts it',
  relations: 'how it relates to other claims',
  corrections: 'corrections',
  reviews: 'reviews',
  agents: 'who is named',
  documents: 'its documents',
  cut: 'how much is shown',
};

/** The first level: one line that can be taken in at a glance. */
export function badgesView(badges: readonly Badge[]): Html {
  return html`<ul class="badges" aria-label="At a glance">
    ${badges.map(({ text, kind }) => html`<li class="${kind}">${text}</li> `)}
  </ul>`;
}

function subject({ events, quantities }: WholeClaim): Html {
  return html`${
    events.length + quantities.length > 0 &&
    html`<dl class="facts">
      ${events.map(
        ({ label, time: when }) =>
          html`<div>
            <dt>About</dt>
            <dd>${said(label)}${when !== null && html` (${said(when)})`}</dd>
          </div>`,
      )}
      ${quantities.map(
        (quantity) =>
          html`<div>
            <dt>${said(quantity.measure)}</dt>
            <dd>${amount(quantity)}</dd>
          </div>`,
      )}
    </dl>`
  }`;
}

function amount({ value, min, max, comparator, approximate, unit }: WholeClaim['quantities'][number]): Html {
  const range = min === null && max === null ? null : `${min ?? '?'} to ${max ?? '?'}`;
  const number = value === null ? (range ?? 'not stated') : `${value}${range === null ? '' : ` (${range})`}`;
  return html`${approximate && 'about '}${comparatorNames[comparator]}${number} ${unit !== null && said(unit)}`;
}
const comparatorNames = {
  EQUAL: '',
  AT_LEAST: 'at least ',
  AT_MOST: 'at most ',
  MORE_THAN: 'more than ',
  LESS_THAN: 'less than ',
};

/** The chains and the contradictions at a glance. The script puts a button in it that makes a graph of it. */
function pictureView({ id, origins, chains, contradictions }: WholeClaim, asOf: Date | null): Html {
  if (chains.length + contradictions.length === 0) return html``;
  const address = resourceAddress('claims', id, asOf, 'svg');
  const alt =
    `Picture of what this page lists: ${counted(origins.chains, 'chain')}, ` +
    `${counted(origins.distinctKnown, 'distinct known origin')}, ${counted(contradictions.length, 'contradicting claim')}. ` +
    'The lists below say it step by step.';
  return html`<figure class="picture" data-claim="${id}" ${asOf && html`data-as-of="${asOf.toISOString()}"`}>
    <a href="${address}"><img src="${address}" alt="${alt}" loading="lazy" /></a>
  </figure>`;
}

/** The third level: all that is known besides. */
function relationsView(claim: WholeClaim, asOf: Date | null): Html {
  return html`${
    claim.contradictions.length > 0 &&
    html`<section aria-labelledby="contradictions">
      <h2 id="contradictions">What contradicts it</h2>
      <ul class="related">
        ${claim.contradictions.map((relation) => relationView(relation, asOf))}
      </ul>
      ${cutNote(claim, 'contradictions')}
    </section>`
  }
  ${
    claim.relations.length > 0 &&
    html`<section aria-labelledby="relations">
      <h2 id="relations">How it stands to other claims</h2>
      <ul class="related">
        ${claim.relations.map((relation) => relationView(relation, asOf))}
      </ul>
      ${cutNote(claim, 'relations')}
    </section>`
  }`;
}

function relationView(relation: ShownRelation, asOf: Date | null): Html {
  const { kind, side, types, rationale, method, score, claim, evidence } = relation;
  const how = kindNames[kind][side === 'LEFT' ? 0 : 1];
  return html`<li>
    <p>
      <span class="flag">${how}</span>
      ${claimLink(claim, asOf, langOf(claim.language))}
    </p>
    <p>
      ${rationale === null ? 'No reason is recorded' : html`Why: ${said(rationale)}`}
      <span class="soft">
        (${[...types.map((type) => typeNames[type]), methodNames[method], ...(score === null ? [] : [`score ${score}`])].join(', ')})
      </span>
    </p>
    ${
      evidence.length > 0 &&
      html`<p class="legend">Based on</p>
        <ul>
          ${evidence.map((one) => html`<li>${evidenceView(one, asOf)}</li>`)}
        </ul>`
    }
  </li>`;
}
/** From the left claim to the right one, and the other way round. */
const kindNames: Record<ShownRelation['kind'], [string, string]> = {
  CONTRADICTS: ['contradicted by', 'contradicted by'],
  TENSION: ['in tension with', 'in tension with'],
  CONTRAST: ['in contrast to', 'in contrast to'],
  SUPPORTS: ['supports', 'supported by'],
  REFINES: ['refines', 'refined by'],
  EQUIVALENT: ['says the same as', 'says the same as'],
  SUPERSEDES: ['supersedes', 'superseded by'],
  NOT_CONTRADICTORY: ['does not contradict', 'does not contradict'],
};
export const typeNames: Record<ShownRelation['types'][number], string> = {
  ANTONYM: 'opposite words',
  NEGATION: 'negation',
  NUMERIC: 'different numbers',
  FACTIVE: 'one presupposes what the other denies',
  STRUCTURAL: 'different roles',
  LEXICAL: 'choice of words',
  WORLD_KNOWLEDGE: 'by what is known of the world',
  TEMPORAL: 'different times',
};
const methodNames: Record<ShownRelation['method'], string> = {
  HUMAN: 'judged by a person',
  RULE: 'found by a rule',
  MODEL: 'found by a model',
  IMPORT: 'imported',
};

function evidenceView({ id, agent, cue, place, document }: ShownEvidence, asOf: Date | null): Html {
  const who = id.startsWith('atr_') ? said(agent ?? 'source not stated') : null;
  return html`${who}${cue !== null && html` (${said(cue)})`}${place && placeView(place, null)}${
    document && html` in ${documentLink(document, asOf)}`
  }`;
}

function correctionsOf({ corrections, chains }: WholeClaim, asOf: Date | null): Html {
  return correctionsView(corrections, asOf, (ids) =>
    chains
      .filter(({ hops }) =>
        hops.some(
          ({ attribution, places }) =>
            attribution && (ids.includes(attribution.id) || places.some((place) => ids.includes(place.id))),
        ),
      )
      .map((chain) => html`<a href="#${chain.id}">${chainName(chain)}</a>`),
  );
}

function reviewsView(claim: WholeClaim, asOf: Date | null): Html {
  return html`${
    claim.reviews.length > 0 &&
    html`<section aria-labelledby="reviews">
      <h2 id="reviews">What reviewers found</h2>
      <p class="legend">Each verdict is its author’s, on its author’s scale. None is Sayso’s.</p>
      <ul class="related">
        ${claim.reviews.map((review) => html`<li>${reviewView(review, claim.revision, asOf)}</li>`)}
      </ul>
      ${cutNote(claim, 'reviews')}
    </section>`
  }`;
}

function reviewView(review: ShownReview, now: number, asOf: Date | null): Html {
  const { author, authorId, rating, datePublished, claimReviewed, claimRevision, url } = review;
  const name = author ?? 'Somebody who is not recorded';
  const { alternateName = null, ratingValue = null, worstRating = null, bestRating = null } = rating ?? {};
  const scale =
    ratingValue !== null && ` (${ratingValue} on a scale from ${worstRating ?? '?'} to ${bestRating ?? '?'})`;
  return html`<p>
      <strong>${authorId === null ? said(name) : agentLink({ id: authorId, name }, asOf)}</strong>:
      ${alternateName === null ? 'no verdict in words' : html`“${said(alternateName)}”`}${scale}${
        datePublished && html`, ${time(datePublished)}`
      }
    </p>
    ${claimReviewed !== null && html`<p>They judged: ${said(claimReviewed)}</p>`}
    ${claimRevision !== null && claimRevision !== now && html`<p class="soft">They judged a former wording (revision ${claimRevision}).</p>`}
    ${url !== null && html`<p>${addressLink(url, said(url)) ?? said(url)}</p>`}`;
}

function documentsView(claim: WholeClaim, asOf: Date | null): Html {
  return html`${
    claim.documents.length > 0 &&
    html`<section aria-labelledby="documents">
      <h2 id="documents">Documents</h2>
      <ul class="related">
        ${claim.documents.map((document) => {
          const publisher = claim.agents.find(({ id }) => id === document.publisherId);
          return html`<li>
            <p>${documentLink(document, asOf)}${publisher && html`, ${agentLink(publisher, asOf)}`}</p>
            <ul>
              ${document.versions.map((version) => html`<li>${versionLine(document.id, version, asOf)}</li>`)}
            </ul>
          </li>`;
        })}
      </ul>
    </section>`
  }`;
}

/** The three ways to show it elsewhere. Without the script that adds the buttons, it is there to be selected. */
function codeBox(shown: ClaimAsShown, origin: string): Html {
  const { frame, component, quote } = embedCodes(shown, origin);
  const ways: [string, string, string][] = [
    ['frame', 'A frame, which needs nothing of your page', frame],
    ['component', 'An element, in your page’s own type', component],
    ['quote', 'A quotation, which can be read without script', quote],
  ];
  return html`<details class="copy-code">
    <summary>Show it on a page of yours: copy the code</summary>
    ${ways.map(
      ([name, title, code]) =>
        html`<label for="code-${name}">${title}</label>
          <textarea id="code-${name}" rows="4" readonly spellcheck="false">${code}</textarea>`,
    )}
    <p><a href="/docs/embed">What each is good for, and how to make it look like yours</a></p>
  </details>`;
}

function cutNote({ cut, chains, contradictions, relations, reviews }: WholeClaim, list: WholeClaim['cut'][number]) {
  const shown = { chains, contradictions, relations, reviews }[list].length;
  return moreNote(cut.includes(list), shown);
}
