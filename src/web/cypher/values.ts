/** What an answer of POST /cypher holds: JSON, in which nodes and relationships have a form of their own. */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };

export interface GraphNode {
  elementId: string;
  labels: string[];
  properties: Record<string, Value>;
}

export interface GraphRelationship {
  elementId: string;
  startNodeElementId: string;
  endNodeElementId: string;
  type: string;
  properties: Record<string, Value>;
}

export interface Answer {
  fields: string[];
  values: Value[][];
}

/** The drawable part of an answer, each node and relationship once. */
export interface Drawing {
  nodes: GraphNode[];
  relationships: GraphRelationship[];
}

export function isNode(value: unknown): value is GraphNode {
  return isMap(value) && typeof value['elementId'] === 'string' && Array.isArray(value['labels']);
}

export function isRelationship(value: unknown): value is GraphRelationship {
  return isMap(value) && typeof value['startNodeElementId'] === 'string' && typeof value['type'] === 'string';
}

/** A path comes as its nodes and relationships by turns, a node first and last. */
export function isPath(value: unknown): value is Value[] {
  return (
    Array.isArray(value) &&
    value.length >= 3 &&
    value.length % 2 === 1 &&
    value.every((part, i) => (i % 2 === 0 ? isNode(part) : isRelationship(part)))
  );
}

/** A value as a person reads it in a cell. */
export function textOf(value: Value): string {
  if (typeof value === 'string') return value;
  if (isNode(value)) return nodeText(value);
  if (isRelationship(value)) return `[:${value.type}]`;
  if (isPath(value)) return pathText(value);
  if (Array.isArray(value)) return `[${value.map(textOf).join(', ')}]`;
  if (isMap(value)) {
    const pairs = Object.entries(value).map(([key, one]) => `${key}: ${textOf(one)}`);
    return `{${pairs.join(', ')}}`;
  }
  return String(value);
}

/** What tells a node from others of its label, shortened to one line. */
export function captionOf(node: GraphNode): string {
  for (const name of ['name', 'text', 'title', 'label', 'descriptor', 'describedAs', 'disclosure', 'kind', 'role']) {
    const value = node.properties[name];
    if (typeof value === 'string' && value !== '') return shortened(value, 60);
  }
  const value = node.properties['seq'] ?? node.properties['value'] ?? node.properties['id'];
  return value === undefined || value === null ? '' : shortened(textOf(value), 60);
}

/** The label that says most: a person is an Agent too. */
export function labelOf(node: GraphNode): string {
  return node.labels.find((label) => label !== 'Agent') ?? node.labels[0] ?? 'node';
}

/** Every node and relationship of an answer, however deep it stands, and in which order it came. */
export function drawingOf({ values }: Answer): Drawing {
  const nodes = new Map<string, GraphNode>();
  const relationships = new Map<string, GraphRelationship>();
  const visit = (value: Value): void => {
    if (isNode(value)) nodes.set(value.elementId, value);
    else if (isRelationship(value)) relationships.set(value.elementId, value);
    else if (Array.isArray(value)) value.forEach(visit);
    else if (isMap(value)) Object.values(value).forEach((one) => visit(one));
  };
  values.forEach((row) => row.forEach(visit));
  // An end that the query did not return is drawn all the same, as a node of which nothing is known.
  for (const { startNodeElementId, endNodeElementId } of relationships.values()) {
    for (const elementId of [startNodeElementId, endNodeElementId]) {
      if (!nodes.has(elementId)) nodes.set(elementId, { elementId, labels: [], properties: {} });
    }
  }
  return { nodes: [...nodes.values()], relationships: [...relationships.values()] };
}

export function shortened(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

function nodeText(node: GraphNode): string {
  const caption = captionOf(node);
  return `(:${node.labels.join(':')}${caption === '' ? '' : ` ${caption}`})`;
}

function pathText(path: Value[]): string {
  return path
    .map((part, i) => {
      if (!isRelationship(part)) return textOf(part);
      const before = path[i - 1] as unknown as GraphNode;
      return part.startNodeElementId === before.elementId ? `-[:${part.type}]->` : `<-[:${part.type}]-`;
    })
    .join('');
}

function isMap(value: unknown): value is Record<string, Value> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
