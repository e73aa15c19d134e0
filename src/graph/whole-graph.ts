import { StartUpFault } from '../errors';
import { kindOf, type Identified } from '../identity';
import type { Graph, Transaction } from './graph';
import type { Query } from './query';
import { Float, Moment } from './values';
import { labels, relationships } from './vocabulary';

/**
 * The graph as it lies there, whatever it means: nodes with all their labels and properties, and the relationships that
 * begin at them, each value with its type. For dumps; its texts are made of the vocabulary's names, which no file of its
 * own could list.
 */

/** A value with its type, as JSON: whole numbers as they are, other numbers `{f}`, moments `{t}`. */
export type ExactValue = string | number | boolean | { f: number } | { t: string } | ExactValue[];
export type ExactValues = Record<string, ExactValue>;
export type ExactEdge = [type: string, to: string, values: ExactValues];
/** The label by which the node is found comes first. */
export type ExactNode = [labels: string[], id: string, values: ExactValues, edges: ExactEdge[]];

/** What is derived from the rest, and is made anew. */
export const derivedTypes = ['IN_CHAIN_OF', 'CONTRADICTS', 'SUPPORTS', 'EQUIVALENT_TO'] as const;
const factTypes = Object.keys(relationships).filter((type) => !(derivedTypes as readonly string[]).includes(type));
const secondLabels = ['Person', 'Organization', 'UnnamedSource', 'SourceGroup'];
/** Of the schema's and of a restore's own keeping. */
const notDumped = ['Migration', 'Restoring'];

/** The labels by which nodes are found, each node having one. A fact that is retracted meanwhile is in none or the first. */
export const mainLabels: readonly string[] = Object.keys(labels)
  .filter((label) => !secondLabels.includes(label) && !notDumped.includes(label))
  .sort((one, other) => Number(other.startsWith('Former')) - Number(one.startsWith('Former')));

/** The labels that a node with this id may have. */
function labelsOf(id: string): string[] {
  const kind = id === 'changes' ? 'ChangeLog' : (kindOf(id) as Identified | 'ChangeLog' | null);
  if (kind === null) throw fault(`The node ${id} has no id of ours.`);
  return [kind, `Former${kind}`].filter((label) => label in labels);
}

const exact = (of: string) =>
  `[key IN keys(${of}) | [key, valueType(${of}[key]),
    CASE WHEN valueType(${of}[key]) STARTS WITH 'ZONED DATETIME' THEN toString(${of}[key]) ELSE ${of}[key] END]]`;
const projection = `RETURN n.id AS id, labels(n) AS labels, ${exact('n')} AS own,
  [(n)-[r:${factTypes.join('|')}]->(m) | [type(r), m.id, ${exact('r')}]] AS edges`;

const fault = (message: string) => new StartUpFault(message, 'docs/dump.md tells what a dump can hold.');

interface ExactRow {
  id: string;
  labels: string[];
  own: [string, string, unknown][];
  edges: [string, string, [string, string, unknown][]][];
}
const read = <P extends object>(name: string, text: string, params: (keyof P & string)[]): Query<P, ExactRow> => ({
  name,
  mode: 'read',
  text,
  params,
  columns: ['id', 'labels', 'own', 'edges'],
});

/** Nodes of a label in the order of their ids, after a place in it. */
export async function nodesAfter(tx: Transaction, label: string, afterId: string, limit: number): Promise<ExactNode[]> {
  const text = `MATCH (n:${label})\nUSING INDEX n:${label}(id)\nWHERE n.id > $afterId\nWITH n ORDER BY n.id LIMIT $limit\n${projection}\nORDER BY id`;
  const query = read<{ afterId: string; limit: number }>(`whole-graph/${label}`, text, ['afterId', 'limit']);
  return (await tx.run(query, { afterId, limit })).map(nodeOf);
}

/** The nodes that have these ids, as they are now. */
export async function nodesOfIds(tx: Transaction, ids: readonly string[]): Promise<ExactNode[]> {
  const found: ExactNode[] = [];
  for (const [kind, own] of groupedBy(ids, (id) => labelsOf(id).join('|'))) {
    const text = `UNWIND $ids AS wanted\nMATCH (n:${kind} {id: wanted})\n${projection}`;
    const query = read<{ ids: string[] }>(`whole-graph/${kind}`, text, ['ids']);
    found.push(...(await tx.run(query, { ids: own })).map(nodeOf));
  }
  return found;
}

/**
 * How many nodes of each label there are and how many relationships of each type: the database keeps count of them.
 * `strangers` are nodes of no label of ours, which no dump has.
 */
export async function countsOf(tx: Transaction): Promise<{ counts: Record<string, number>; strangers: number }> {
  const all = [...mainLabels, ...Object.keys(relationships)];
  const counts = all.map((name) =>
    mainLabels.includes(name) ? `COUNT { (:${name}) }` : `COUNT { ()-[:${name}]->() }`,
  );
  const query: Query<object, { counts: number[]; nodes: number }> = {
    name: 'whole-graph/counts',
    mode: 'read',
    text: `RETURN [${counts.join(', ')}] AS counts, COUNT { () } - ${notDumped.map((label) => `COUNT { (:${label}) }`).join(' - ')} AS nodes`,
    params: [],
    columns: ['counts', 'nodes'],
  };
  const [row] = await tx.run(query, {});
  if (!row) throw new Error('The database counts nothing.');
  const found = all.flatMap((name, i) => ((row.counts[i] ?? 0) > 0 ? [[name, row.counts[i] as number] as const] : []));
  const ours = row.counts.slice(0, mainLabels.length).reduce((sum, count) => sum + count, 0);
  return { counts: Object.fromEntries(found), strangers: row.nodes - ours };
}

/** About how many nodes of these labels a reading of the graph has before it. */
export async function aboutHowMany(graph: Graph, names: readonly string[] = mainLabels): Promise<number> {
  const { counts } = await graph.write((tx) => countsOf(tx));
  return names.reduce((sum, name) => sum + (counts[name] ?? 0), 0);
}

/** Writes nodes, those that are there already included, whose labels and values become these. */
export async function putNodes(tx: Transaction, nodes: readonly ExactNode[]): Promise<void> {
  for (const [key, own] of groupedBy(nodes, ([all]) => all.join(' '))) {
    const [label = '', ...more] = key.split(' ');
    if (![label, ...more].every((name) => name in labels)) throw fault(`There is no label ${key} in this version.`);
    if (label.startsWith('Former')) {
      const before = label.slice('Former'.length);
      const text = `UNWIND $rows AS row\nMATCH (n:${before} {id: row.id})\nSET n:${label}\nREMOVE n:${before}\nRETURN count(n) AS n`;
      await tx.run(write(`whole-graph/retract-${before}`, text), { rows: own.map(([, id]) => ({ id })) });
    }
    const set = more.map((name) => `\nSET n:${name}`).join('');
    const text = `UNWIND $rows AS row\nMERGE (n:${label} {id: row.id})\nSET n = row.own${set}\nRETURN count(n) AS n`;
    const rows = own.map(([, id, values]) => ({ id, own: decoded(values) }));
    await tx.run(write(`whole-graph/put-${label}`, text), { rows });
  }
}

/**
 * Writes the relationships that begin at these nodes. `again`: the nodes may have had others, which go.
 * @throws StartUpFault where one leads to nothing.
 */
export async function putEdges(tx: Transaction, nodes: readonly ExactNode[], again: boolean): Promise<number> {
  if (again) {
    for (const [kind, ids] of groupedBy(
      nodes.map(([, id]) => id),
      (id) => labelsOf(id).join('|'),
    )) {
      const text = `UNWIND $rows AS row\nMATCH (n:${kind} {id: row.id})-[r:${factTypes.join('|')}]->()\nDELETE r\nRETURN count(r) AS n`;
      await tx.run(write(`whole-graph/clear-${kind}`, text), { rows: ids.map((id) => ({ id })) });
    }
  }
  const edges = nodes.flatMap(([, from, , own]) => own.map(([type, to, values]) => ({ from, type, to, values })));
  const groups = groupedBy(
    edges,
    ({ from, type, to }) => `${type} ${labelsOf(from).join('|')} ${labelsOf(to).join('|')}`,
  );
  for (const [key, own] of groups) {
    const [type = '', from, to] = key.split(' ');
    if (!(type in relationships)) throw fault(`There is no relationship ${type} in this version.`);
    const text = `UNWIND $rows AS row\nMATCH (a:${from} {id: row.from})\nMATCH (b:${to} {id: row.to})\nCREATE (a)-[r:${type}]->(b)\nSET r = row.own\nRETURN count(r) AS n`;
    const rows = own.map((edge) => ({ from: edge.from, to: edge.to, own: decoded(edge.values) }));
    const [made] = await tx.run(write(`whole-graph/put-${type}`, text), { rows });
    if (made?.n !== rows.length) throw fault(`${rows.length - (made?.n ?? 0)} relationships ${type} lead to nothing.`);
  }
  return edges.length;
}

const write = (name: string, text: string): Query<{ rows: object[] }, { n: number }> => ({
  name,
  mode: 'write',
  text,
  params: ['rows'],
  columns: ['n'],
});

function nodeOf({ id, labels: all, own, edges }: ExactRow): ExactNode {
  const [main, ...more] = [...all].sort(
    (one, other) => Number(secondLabels.includes(one)) - Number(secondLabels.includes(other)),
  );
  if (main === undefined || id === null) throw fault('A node has no label, or no id.');
  const other = all.find((name) => !(name in labels));
  if (other !== undefined) throw fault(`${id} has the label ${other}, which is none of Sayso's.`);
  return [[main, ...more], id, encoded(own, id), edges.map(([type, to, values]) => [type, to, encoded(values, id)])];
}

function encoded(own: [string, string, unknown][], id: string): ExactValues {
  return Object.fromEntries(
    own
      .map(([key, type, value]): [string, ExactValue] => [key, exactOf(type, value, `${id}.${key}`)])
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

function exactOf(type: string, value: unknown, where: string): ExactValue {
  const list = /^LIST<(.*)> NOT NULL$/.exec(type)?.[1];
  if (list !== undefined) return (value as unknown[]).map((one) => exactOf(list, one, where));
  if (/^(STRING|BOOLEAN|INTEGER)\b/.test(type)) return value as string;
  if (type.startsWith('FLOAT') && Number.isFinite(value)) return { f: value as number };
  if (type.startsWith('ZONED DATETIME')) return { t: value as string };
  throw fault(`${where} is a ${type}, which a dump has no form for.`);
}

/** Back to what the driver is given. */
function decoded(values: ExactValues): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, plainOf(value)]));
}
function plainOf(value: ExactValue): unknown {
  if (Array.isArray(value)) return value.map(plainOf);
  if (typeof value !== 'object') return value;
  return 'f' in value ? new Float(value.f) : new Moment(value.t);
}

function groupedBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
