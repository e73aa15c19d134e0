// What pages, embeds and cards say of a claim, without markup. The component in src/web/embed takes it into the browser, so
// that it needs nothing of the server: what it reads of a whole claim stands here.

/** A moment; as `/claims/<id>.json` has it, text. */
type Moment = Date | string;

export interface ToldHop {
  role: 'OUTLET' | 'RELAY' | 'ORIGIN';
  agent: string | null;
  agentType: string | null;
  disclosure: string | null;
  places: { role: string; words: { exact: string } | null }[];
  attribution: { cue: string | null; describedAs: string | null; onBehalfOf: { name: string }[] } | null;
}
export interface ToldChain {
  polarity: 'ASSERTED' | 'DENIED';
  presupposed: boolean;
  inLatestVersion: boolean;
  document: {
    id: string;
    title: string | null;
    url: string | null;
    version: number | null;
    publishedAt: Moment | null;
    modifiedAt: Moment | null;
    availability: string | null;
    textAccess: string | null;
  };
  hops: ToldHop[];
}
export interface ToldClaim {
  text: string;
  language: string | null;
  reviewState: keyof typeof stateNames;
  origins: { distinctKnown: number; unnamed: number; unknown: number; chains: number; documents: number };
  chains: ToldChain[];
  contradictions: object[];
  cut: string[];
}

export interface Badge {
  text: string;
  /** `gap`: something is missing; `against`: somebody says otherwise; `doubt`: it is not confirmed. */
  kind: 'plain' | 'gap' | 'against' | 'doubt';
}
export interface HopInWords {
  role: string;
  who: string;
  /** What is missing; null where nothing is. */
  gap: string | null;
  facts: [string, string][];
}
export interface ChainInWords {
  /** The outlet first. */
  names: string[];
  document: { name: string; url: string | null; version: string };
  flags: Badge[];
  hops: HopInWords[];
}
/** A claim in two levels: a line, and its chains step by step. Every string may hold foreign text. */
export interface ClaimInWords {
  text: string;
  language: string | null;
  badges: Badge[];
  asserting: ChainInWords[];
  denying: ChainInWords[];
  /** Whether there are more chains than these. */
  more: boolean;
}

/** The most letters of one text in an embed, which has little room. The page shows it whole. */
const mostLetters = 300;

export const neverTrue = 'Sayso records who says so, and through whom. It never says that a claim is true.';
export const noChain = 'No confirmed chain of attribution leads to it.';

/** A claim for an embed. Takes what `/claims/<id>.json` answers, too, where moments are text. */
export function claimInWords(claim: ToldClaim): ClaimInWords {
  const inPolarity = (polarity: ToldChain['polarity']) =>
    claim.chains.filter((chain) => chain.polarity === polarity).map(chainInWords);
  return {
    text: shortened(claim.text, 2 * mostLetters),
    language: claim.language,
    badges: badgesOf(claim),
    asserting: inPolarity('ASSERTED'),
    denying: inPolarity('DENIED'),
    more: claim.cut.includes('chains'),
  };
}

/** The badges as one sentence without its end. */
export const glanceOf = (claim: ToldClaim): string =>
  badgesOf(claim)
    .map(({ text }) => text)
    .join(', ');

/** The first level: what can be taken in at a glance. */
export function badgesOf({ chains, origins, contradictions, reviewState, cut }: ToldClaim): Badge[] {
  const { distinctKnown, unnamed, unknown, documents } = origins;
  const denials = chains.filter(({ polarity }) => polarity === 'DENIED').length;
  const otherwise = contradictions.length;
  const badges: Badge[] = [];
  const add = (text: string, kind: Badge['kind'] = 'plain') => badges.push({ text, kind });
  if (reviewState !== 'CONFIRMED') add(stateNames[reviewState], 'doubt');
  add(counted(distinctKnown, 'distinct known origin'));
  if (unnamed > 0) add(`${unnamed} of them not named`, 'gap');
  if (unknown > 0) add(`${counted(unknown, 'origin')} not stated besides`, 'gap');
  add(`${counted(origins.chains, 'chain')} in ${counted(documents, 'document')}`);
  if (denials > 0) add(`denied in ${counted(denials, 'chain')}`, 'against');
  if (otherwise > 0) {
    const number = `${cut.includes('contradictions') ? 'more than ' : ''}${counted(otherwise, 'claim')}`;
    add(`contradicted by ${number}`, 'against');
  } else add('no contradiction recorded');
  return badges;
}
const stateNames = { PROPOSED: 'proposed, not confirmed', CONFIRMED: 'confirmed', REJECTED: 'rejected' };

function chainInWords({ document, hops, presupposed, inLatestVersion }: ToldChain): ChainInWords {
  const { id, title, url, version, publishedAt, modifiedAt } = document;
  const date = publishedAt ?? modifiedAt;
  const flags: Badge[] = [];
  if (presupposed) flags.push({ text: takenForGranted, kind: 'plain' });
  if (!inLatestVersion) flags.push({ text: notInLatest, kind: 'plain' });
  const held = heldText({ document });
  if (held !== null) flags.push({ text: held, kind: 'gap' });
  return {
    names: hops.map((hop) => shortened(whoIs(hop))),
    document: {
      name: shortened(title ?? url ?? id),
      url,
      version: `${version === null ? '' : `, version ${version}`}${date === null ? '' : `, ${dayOf(date)}`}`,
    },
    flags,
    hops: hops.map(hopInWords),
  };
}
export const takenForGranted = 'taken for granted, not said';
export const notInLatest = 'not in the latest version';

function hopInWords(hop: ToldHop): HopInWords {
  const { cue = null, describedAs = null, onBehalfOf = [] } = hop.attribution ?? {};
  const facts: [string, string][] = [];
  if (describedAs !== null) facts.push(['Described as', shortened(describedAs)]);
  if (cue !== null) facts.push(['Word of saying', shortened(cue)]);
  if (onBehalfOf.length > 0) facts.push(['On behalf of', shortened(onBehalfOf.map(({ name }) => name).join(', '))]);
  for (const { role, words } of hop.places) {
    if (words && (role === 'CONTENT' || role === 'QUOTE')) facts.push(['Words', `“${shortened(words.exact)}”`]);
  }
  return { role: roleNames[hop.role], who: shortened(whoIs(hop)), gap: gapOf(hop), facts };
}

/** Who stands at a hop, or that nobody is named there. */
export const whoIs = ({ role, agent }: Pick<ToldHop, 'role' | 'agent'>): string =>
  agent ?? (role === 'OUTLET' ? 'publisher not known' : 'source not stated');

/** What is missing at a hop: "origin not named". */
export function gapOf({
  role,
  agent,
  agentType,
  disclosure,
}: Pick<ToldHop, 'role' | 'agent' | 'agentType' | 'disclosure'>): string | null {
  const place = roleNames[role].toLowerCase();
  if (disclosure === 'UNNAMED' || agentType === 'UnnamedSource') return `${place} not named`;
  return agent === null ? `${place} not stated` : null;
}

/** Why the text of a chain cannot be read here; null where it can. */
export function heldText({ document: { availability, textAccess } }: Pick<ToldChain, 'document'>): string | null {
  if (availability === 'HELD') return textAccess === 'PUBLIC' ? null : 'text held for members';
  return availability === 'INFERRED'
    ? 'text not held: this version is known only from what a later one says'
    : 'text not held';
}

export const roleNames = { OUTLET: 'Outlet', RELAY: 'Relay', ORIGIN: 'Origin' };

export const counted = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** An address that a browser fetches; null for any other. */
export function webAddress(url: string | null): string | null {
  if (url === null) return null;
  try {
    return /^https?:$/.test(new URL(url).protocol) ? url : null;
  } catch {
    return null;
  }
}

/** At most so many letters, the last an ellipsis where there were more. */
export function shortened(text: string, most = mostLetters): string {
  // A letter takes two code units at most, so that no more than these are looked at.
  const letters = [...text.slice(0, 2 * most + 2)];
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : text;
}

const dayOf = (moment: Moment): string => new Date(moment).toISOString().slice(0, 10);
