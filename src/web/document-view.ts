import type { ShownPlace } from '../features/claim/shown-chain';
import type { OuterHop, StandingAttribution, WholeDocument } from '../features/document/whole-document';
import { factList, hopFacts, placeNames, placeView, standsThere, whoLink } from './chain-view';
import { roleNames, whoIs } from './claim-words';
import { correctionsView } from './correction-view';
import { html, type Html } from './html';
import { pageLayout } from './layout';
import { agentLink, agentLinks, claimLink } from './links';
import { markedText, type MarkedWords } from './marked-text';
import { pageTitle, pastNote, type PastView } from './past-note';
import { resourceAddress } from './resource-page';
import { addressLink, counted, langOf, moreNote, said, titleText } from './said';
import { versionInAddress, versionLine } from './version-view';
import { jsonForm, resourceHead, waysOn } from './ways-on';

export interface DocumentAsShown extends PastView<WholeDocument> {
  document: WholeDocument;
  /** The version that the address names; null for the latest. */
  seq: number | null;
}

/** The page of a document: its text with the words of its attributions marked, and beside it whose words they are. */
export function documentView({ document, seq, asOf, since }: DocumentAsShown): string {
  const { id, title, url, language, version, text, attributions } = document;
  const name = title ?? url ?? id;
  const more = versionInAddress(seq);
  const shown = { path: 'documents', id, asOf, more, forms: [jsonForm] };
  return pageLayout({
    title: pageTitle(name, asOf),
    head: resourceHead(shown),
    isWide: true,
    body: html`<article class="whole-claim whole-document">
      ${pastNote({ asOf, since }, resourceAddress('documents', id, null, undefined, more), partNames)}
      <h1 ${langOf(language)}>${said(name)}</h1>
      ${aboutView(document, asOf)} ${versionsView(document, asOf)}
      <div class="beside">
        <section aria-labelledby="text">
          <h2 id="text">The text${version && ` of version ${version.seq}`}</h2>
          ${text === null ? placesTable(document) : textView(text, attributions, language)}
        </section>
        <aside aria-labelledby="speakers">
          <h2 id="speakers">Who says what</h2>
          ${
            attributions.length === 0
              ? html`<p class="note">No confirmed attribution stands in this version.</p>`
              : html`<p class="legend">
                    ${text === null ? 'In the order of the text.' : 'In the order of the text. The numbers are those of the marks.'}
                  </p>
                  <ol class="margin">
                    ${attributions.map((one) => standingView(one, document, asOf))}
                  </ol>`
          }
          ${moreNote(document.cut.includes('attributions'), attributions.length)}
        </aside>
      </div>
      ${correctionsOf(document, asOf)} ${waysOn(shown, 'document', 'title')}
    </article>`,
  });
}
const partNames: Record<keyof WholeDocument, string> = {
  id: 'its id',
  url: 'its address',
  title: 'its title',
  docType: 'its kind',
  language: 'its language',
  availability: 'whether its text is held',
  revision: 'its revision',
  recordedFrom: 'when it was recorded',
  publisher: 'its publisher',
  authors: 'its authors',
  versions: 'its versions',
  version: 'the version that is shown',
  text: 'its text',
  attributions: 'its attributions',
  corrections: 'corrections',
  agents: 'who is named',
  cut: 'how much is shown',
};

function aboutView({ url, docType, publisher, authors }: WholeDocument, asOf: Date | null): Html {
  return factList([
    ['Published by', publisher && agentLink(publisher, asOf)],
    ['Written by', authors.length > 0 && agentLinks(authors, asOf)],
    ['Kind', docType && said(docType)],
    ['Address', url !== null && (addressLink(url, said(url)) ?? said(url))],
  ]);
}

function versionsView({ id, versions, version, cut }: WholeDocument, asOf: Date | null): Html {
  return html`<section aria-labelledby="versions">
    <h2 id="versions">Versions</h2>
    ${versions.length === 0 && html`<p class="note">No version is recorded.</p>`}
    <ul>
      ${versions.map(
        (one) =>
          html`<li ${one.id === version?.id && html`aria-current="true"`}>
            ${versionLine(id, one, asOf)}; ${counted(one.attributions, 'attribution')} first read in it
            ${one.id === version?.id && html`<span class="flag">shown here</span>`}
          </li>`,
      )}
    </ul>
    ${moreNote(cut.includes('versions'), versions.length)}
  </section>`;
}

function textView(text: string, attributions: StandingAttribution[], language: string | null): Html {
  const words = attributions.flatMap(({ attribution, agent, places }, i): MarkedWords[] =>
    places.flatMap(({ id, role, start, end, anchorStatus }) =>
      start === null || end === null
        ? []
        : {
            ...{ id, start, end, number: i + 1, attribution: attribution.id },
            look: `${role.toLowerCase()}${anchorStatus === 'FUZZY' ? ' similar' : ''}`,
            told: `${placeNames[role].toLowerCase()} of ${i + 1}, ${titleText(agent ?? 'source not stated')}`,
          },
    ),
  );
  const roles = [...new Set(attributions.flatMap(({ places }) => places.map(({ role }) => role)))];
  return html`${
      roles.length > 0 &&
      html`<p class="legend">
        Marked:
        ${roles.map((role) => html`<mark class="${role.toLowerCase()}">${placeNames[role].toLowerCase()}</mark> `)}
      </p>`
    }
    <div class="text" ${langOf(language)}>${markedText(text, words)}</div>`;
}

/** What stands where a text would: where its words are, and how it comes here. */
function placesTable({ id, version, attributions }: WholeDocument): Html {
  if (!version) return html`<p class="note">No version of it is recorded, and so no text.</p>`;
  const isHeld = version.availability === 'HELD';
  const placed = attributions.filter(({ places }) => places.length > 0);
  return html`<p>
      ${
        isHeld
          ? 'This text is held for members: the API gives it to whoever has a key. Here is where the words stand.'
          : version.availability === 'INFERRED'
            ? 'The text of this version is not held: it is known only from what a later one says.'
            : 'The text of this version is not held. Here is where the words stand that were read in it.'
      }
    </p>
    ${
      placed.length > 0 &&
      html`<table class="offsets">
        <caption>
          Where the words stand, in UTF-16 code units
        </caption>
        <thead>
          <tr>
            <th scope="col">Attribution</th>
            <th scope="col">Words</th>
            <th scope="col">From</th>
            <th scope="col">To</th>
          </tr>
        </thead>
        ${attributions.map(
          ({ attribution, agent, places }, i) =>
            places.length > 0 &&
            html`<tbody>
              ${places.map(
                ({ role, start, end }, j) =>
                  html`<tr>
                    ${
                      j === 0 &&
                      html`<th scope="rowgroup" rowspan="${places.length}">
                        <a href="#${attribution.id}">${i + 1}, ${said(agent ?? 'source not stated')}</a>
                      </th>`
                    }
                    <td>${placeNames[role]}</td>
                    ${
                      start === null || end === null
                        ? html`<td colspan="2">no longer found</td>`
                        : html`<td>${start}</td>
                            <td>${end}</td>`
                    }
                  </tr>`,
              )}
            </tbody>`,
        )}
      </table>`
    }
    ${
      !isHeld &&
      html`<p>Whoever has the text can attach it; its hash and the words of every attribution are checked first:</p>
        <p><code>node scripts/sayso.cjs attach-text ${id} text.txt --version-id ${version.id}</code></p>
        <p class="soft">It is then for members, or with <code>--public</code> for everybody.</p>`
    }`;
}

function standingView(standing: StandingAttribution, { text, language }: WholeDocument, asOf: Date | null): Html {
  const { attribution, standing: how, through, claims, places } = standing;
  return html`<li id="${attribution.id}">
    <p class="who">
      ${standsThere(standing, asOf)}
      ${how === 'CARRIED' && html`<span class="flag">carried on from a former version</span>`}
      ${how === 'NOT_CARRIED' && html`<span class="flag gap">of a former version, not found whole in this one</span>`}
    </p>
    ${through.map((way) => wayView(way, standing, asOf))}
    ${
      claims.length > 0 &&
      html`<ul class="claims-of">
        ${claims.map(
          (claim) =>
            html`<li>
              <span class="flag${claim.polarity === 'DENIED' && ' against'}">${saysOf(claim)}</span>
              ${claimLink(claim, asOf, langOf(claim.language))}
            </li>`,
        )}
      </ul>`
    }
    ${hopFacts(standing, asOf)}
    ${
      places.length === 0
        ? html`<p class="soft">No place of its words is recorded in this version.</p>`
        : html`<ul class="places" aria-label="Where it stands">
            ${places.map((place) => html`<li>${standingPlace(place, text !== null, language)}</li>`)}
          </ul>`
    }
  </li>`;
}

const saysOf = ({ polarity, presupposed }: StandingAttribution['claims'][number]) =>
  presupposed ? 'takes for granted' : polarity === 'DENIED' ? 'denies' : 'says';

function wayView(way: OuterHop[], { agent, role }: StandingAttribution, asOf: Date | null): Html | false {
  return (
    way.length > 0 &&
    html`<ol class="way" role="list" aria-label="Through whom">
      ${way.map((hop) => html`<li><span class="unseen">${roleNames[hop.role].toLowerCase()}</span> ${whoLink(hop, asOf)}</li> `)}
      <li><span class="unseen">${roleNames[role].toLowerCase()}</span> ${said(whoIs({ role, agent }))}</li>
    </ol>`
  );
}

function standingPlace(place: ShownPlace, isInText: boolean, language: string | null): Html {
  const similar = place.anchorStatus === 'FUZZY' && html` <span class="flag gap">only similar, not decided</span>`;
  const inText = isInText && place.start !== null && html` <a href="#${place.id}">in the text</a>`;
  return html`${placeView(place, language)}${inText}${similar}`;
}

function correctionsOf({ corrections, attributions }: WholeDocument, asOf: Date | null): Html {
  return correctionsView(corrections, asOf, (ids) =>
    attributions.flatMap(({ attribution, places, ...hop }, i) =>
      ids.includes(attribution.id) || places.some(({ id }) => ids.includes(id))
        ? html`<a href="#${attribution.id}">${i + 1}, ${said(whoIs(hop))}</a>`
        : [],
    ),
  );
}
