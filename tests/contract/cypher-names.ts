import { tokensOf, type Token } from './cypher-tokens';

/** A property that a Cypher text names, with the labels and types of what has it; both empty where no pattern tells. */
export interface NamedProperty {
  name: string;
  labels: string[];
  types: string[];
  line: number;
}
export interface NamedThing {
  name: string;
  line: number;
}
export interface Names {
  labels: NamedThing[];
  types: NamedThing[];
  properties: NamedProperty[];
  /** The variables of nodes and relationships. */
  variables: Set<string>;
}

const clauses = new Set(
  'match merge create where return with unwind call optional set remove delete on foreach yield and or not exists'.split(
    ' ',
  ),
);

/**
 * The labels, relationship types and properties that a Cypher text names. It reads patterns (`(n:Label {property: …})`,
 * `-[r:TYPE {…}]->`), label predicates (`n:Label`), index hints and `n.property`. What comes out of a parameter or of a
 * list is a map and no node; what a variable without a pattern is, nobody tells.
 */
export function namesOf(text: string): Names {
  const tokens = tokensOf(text);
  const names: Names = { labels: [], types: [], properties: [], variables: new Set() };
  const labelsOf = new Map<string, Set<string>>();
  const typesOf = new Map<string, Set<string>>();
  const maps = mapVariablesOf(tokens);
  const is = (i: number, sign: string) => tokens[i]?.kind === 'sign' && tokens[i]?.text === sign;
  const isName = (i: number) => tokens[i]?.kind === 'name';
  const nameAt = (i: number) => tokens[i]!.text;

  /** `A|B`, `A&B`, `A:B`, `!A` from `i` on: each name and where the expression ends. */
  const alternatives = (i: number): { found: NamedThing[]; end: number } => {
    const found: NamedThing[] = [];
    for (;;) {
      while (is(i, '!')) i++;
      if (!isName(i)) return { found, end: i };
      found.push({ name: nameAt(i), line: tokens[i]!.line });
      i++;
      if (!is(i, '|') && !is(i, '&') && !is(i, ':')) return { found, end: i };
      i++;
    }
  };
  const remember = (into: Map<string, Set<string>>, variable: string | null, found: NamedThing[]) => {
    if (variable === null) return;
    const known = into.get(variable) ?? new Set();
    for (const { name } of found) known.add(name);
    into.set(variable, known);
  };
  /** The keys of the map literal that begins at `i`. */
  const keysAt = (i: number): NamedThing[] => {
    const keys: NamedThing[] = [];
    let depth = 0;
    for (let at = i; at < tokens.length; at++) {
      if (is(at, '{') || is(at, '[') || is(at, '(')) depth++;
      if (is(at, '}') || is(at, ']') || is(at, ')')) depth--;
      if (depth === 0) break;
      if (depth === 1 && isName(at) && is(at + 1, ':') && (is(at - 1, '{') || is(at - 1, ','))) {
        keys.push({ name: nameAt(at), line: tokens[at]!.line });
      }
    }
    return keys;
  };

  const later: (() => void)[] = [];
  const property = ({ name, line }: NamedThing, variable: string | null, labels: string[], types: string[]) =>
    later.push(() =>
      names.properties.push({
        name,
        line,
        labels: variable === null ? labels : [...(labelsOf.get(variable) ?? [])],
        types: variable === null ? types : [...(typesOf.get(variable) ?? [])],
      }),
    );

  tokens.forEach((token, i) => {
    // (variable:Label {…}) where a pattern may stand: not after the name of a function.
    const afterFunction = isName(i - 1) && !clauses.has(nameAt(i - 1).toLowerCase());
    if (is(i, '(') && !afterFunction) {
      let at = i + 1;
      const variable = isName(at) && (is(at + 1, ':') || is(at + 1, ')') || is(at + 1, '{')) ? nameAt(at++) : null;
      const touchesArrow = is(i - 1, '->') || is(i - 1, '-');
      let found: NamedThing[] = [];
      if (is(at, ':')) {
        const labels = alternatives(at + 1);
        found = labels.found;
        at = labels.end;
        names.labels.push(...found);
      }
      const closes = is(at, ')') || is(at, '{') || (isName(at) && nameAt(at) === 'WHERE');
      const opensArrow = is(at + 1, '-') || is(at + 1, '<-');
      if (variable !== null && closes && (found.length > 0 || touchesArrow || opensArrow))
        names.variables.add(variable);
      remember(labelsOf, variable, found);
      if (is(at, '{')) {
        for (const key of keysAt(at)) {
          property(
            key,
            variable,
            found.map(({ name }) => name),
            [],
          );
        }
      }
    }
    // -[variable:TYPE*0..7 {…}]-
    if (is(i, '[') && (is(i - 1, '-') || is(i - 1, '<-'))) {
      let at = i + 1;
      const variable = isName(at) ? nameAt(at++) : null;
      let found: NamedThing[] = [];
      if (is(at, ':')) {
        const types = alternatives(at + 1);
        found = types.found;
        at = types.end;
        names.types.push(...found);
      }
      while (is(at, '*') || is(at, '..') || tokens[at]?.kind === 'number') at++;
      if (variable !== null) names.variables.add(variable);
      remember(typesOf, variable, found);
      if (is(at, '{')) {
        for (const key of keysAt(at)) {
          property(
            key,
            variable,
            [],
            found.map(({ name }) => name),
          );
        }
      }
    }
    // n:Label as a predicate or in SET; {key: value} is none, and patterns were read above.
    if (token.kind === 'name' && is(i + 1, ':') && isName(i + 2)) {
      const inPattern =
        (is(i - 1, '(') && !(isName(i - 2) && !clauses.has(nameAt(i - 2).toLowerCase()))) || is(i - 1, '[');
      const isKey = is(i - 1, '{') || is(i - 1, ',');
      const isHint = isName(i - 1) && nameAt(i - 1) === 'INDEX';
      if (isHint) {
        const { found, end } = alternatives(i + 2);
        (typesOf.has(token.text) ? names.types : names.labels).push(...found);
        // (property, property)
        for (let at = end; (is(at, '(') || is(at, ',')) && isName(at + 1); at += 2) {
          property({ name: nameAt(at + 1), line: tokens[at + 1]!.line }, token.text, [], []);
        }
      } else if (!inPattern && !isKey) {
        const { found } = alternatives(i + 2);
        names.labels.push(...found);
        if (!isName(i - 1) || nameAt(i - 1) !== 'NOT') remember(labelsOf, token.text, found);
      }
    }
    // n.property; not date.truncate(…), and not the field of a map.
    if (
      token.kind === 'name' &&
      is(i + 1, '.') &&
      isName(i + 2) &&
      !is(i - 1, '.') &&
      !is(i + 3, '(') &&
      !is(i + 3, '.')
    ) {
      if (!maps.has(token.text)) property({ name: nameAt(i + 2), line: token.line }, token.text, [], []);
    }
  });
  later.forEach((run) => run());
  return names;
}

/** Variables that are maps: what is unwound or taken from a parameter, from a list written out, or from another map. */
function mapVariablesOf(tokens: Token[]): Set<string> {
  const maps = new Set<string>();
  const isMap = (from: Token[]) =>
    from.some((token) => token.kind === 'parameter' || (token.kind === 'name' && maps.has(token.text)));
  tokens.forEach((token, i) => {
    if (token.kind !== 'name') return;
    if (token.text === 'UNWIND') {
      const as = tokens.findIndex((other, at) => at > i && other.text === 'AS');
      const variable = tokens[as + 1];
      if (variable && isMap(tokens.slice(i + 1, as))) maps.add(variable.text);
    }
    // [x IN row.list …], any(x IN row.list …)
    const source = tokens[i + 2];
    if (tokens[i + 1]?.text === 'IN' && ['(', '['].includes(tokens[i - 1]?.text ?? '') && source && isMap([source])) {
      maps.add(token.text);
    }
  });
  return maps;
}
