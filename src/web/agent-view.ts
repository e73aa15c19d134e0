import type {
  ChainThroughAgent,
  ClaimOfAgent,
  ContradictingClaim,
  Some,
  WholeAgent,
} from '../features/agent/whole-agent';
import type { NamedAgent } from '../features/agent/shown-agent';
import { factList, readIn, standsThere } from './chain-view';
import { typeNames } from './claim-view';
import { html, type Html } from './html';
import { pageLayout } from './layout';
import { agentLink, agentLinks, claimLink, documentLink } from './links';
import { pageTitle, pastNote, type PastView } from './past-note';
import { resourceAddress } from './resource-page';
import { counted, langOf, moreNote, said } from './said';
import { jsonForm, resourceHead, waysOn } from './ways-on';

export interface AgentAsShown extends PastView<WholeAgent> {
  agent: WholeAgent;
}

/** The page of an agent: what it said and passed on, through whom, and who says otherwise. */
export function agentView({ agent, asOf, since }: AgentAsShown): string {
  const { id, name, said: claims, relayed, published } = agent;
  const shown = { path: 'agents', id, asOf, forms: [jsonForm] };
  return pageLayout({
    title: pageTitle(name, asOf),
    head: resourceHead(shown),
    body: html`<article class="whole-claim whole-agent">
      ${pastNote({ asOf, since }, resourceAddress('agents', id, null), partNames)}
      <h1>${said(name)}</h1>
      ${badges(agent)} ${aboutView(agent, asOf)}
      <p class="legend">
        What it said stands here as documents report it. Sayso never says that a claim is true.
        ${agent.type === 'UnnamedSource' && 'This source is not named; it is never matched with another.'}
      </p>
      ${joinedView(agent, asOf)}
      ${
        claims.length + relayed.length + published.length === 0 &&
        html`<p class="note">It stands in no confirmed chain of attribution.</p>`
      }
      ${claimsView(agent, 'said', 'What it said', asOf)} ${claimsView(agent, 'relayed', 'What it passed on', asOf)}
      ${claimsView(agent, 'published', 'What it published of others', asOf)} ${waysOn(shown, 'agent', 'name')}
    </article>`,
  });
}
const partNames: Record<keyof WholeAgent, string> = {
  id: 'its id',
  type: 'its type',
  name: 'its name',
  aliases: 'its other names',
  kind: 'its kind',
  descriptor: 'how it is described',
  anonymityReason: 'why it is not named',
  recordedFrom: 'when it was recorded',
  affiliatedWith: 'where it belongs',
  document: 'its document',
  joined: 'who is said to be the same',
  joins: 'how that is known',
  said: 'what it said',
  relayed: 'what it passed on',
  published: 'what it published',
  cut: 'how much is shown',
};

function badges({ said: claims, relayed, published, cut }: WholeAgent): Html {
  const count = (list: 'said' | 'relayed' | 'published', entries: ClaimOfAgent[]) =>
    `${cut.includes(list) ? 'more than ' : ''}${counted(entries.length, 'claim')}`;
  const against = claims.filter(({ contradictions, deniedBy, assertedBy }) =>
    [contradictions, deniedBy, assertedBy].some(({ first }) => first.length > 0),
  );
  return html`<ul class="badges" aria-label="At a glance">
    <li>speaker of ${count('said', claims)}</li>
    ${relayed.length > 0 && html`<li>passed on ${count('relayed', relayed)}</li>`}
    ${published.length > 0 && html`<li>published ${count('published', published)} of others</li>`}
    ${
      against.length > 0
        ? html`<li class="against">contradicted in ${counted(against.length, 'claim')}</li>`
        : html`<li>no contradiction recorded</li>`
    }
  </ul>`;
}

function aboutView(agent: WholeAgent, asOf: Date | null): Html {
  const { type, kind, aliases, descriptor, anonymityReason, affiliatedWith, document } = agent;
  return factList([
    ['Type', kind === null ? agentTypeNames[type] : `${agentTypeNames[type]}: ${kindNames[kind]}`],
    ['Also called', aliases.length > 0 && html`${aliases.map((alias, i) => html`${i > 0 && ', '}${said(alias)}`)}`],
    ['Described as', descriptor && said(descriptor)],
    ['Not named because', anonymityReason && said(anonymityReason)],
    ['Belongs to', affiliatedWith.length > 0 && html`${agentLinks(affiliatedWith, asOf)}, as the document says`],
    ['Speaks in', document && documentLink(document, asOf)],
  ]);
}
const agentTypeNames: Record<WholeAgent['type'], string> = {
  Person: 'a person',
  Organization: 'an organisation',
  UnnamedSource: 'a source that is not named',
  SourceGroup: 'a group of sources',
};
const kindNames: Record<NonNullable<WholeAgent['kind']>, string> = {
  NEWS_OUTLET: 'news outlet',
  NEWS_AGENCY: 'news agency',
  GOVERNMENT_BODY: 'government body',
  STATE: 'state',
  ARMED_GROUP: 'armed group',
  COMPANY: 'company',
  NGO: 'non-governmental organisation',
  INTERNATIONAL_BODY: 'international body',
  OTHER: 'of another kind',
};

function joinedView({ joined, joins, cut }: WholeAgent, asOf: Date | null): Html {
  const reasons = joins.flatMap(({ rationale }) => (rationale === null ? [] : [rationale]));
  return html`${
    joined.length > 0 &&
    html`<section aria-labelledby="joined">
      <h2 id="joined">Said to be the same</h2>
      <p class="legend">What these said and passed on stands below, too.</p>
      <ul>
        ${joined.map((one) => html`<li>${agentLink(one, asOf)} <span class="soft">${agentTypeNames[one.type]}</span></li>`)}
      </ul>
      ${cut.includes('joined') && html`<p class="note">There are more than these ${joined.length}.</p>`}
      ${reasons.map((reason) => html`<p>Why: ${said(reason)}</p>`)}
    </section>`
  }`;
}

function claimsView(agent: WholeAgent, list: 'said' | 'relayed' | 'published', title: string, asOf: Date | null): Html {
  const entries = agent[list];
  return html`${
    entries.length > 0 &&
    html`<section aria-labelledby="${list}">
      <h2 id="${list}">${title}</h2>
      <ul class="related">
        ${entries.map((entry) => html`<li>${claimView(entry, asOf)}</li>`)}
      </ul>
      ${moreNote(agent.cut.includes(list), entries.length)}
    </section>`
  }`;
}

function claimView({ claim, chains, contradictions, deniedBy, assertedBy }: ClaimOfAgent, asOf: Date | null): Html {
  return html`<h3>${claimLink(claim, asOf, langOf(claim.language))}</h3>
    ${chains.first.map((chain) => chainLine(chain, asOf))}
    ${chains.more && html`<p class="note">There are more chains; the claim’s page has them.</p>`}
    ${speakersView('Denied by', deniedBy, asOf)} ${speakersView('Asserted by', assertedBy, asOf)}
    ${
      contradictions.first.length > 0 &&
      html`<ul class="otherwise" aria-label="What contradicts it">
        ${contradictions.first.map((one) => html`<li>${contradictionView(one, asOf)}</li>`)}
        ${contradictions.more && html`<li>and more, on the claim’s page.</li>`}
      </ul>`
    }`;
}

function chainLine(chain: ChainThroughAgent, asOf: Date | null): Html {
  const { polarity, presupposed, inLatestVersion, hops, document } = chain;
  return html`<div class="chain-line">
    <p>
      <span class="flag${polarity === 'DENIED' && ' against'}"
        >${presupposed ? 'taken for granted' : polarity === 'DENIED' ? 'denied' : 'said'}</span
      >
      in ${readIn(document, asOf)} ${!inLatestVersion && html`<span class="flag">not in the latest version</span>`}
    </p>
    <ol class="way" role="list" aria-label="Through whom">
      ${hops.map((hop) => html`<li>${standsThere(hop, asOf)}</li>`)}
    </ol>
  </div>`;
}

function contradictionView({ claim, types, rationale, speakers }: ContradictingClaim, asOf: Date | null): Html {
  return html`<p>
      <span class="flag against">contradicted by</span> ${claimLink(claim, asOf, langOf(claim.language))}
      ${types.length > 0 && html`<span class="soft">(${types.map((type) => typeNames[type]).join(', ')})</span>`}
    </p>
    ${rationale !== null && html`<p>Why: ${said(rationale)}</p>`}
    ${
      speakers.first.length === 0
        ? html`<p class="soft">No speaker of it is known.</p>`
        : speakersView('Said by', speakers, asOf)
    }`;
}

function speakersView(what: string, { first, more }: Some<NamedAgent>, asOf: Date | null): Html {
  return html`${first.length > 0 && html`<p>${what} ${agentLinks(first, asOf)}${more && ' and others'}</p>`}`;
}
