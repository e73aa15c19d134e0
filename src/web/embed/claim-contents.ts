import { claimInWords, counted, neverTrue, noChain, webAddress, type Badge, type ChainInWords } from '../claim-words';
import type { ClaimAnswer } from './claim-element';
import { h, link, said } from './dom';

/** What the element shows of an answer. `quoted`: words that stand on the page and need no second telling. */
export function contents(
  { claim, asOf, since }: ClaimAnswer,
  { page, chains, quoted }: { page: string; chains: boolean; quoted: string | null },
): HTMLElement {
  const { text, language, badges, asserting, denying, more } = claimInWords(claim);
  const soft = (sentence: string) => h('p', { class: 'soft' }, sentence);
  const isQuoted = quoted !== null && plain(quoted) === plain(text);
  return h(
    'article',
    { class: 'card', part: 'card', 'aria-label': `Who says so: ${text}` },
    !isQuoted && h('p', { class: 'claim', part: 'claim', lang: language }, said(text)),
    h(
      'ul',
      { class: 'badges', part: 'badges', 'aria-label': 'At a glance' },
      ...badges.map((badge) => h('li', { class: `badge ${badge.kind}`, part: 'badge' }, badge.text)),
    ),
    asOf !== null &&
      soft(`As of ${asOf.slice(0, 10)}. ${since?.changed ? 'It has' : 'Nothing in it has'} changed since.`),
    ...(chains
      ? [
          asserting.length === 0 && soft(noChain),
          ...asserting.map((chain) => chainOf(chain, 'Said by')),
          ...denying.map((chain) => chainOf(chain, 'Denied by')),
          more && soft('There are more chains than these.'),
        ]
      : []),
    h('p', { part: 'more' }, link(page, 'All that is known about it'), ` at ${new URL(page).host}`),
    soft(neverTrue),
  );
}

function chainOf({ names, document, flags, hops }: ChainInWords, verb: string): HTMLElement {
  const arrow = () => [h('span', { 'aria-hidden': 'true' }, ' ← '), h('span', { class: 'unseen' }, ', from ')];
  const address = webAddress(document.url);
  return h(
    'details',
    { part: 'chain' },
    h(
      'summary',
      {},
      h('span', { class: 'soft' }, `${verb} `),
      ...names.flatMap((name, i) => [...(i > 0 ? arrow() : []), said(name)]),
      h('span', { class: 'soft' }, ` in ${counted(hops.length, 'step')}`),
    ),
    h(
      'p',
      {},
      'In ',
      address === null ? said(document.name) : link(address, said(document.name)),
      `${document.version}. `,
      ...flags.flatMap((flag) => [flagOf(flag), ' ']),
    ),
    h(
      'ol',
      { class: 'hops', part: 'hops' },
      ...hops.map(({ role, who, gap, facts }) =>
        h(
          'li',
          {},
          h('span', { class: 'soft' }, `${role} `),
          h('strong', {}, said(who)),
          gap !== null && ' ',
          gap !== null && flagOf({ text: gap, kind: 'gap' }),
          facts.length > 0 &&
            h('dl', {}, ...facts.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, said(value))))),
        ),
      ),
    ),
  );
}

const flagOf = ({ text, kind }: Badge) => h('span', { class: `badge flag ${kind}`, part: 'flag' }, text);

/** To tell whether two say the same, quotation marks, a closing stop and capitals aside. */
const plain = (text: string) =>
  text
    .replace(/[\s“”„"'’.]+/g, ' ')
    .trim()
    .toLowerCase();
