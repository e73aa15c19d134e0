import { CypherRefusal, placeAt } from './refusal';
import { isSign, wordOf, type Token } from './tokens';

/**
 * How much of the database's memory and time the expressions of a statement could take, which it counts neither: a text
 * or list that grows from clause to clause, loops over long lists, patterns that try every way. An estimate from the text
 * and the parameters alone, and a coarse one: it lets pass what people ask, and refuses what doubles again and again.
 */

/** Characters or items. */
const mostGrown = 50_000_000;
/** What a text of the graph is taken for. */
const textOfGraph = 1_000;
/** What a list of the graph is taken for, within an expression. */
const listOfGraph = 10;
const mostTurns = 10_000_000;
/** What a replacement may put in the place of one character. */
const longestReplacement = 10;
/** As in a range() within an expression. */
const longestRange = 10_000;
const longestPattern = 200;

const beginsClause = new Set(['WITH', 'RETURN', 'UNWIND', 'MATCH', 'CALL', 'UNION']);
const loops = new Set(['ALL', 'ANY', 'NONE', 'SINGLE', 'REDUCE']);

/** @throws CypherRefusal of the layer `limits`. */
export function checkGrowth(statement: string, tokens: readonly Token[], parameters: Record<string, unknown>): void {
  const sizes = sizesOf(parameters);
  const refuse = (message: string, token: Token | undefined) =>
    new CypherRefusal('limits', message, token ? placeAt(statement, token.at) : null);
  const literal = Math.max(0, ...tokens.map(({ kind, value }) => (kind === 'string' ? value.length : 0)));
  const base = Math.max(textOfGraph, literal, sizes.text);
  checkPatterns(tokens, parameters, refuse);

  let grown = base;
  for (const clause of clausesOf(tokens)) {
    grown *= growthOf(clause, { base, parameters, list: sizes.list });
    if (grown > mostGrown) {
      throw refuse('This could build texts or lists without measure: each clause makes them longer.', clause[0]);
    }
  }
  const list = Math.max(listOfGraph, sizes.list);
  const [depth, at] = deepestLoop(tokens);
  if (depth > 1 && list ** depth > mostTurns) {
    throw refuse(`Loops within loops over a list of ${list} items are too many turns: UNWIND the list.`, at);
  }
}

type Refuse = (message: string, token: Token | undefined) => CypherRefusal;
const isCall = (tokens: readonly Token[], at: number, name: string) =>
  wordOf(tokens[at]) === name && isSign(tokens[at + 1], '(');

/** From each word that begins a clause to the next. */
function clausesOf(tokens: readonly Token[]): Token[][] {
  const found: Token[][] = [[]];
  tokens.forEach((token, i) => {
    const after = wordOf(tokens[i - 1]);
    const begins = beginsClause.has(wordOf(token)) && after !== 'STARTS' && after !== 'ENDS';
    if (begins) found.push([token]);
    else found.at(-1)?.push(token);
  });
  return found;
}

/** By how much a clause can make what it has longer. */
function growthOf(
  clause: readonly Token[],
  { base, parameters, list }: { base: number; parameters: Record<string, unknown>; list: number },
): number {
  let growth = 1;
  let items = Math.max(listOfGraph, list);
  let joins = 0;
  let turns = 0;
  clause.forEach((token, i) => {
    if (isSign(token, '+') || isSign(token, '||')) joins++;
    if (isCall(clause, i, 'RANGE')) items = Math.max(items, longestRange);
    if (isCall(clause, i, 'SPLIT')) items = Math.max(items, base);
    if (isLoop(clause, i)) turns++;
    if (isCall(clause, i, 'REPLACE')) growth *= replacementAt(clause, i, parameters) ?? base;
  });
  growth *= joins + 1;
  return joins > 0 && turns > 0 ? growth * items : growth;
}

const isLoop = (tokens: readonly Token[], i: number) =>
  (loops.has(wordOf(tokens[i])) && isSign(tokens[i + 1], '(')) ||
  (isSign(tokens[i], '[') && tokens[i + 1]?.kind === 'name' && wordOf(tokens[i + 2]) === 'IN');

/** How long that is with which replace() replaces; null where the text does not tell. */
function replacementAt(tokens: readonly Token[], at: number, parameters: Record<string, unknown>): number | null {
  let depth = 0;
  for (let i = at + 1; i < tokens.length; i++) {
    const { kind, text } = tokens[i] as Token;
    if (kind !== 'sign') continue;
    if ('([{'.includes(text)) depth++;
    if (')]}'.includes(text) && --depth === 0) {
      const last = tokens[i - 1];
      const value =
        last?.kind === 'string' && isSign(tokens[i - 2], ',')
          ? last.value
          : last && isSign(tokens[i - 2], '$')
            ? parameters[last.value]
            : null;
      return typeof value === 'string' && value.length <= longestReplacement ? Math.max(1, value.length) : null;
    }
  }
  return null;
}

/** How deep loops over lists stand within one another, and where. */
function deepestLoop(tokens: readonly Token[]): [depth: number, at: Token | undefined] {
  const open: boolean[] = [];
  let deepest: [number, Token | undefined] = [0, undefined];
  tokens.forEach((token, i) => {
    if (token.kind !== 'sign') return;
    if ('([{'.includes(token.text)) {
      open.push(isLoop(tokens, i) || isLoop(tokens, i - 1));
      const depth = open.filter(Boolean).length;
      if (depth > deepest[0]) deepest = [depth, token];
    } else if (')]}'.includes(token.text)) open.pop();
  });
  return deepest;
}

/** The database cannot stop a regular expression, and one whose groups repeat may take for ever. */
function checkPatterns(tokens: readonly Token[], parameters: Record<string, unknown>, refuse: Refuse): void {
  tokens.forEach((token, i) => {
    if (!isSign(token, '=~')) return;
    const next = tokens[i + 1];
    const value =
      next?.kind === 'string' ? next.value : isSign(next, '$') ? parameters[tokens[i + 2]?.value ?? ''] : undefined;
    if (typeof value !== 'string') throw refuse('After =~ stands a text or a parameter, and nothing else.', next);
    if (value.length > longestPattern || /\)[*+{]/.test(value) || /\\[1-9]/.test(value)) {
      throw refuse(
        `A pattern after =~ has ${longestPattern} characters at most, repeats no group and refers to none.`,
        next,
      );
    }
  });
}

/** The longest text, and the longest list, in parameters. */
function sizesOf(value: unknown): { text: number; list: number } {
  if (typeof value === 'string') return { text: value.length, list: 0 };
  if (value === null || typeof value !== 'object') return { text: 0, list: 0 };
  const sizes = { text: 0, list: Array.isArray(value) ? value.length : 0 };
  for (const inner of Object.values(value)) {
    const own = sizesOf(inner);
    sizes.text = Math.max(sizes.text, own.text);
    sizes.list = Math.max(sizes.list, own.list);
  }
  return sizes;
}
