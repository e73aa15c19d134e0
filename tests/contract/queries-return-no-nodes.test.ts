import { queryFiles } from './cypher-files';
import { namesOf } from './cypher-names';
import { tokensOf, type Token } from './cypher-tokens';

/** What the last RETURN gives, item by item, without its names. */
function returned(text: string): Token[][] {
  const tokens = tokensOf(text);
  let depth = 0;
  let start = -1;
  tokens.forEach((token, i) => {
    if (token.kind === 'sign' && '({['.includes(token.text)) depth++;
    if (token.kind === 'sign' && ')}]'.includes(token.text)) depth--;
    if (depth === 0 && token.text === 'RETURN') start = i + 1;
  });
  const items: Token[][] = [[]];
  for (const token of tokens.slice(start)) {
    if (token.kind === 'sign' && '({['.includes(token.text)) depth++;
    if (token.kind === 'sign' && ')}]'.includes(token.text)) depth--;
    if (depth === 0 && ['ORDER', 'LIMIT', 'SKIP'].includes(token.text)) break;
    if (depth === 0 && token.text === ',') items.push([]);
    else items[items.length - 1]!.push(token);
  }
  return items
    .map((item) => item.filter((token) => token.text !== 'DISTINCT'))
    .map((item) => (item.at(-2)?.text === 'AS' ? item.slice(0, -2) : item));
}

/** The items that give a node or relationship, or a list of them: a variable of one where no property of it is taken. */
function nodesIn(text: string): string[] {
  const { variables } = namesOf(text);
  return returned(text)
    .filter((item) => {
      const words = item.map((token) => token.text);
      const functions = ['collect', 'head', 'last', 'coalesce', 'startNode', 'endNode', 'nodes', 'relationships'];
      const core = words.filter((word) => !['(', ')', '[', ']', ...functions].includes(word));
      const ofPath = ['nodes', 'relationships'].includes(words[0] ?? '');
      return core.length === 1 && (core[0] === '*' || ofPath || variables.has(core[0] ?? ''));
    })
    .map((item) => item.map((token) => token.text).join(''));
}

test.each([
  ['MATCH (n:Claim) RETURN n', ['n']],
  ['MATCH (n:Claim) RETURN n AS claim', ['n']],
  ['MATCH (n:Claim) RETURN DISTINCT n', ['n']],
  ['MATCH (n:Claim)-[r:ABOUT]->(e) RETURN n.id AS id, r, e ORDER BY id', ['r', 'e']],
  ['MATCH (n:Claim) RETURN collect(n) AS claims', ['collect(n)']],
  ['MATCH p = (:Claim)-[:ABOUT]->(:Event) RETURN nodes(p) AS hops', ['nodes(p)']],
  ['MATCH (n:Claim) RETURN *', ['*']],
  ['MATCH p = (:Claim)-[:ABOUT]->(:Event) RETURN size(nodes(p)) AS length', []],
  ['CALL { MATCH (n:Claim) RETURN n } RETURN n.id AS id, {id: n.id} AS row, count(n) AS total', []],
  ['UNWIND $ids AS id MATCH (n:Claim {id: id}) RETURN id, labels(n) AS labels', []],
])('the check itself sees what %s gives', (text, nodes) => {
  expect(nodesIn(text)).toEqual(nodes);
});

test.each(queryFiles)('$name returns named scalars and map projections, no node and no relationship', ({ text }) => {
  expect(returned(text).filter((item) => item.length > 0).length).toBeGreaterThan(0);
  expect(nodesIn(text)).toEqual([]);
});
