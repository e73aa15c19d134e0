import type { ReadDocument, ShownChain, ShownHop, ShownPlace } from '../features/claim/shown-chain';
import type { WholeClaim } from '../features/claim/whole-claim';
import { gapOf, heldText, notInLatest, roleNames, takenForGranted, whoIs } from './claim-words';
import { html, type Html } from './html';
import { agentLink, agentLinks, documentLink } from './links';
import { langOf, said, time } from './said';

/** The second level: one chain, an ordered list from the outlet to the origin. */
export function chainView(chain: ShownChain, claim: WholeClaim, asOf: Date | null): Html {
  const { document, hops, presupposed, inLatestVersion } = chain;
  const language = claim.documents.find(({ id }) => id === document.id)?.language ?? null;
  const held = heldText(chain);
  return html`<section class="chain" id="${chain.id}" aria-labelledby="${chain.id}-name">
    <h3 id="${chain.id}-name">${chainName(chain)}</h3>
    <p>
      In ${readIn(document, asOf)}. ${presupposed && html`<span class="flag">${takenForGranted}</span>`}
      ${!inLatestVersion && html`<span class="flag">${notInLatest}</span>`}
      ${held !== null && html`<span class="flag gap">${held}</span>`}
    </p>
    <ol class="hops">
      ${hops.map((hop) => hopView(hop, language, asOf))}
    </ol>
  </section>`;
}

/** Where a chain was read: the document, its version, its date. */
export function readIn(document: ReadDocument, asOf: Date | null): Html {
  const date = document.publishedAt ?? document.modifiedAt;
  return html`${documentLink(document, asOf)}${document.version !== null && `, version ${document.version}`}${
    date && html`, ${time(date)}`
  }`;
}

export function chainName({ hops }: { hops: readonly Pick<ShownHop, 'role' | 'agent'>[] }): Html {
  return html`${hops.map(
    (hop, i) =>
      html`${i > 0 && html` <span aria-hidden="true">←</span> <span class="unseen">, from </span>`}${said(whoIs(hop))}`,
  )}`;
}

function hopView(hop: ShownHop, language: string | null, asOf: Date | null): Html {
  return html`<li>
    <p class="who">${standsThere(hop, asOf)}</p>
    ${hopFacts(hop, asOf)} ${placeList(hop.places, language)}
  </li>`;
}

/** Who stands at a hop, and whether that is a gap. */
export function standsThere(
  hop: Pick<ShownHop, 'role' | 'agent' | 'agentId' | 'agentType' | 'disclosure'>,
  asOf: Date | null,
): Html {
  const gap = gapOf(hop);
  return html`<span class="role">${roleNames[hop.role]}</span>
    <strong>${whoLink(hop, asOf)}</strong>
    ${gap !== null && html`<span class="flag gap">${gap}</span>`}`;
}

/** Leads to who stands at a hop, where somebody is named there. */
export function whoLink(hop: Pick<ShownHop, 'role' | 'agent' | 'agentId'>, asOf: Date | null): Html {
  const { agent, agentId } = hop;
  return agent === null || agentId === null ? said(whoIs(hop)) : agentLink({ id: agentId, name: agent }, asOf);
}

/** What the document says of a hop. */
export function hopFacts({ disclosure, attribution }: ShownHop, asOf: Date | null): Html {
  const { cue, describedAs, saidAt, medium, setting, speechAct, scopeCertainty, sic } = attribution ?? {};
  const facts: [string, Html | string | null | undefined | false][] = [
    ['Named as', disclosure !== null && disclosureNames[disclosure]],
    ['Described as', describedAs && said(describedAs)],
    ['Word of saying', cue && said(cue)],
    ['Manner', speechAct && said(speechAct)],
    ['On behalf of', attribution && attribution.onBehalfOf.length > 0 && agentLinks(attribution.onBehalfOf, asOf)],
    ['Said to', attribution && attribution.addressedTo.length > 0 && agentLinks(attribution.addressedTo, asOf)],
    [
      'Perhaps through',
      attribution &&
        attribution.possiblyVia.length > 0 &&
        html`${agentLinks(attribution.possiblyVia, asOf)}: the wording leaves it open`,
    ],
    ['Said at', saidAt && said(saidAt)],
    ['Medium', medium && said(medium)],
    ['Setting', setting && said(setting)],
    ['Certainty of the reading', scopeCertainty != null && String(scopeCertainty)],
    ['As printed', sic === true && 'the words stand so although they look like a slip'],
  ];
  return factList(facts);
}

/** A list of facts, without those that are not known. */
export function factList(facts: readonly [string, Html | string | null | undefined | false][]): Html {
  const known = facts.filter(([, value]) => value);
  return html`${
    known.length > 0 &&
    html`<dl class="facts">
      ${known.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>`
  }`;
}

function placeList(places: readonly ShownPlace[], language: string | null): Html {
  return html`${
    places.length > 0 &&
    html`<ul class="places" aria-label="Where it stands">
      ${places.map((place) => html`<li>${placeView(place, language)}</li>`)}
    </ul>`
  }`;
}

const disclosureNames: Record<NonNullable<ShownHop['disclosure']>, string> = {
  NAMED_PERSON: 'a person by name',
  INSTITUTION: 'an institution',
  GROUP: 'a group',
  DOCUMENT: 'a document',
  UNNAMED: 'somebody who is not named',
  UNSTATED: 'nobody: the source is not stated',
  OWN_VOICE: 'itself: the document says so in its own voice',
};

export function placeView({ role, start, end, words }: ShownPlace, language: string | null): Html {
  const where = start === null || end === null ? 'no longer found in the text' : `characters ${start}–${end}`;
  return html`<span class="role">${placeNames[role]}</span>
    ${words && html`<q ${langOf(language)}>${said(words.exact)}</q> `}
    <span class="soft">${where}${!words && ', words not shown'}</span>`;
}
export const placeNames: Record<ShownPlace['role'], string> = {
  SOURCE: 'Source',
  CUE: 'Saying',
  CONTENT: 'Content',
  QUOTE: 'Quote',
  RELAY: 'Relay',
  MEDIUM: 'Medium',
  SETTING: 'Setting',
  TERM: 'Term',
  NOTICE: 'Notice',
  NOTICE_TIME: 'Time of the notice',
  COMMENT_REQUEST: 'Request for comment',
};
