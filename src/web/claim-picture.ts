import type { ShownChain, ShownHop } from '../features/claim/shown-chain';
import type { WholeClaim } from '../features/claim/whole-claim';
import { pictureText, shortened, wrapped } from './picture-text';
import { counted } from './said';

export interface PictureNode {
  /** What it stands for: one agent is one node in all chains, nobody is one node for each time. */
  key: string;
  kind: 'outlet' | 'relay' | 'origin' | 'claim' | 'contradicting';
  /** What it is, above its name. */
  role: string;
  lines: string[];
  /** What is missing of it, in words: its outline is dashed then. */
  gap: string | null;
}
export interface PictureEdge {
  from: string;
  to: string;
  kind: 'cites' | 'says' | 'denies' | 'contradicts';
  label: string | null;
}
/** What is drawn of a claim, in an order that does not hang on that of its rows. */
export interface Picture {
  title: string;
  /** What it shows, in sentences: for whoever does not see it. */
  description: string;
  /** The claim, cut to fit over a card. */
  headline: string;
  /** How many origins, chains, contradictions there are. */
  summary: string;
  nodes: PictureNode[];
  edges: PictureEdge[];
  /** What is not drawn for want of room; null where all is. */
  left: string | null;
  /** That it is a past view; null for now. */
  past: string | null;
}

interface Shown {
  claim: WholeClaim;
  asOf: Date | null;
}
export interface Format {
  /** Nodes at most. */
  most: number;
  /** Whether the claim stands over it in large letters. */
  isCard: boolean;
}

/** More are a thicket that nobody reads. */
export const whole: Format = { most: 60, isCard: false };
/** A card is looked at small. */
export const card: Format = { most: 16, isCard: true };
const mostContradictions = 12;
/** So many chains are told in words, too. */
const mostTold = 12;

/**
 * The picture of a claim: its outlets, relays and origins of its chains from left to right, then the claim, and beside it
 * the claims that contradict it. Where there is not room for all, each origin comes in with one chain before any does with another.
 */
export function pictureOf({ claim, asOf }: Shown, { most, isCard }: Format = whole): Picture {
  const all = inTurn(claim.chains.map(drawable));
  const contradictions = [...claim.contradictions].sort(by(({ claim: { id } }) => id));
  const beside = new Map<string, PictureNode>();
  for (const { claim: other } of contradictions) {
    if (beside.size >= Math.min(mostContradictions, most / 5)) break;
    beside.set(other.id, {
      ...{ key: other.id, kind: 'contradicting', role: 'Another claim', gap: null },
      lines: wrapped(shortened(other.text, 90), 26, 4),
    });
  }
  const agents = new Map<string, Step>();
  const room = most - 1 - beside.size;
  const drawn = all.filter(({ steps }) => {
    const added = new Set(steps.map(({ key }) => key).filter((key) => !agents.has(key)));
    if (agents.size + added.size > room) return false;
    for (const step of steps) agents.set(step.key, together(agents.get(step.key), step));
    return true;
  });
  const edges = [...edgesOf(claim.id, drawn), ...[...beside.keys()].map((key) => against(claim.id, key))];
  const told = toldOf(claim);
  return {
    ...{ title: pictureText(claim.text), headline: shortened(claim.text, 130), summary: told.summary },
    description: [
      told.sentences,
      ...drawn.slice(0, mostTold).map(({ text, denies }) => `${denies ? 'Denied' : 'Said'}: ${text}.`),
      ...(asOf ? [`A past view: what was recorded at ${momentText(asOf)}.`] : []),
    ].join(' '),
    nodes: [
      ...[...agents.values()].map(nodeOf),
      {
        ...{ key: claim.id, kind: 'claim' as const, role: 'The claim', gap: null },
        lines: isCard ? ['what stands above'] : wrapped(shortened(claim.text, 130), 26, 6),
      },
      ...beside.values(),
    ].sort(by(({ key }) => key)),
    edges: edges.sort(by(({ from, to, kind }) => `${from} ${to} ${kind}`)),
    left: leftOf(claim, all.length - drawn.length, contradictions.length - beside.size),
    past: asOf && `A past view: what was recorded at ${momentText(asOf)}`,
  };
}

interface Step {
  key: string;
  roles: Set<ShownHop['role']>;
  name: string;
  gap: string | null;
}
interface Drawable {
  id: string;
  steps: [Step, ...Step[]];
  denies: boolean;
  presupposed: boolean;
  text: string;
}

function drawable({ id, hops, polarity, presupposed, document }: ShownChain): Drawable {
  const steps: Step[] = [];
  hops.forEach(({ role, agent, agentId, agentType, disclosure, attribution }, place) => {
    const before = steps.at(-1);
    const isOwnVoice = disclosure === 'OWN_VOICE' && (agentId === null || agentId === before?.key);
    if (before && (isOwnVoice || before.key === agentId)) return void before.roles.add(role);
    const isUnnamed = disclosure === 'UNNAMED' || agentType === 'UnnamedSource' || (agent === null && attribution);
    steps.push({
      // The publisher of one document is the same whoever it is; who is not stated may be anybody each time.
      key: agentId ?? (attribution ? `${id}#${place}` : `${document.id}#`),
      roles: new Set([role]),
      name: agent ?? (attribution ? 'source not stated' : 'publisher not known'),
      gap: isUnnamed ? 'not named' : agent === null ? 'not known' : null,
    });
  });
  const [first, ...rest] = steps;
  if (!first) throw new Error(`The chain ${id} has no hop.`);
  const text = hops.map((hop) => shortened(hop.agent ?? 'source not stated', 60)).join(', from ');
  return { id, steps: [first, ...rest], denies: polarity === 'DENIED', presupposed, text };
}

/** By turns: of each origin its first chain, then of each its second one, so that what is cut off repeats what is there. */
function inTurn(chains: Drawable[]): Drawable[] {
  const turns = new Map<string, number>();
  const turned = [...chains].sort(by(({ id }) => id)).map((chain) => {
    const origin = `${chain.denies} ${chain.steps.at(-1)?.key}`;
    const turn = turns.get(origin) ?? 0;
    turns.set(origin, turn + 1);
    return { chain, at: `${String(turn).padStart(4, '0')} ${origin}` };
  });
  return turned.sort(by(({ at }) => at)).map(({ chain }) => chain);
}

function together(known: Step | undefined, step: Step): Step {
  if (!known) return { ...step, roles: new Set(step.roles) };
  return { ...known, roles: new Set([...known.roles, ...step.roles]), gap: known.gap ?? step.gap };
}

function nodeOf({ key, roles, name, gap }: Step): PictureNode {
  const all = (['OUTLET', 'RELAY', 'ORIGIN'] as const).filter((role) => roles.has(role));
  const last = all.at(-1) ?? 'OUTLET';
  const [head = '', ...rest] = all.map((role) => roleNames[role]);
  const role = [head, ...rest.map((one) => one.toLowerCase())].join(' and ');
  return { key, kind: kinds[last], role, lines: wrapped(shortened(name, 40), 22, 3), gap };
}
const roleNames = { OUTLET: 'Outlet', RELAY: 'Relay', ORIGIN: 'Origin' };
const kinds = { OUTLET: 'outlet', RELAY: 'relay', ORIGIN: 'origin' } as const;

function edgesOf(claim: string, chains: Drawable[]): PictureEdge[] {
  const edges = new Map<string, PictureEdge>();
  const add = (edge: PictureEdge) => {
    const key = `${edge.from} ${edge.to} ${edge.kind}`;
    const known = edges.get(key);
    // Whoever says it once has said it, however often they take it for granted elsewhere.
    edges.set(key, known ? { ...known, label: known.label && edge.label } : edge);
  };
  for (const { steps, denies, presupposed } of chains) {
    steps.slice(1).forEach(({ key }, i) => add({ from: steps[i]?.key ?? '', to: key, kind: 'cites', label: null }));
    const from = steps.at(-1)?.key ?? '';
    if (denies) add({ from, to: claim, kind: 'denies', label: 'denies' });
    else add({ from, to: claim, kind: 'says', label: presupposed ? 'takes for granted' : null });
  }
  return [...edges.values()];
}

const against = (from: string, to: string): PictureEdge => ({ from, to, kind: 'contradicts', label: 'contradicts' });

function toldOf({ origins, contradictions, chains, cut }: WholeClaim): { summary: string; sentences: string } {
  const { distinctKnown, unnamed, unknown, documents } = origins;
  const denials = chains.filter(({ polarity }) => polarity === 'DENIED').length;
  const earlier = chains.filter(({ inLatestVersion }) => !inLatestVersion).length;
  const several = cut.includes('contradictions') ? 'more than ' : '';
  const otherwise = contradictions.length > 0 && `contradicted by ${several}${counted(contradictions.length, 'claim')}`;
  const known = counted(distinctKnown, 'distinct known origin');
  const parts = [
    unnamed > 0 && `${unnamed} of them not named`,
    unknown > 0 && `${counted(unknown, 'origin')} not stated besides`,
  ].filter((one) => one !== false);
  const lead = origins.chains === 1 ? 'leads' : 'lead';
  const sentences = [
    `${counted(origins.chains, 'chain')} in ${counted(documents, 'document')} ${lead} to ${[known, ...parts].join(', ')}.`,
    denials > 0 && `It is denied in ${counted(denials, 'chain')}.`,
    otherwise ? `It is ${otherwise}.` : 'No contradiction is recorded.',
    earlier > 0 && `${counted(earlier, 'chain')} ${earlier === 1 ? 'is' : 'are'} not in the latest version.`,
  ];
  const summary = [
    known,
    ...parts,
    `${counted(origins.chains, 'chain')} in ${counted(documents, 'document')}`,
    denials > 0 && `denied in ${counted(denials, 'chain')}`,
    otherwise,
  ];
  const said = (all: (string | false)[]) => all.filter((one) => one !== false);
  return { summary: said(summary).join(' · '), sentences: said(sentences).join(' ') };
}

function leftOf({ cut }: WholeClaim, chains: number, contradictions: number): string | null {
  const part = (count: number, noun: string, isCut: boolean) => {
    const number = isCut ? (count > 0 ? [`more than ${count}`] : []) : [String(count)];
    return count > 0 || isCut ? [[...number, `more ${noun}${count === 1 && !isCut ? '' : 's'}`].join(' ')] : [];
  };
  const parts = [
    ...part(chains, 'chain', cut.includes('chains')),
    ...part(contradictions, 'contradicting claim', cut.includes('contradictions')),
  ];
  return parts.length === 0 ? null : `and ${parts.join(' and ')}`;
}

const momentText = (moment: Date) => `${moment.toISOString().slice(0, 10)} ${moment.toISOString().slice(11, 19)} UTC`;

/** By code units: the same order on every machine. */
const by =
  <T>(keyOf: (one: T) => string) =>
  (one: T, other: T) => {
    const [a, b] = [keyOf(one), keyOf(other)];
    return a < b ? -1 : a > b ? 1 : 0;
  };
