import { edgeTables, nodeTables, type EdgeType, type NodeLabel } from '../import/csv.tables';
import type { ExportedRecord } from './exported-records';

export type Value = string | number | boolean | null | readonly string[];
export type ColumnType = 'string' | 'string[]' | 'long' | 'double' | 'boolean' | 'datetime';
export type Columns = [name: string, type: ColumnType][];

export interface GraphNode {
  label: NodeLabel;
  id: string;
  values: Record<string, Value | undefined>;
}
export interface GraphEdge {
  type: EdgeType;
  from: string;
  to: string;
  values: Record<string, Value | undefined>;
}
export interface GraphPart {
  nodes: GraphNode[];
  edges: GraphEdge[];
}

const withheldLabels = ['ChangeSet', 'Principal', 'ChangeLog'];
const withheldTypes = ['BY', 'CHANGED'];

/** What an export has of each kind of node besides `id`, in the order of its columns: of an agent its second label, too. */
export const nodeColumns: ReadonlyMap<NodeLabel, Columns> = new Map(
  Object.entries(nodeTables)
    .filter(([label]) => !withheldLabels.includes(label))
    .map(([label, table]) => {
      const own = Object.entries(table).filter(([name]) => name !== 'revision' && name !== 'publisherId') as Columns;
      const columns: Columns = [...(label === 'Agent' ? [['type', 'string'] as Columns[number]] : []), ...own];
      return [label as NodeLabel, [...columns, ['recordedFrom', 'datetime']]];
    }),
);
/** What an export has of each relationship besides `from` and `to`. */
export const edgeColumns: ReadonlyMap<EdgeType, Columns> = new Map(
  Object.entries(edgeTables)
    .filter(([type]) => !withheldTypes.includes(type))
    .map(([type, table]) => [
      type as EdgeType,
      (Object.entries(table) as Columns).filter(([name]) => name !== 'agentId' && name !== 'claimId'),
    ]),
);

/** The nodes and relationships that a record stands for: those of the model (docs/model.md). */
export function graphOf(record: ExportedRecord): GraphPart {
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  const recordedFrom = iso(record.recordedFrom);
  const node = (label: NodeLabel, { id, ...row }: { id: string }) =>
    nodes.push({ label, id, values: { ...plain(row), recordedFrom } });
  const edge = (
    type: EdgeType,
    from: string,
    to: string | null | readonly string[],
    values: GraphEdge['values'] = {},
  ) => {
    for (const id of typeof to === 'string' ? [to] : (to ?? [])) edges.push({ type, from, to: id, values });
  };
  switch (record.kind) {
    case 'agent': {
      const { label, ...row } = record.row;
      node('Agent', { ...row, type: label } as { id: string });
      edge('AFFILIATED_WITH', row.id, row.affiliatedWith);
      break;
    }
    case 'event':
      node('Event', record.row);
      break;
    case 'utterance':
      node('Utterance', record.row);
      break;
    case 'document': {
      const { row } = record;
      node('Document', row);
      edge('PUBLISHED_BY', row.id, row.publisher);
      edge('WRITTEN_BY', row.id, row.authors);
      break;
    }
    case 'version': {
      const { row } = record;
      node('DocumentVersion', row);
      edge('VERSION_OF', row.id, row.document);
      edge('REVISION_OF', row.id, row.revisionOf);
      break;
    }
    case 'claim': {
      const { row, derived } = record;
      node('Claim', { ...row, originCount: derived?.originCount } as { id: string });
      for (const quantity of row.quantities) {
        node('Quantity', quantity);
        edge('HAS_QUANTITY', row.id, quantity.id);
      }
      edge('ABOUT', row.id, row.events);
      edge('MENTIONS', row.id, row.mentions);
      for (const { agentId, ...stand } of derived?.inChains ?? []) edge('IN_CHAIN_OF', agentId, row.id, plain(stand));
      break;
    }
    case 'attribution': {
      const { row } = record;
      node('Attribution', row);
      edge('REPORTED_IN', row.id, row.version);
      edge('CARRIED_IN', row.id, row.carriedIn);
      edge('CREDITS', row.id, row.agent);
      edge('ON_BEHALF_OF', row.id, row.onBehalfOf);
      edge('ADDRESSED_TO', row.id, row.addressedTo);
      edge('POSSIBLY_VIA', row.id, row.possiblyVia);
      edge('RELAYS', row.id, row.relays);
      for (const { claim, polarity } of row.asserts) edge('ASSERTS', row.id, claim, { polarity });
      edge('PRESUPPOSES', row.id, row.presupposes);
      edge('VIA_DOCUMENT', row.id, row.viaDocument);
      edge('REPORTS', row.id, row.utterance);
      break;
    }
    case 'span': {
      const { row } = record;
      node('TextSpan', row);
      edge('IN_VERSION', row.id, row.version);
      if (row.owner !== null) edge('HAS_SPAN', row.owner, row.id);
      edge('ANCHORED_FROM', row.id, row.anchoredFrom);
      break;
    }
    case 'notice': {
      const { row } = record;
      node('CorrectionNotice', row);
      edge('STATED_IN', row.id, row.version);
      edge('CORRECTS', row.id, row.corrects);
      edge('INTRODUCES', row.id, row.introduces);
      break;
    }
    case 'commentRequest': {
      const { row } = record;
      node('CommentRequest', row);
      edge('MADE_IN', row.id, row.version);
      edge('ASKED', row.id, row.asked);
      break;
    }
    case 'relation': {
      const { row } = record;
      node('ClaimRelation', row);
      edge('LEFT', row.id, row.left);
      edge('RIGHT', row.id, row.right);
      edge('BASED_ON', row.id, row.basedOn);
      const derived = plainEdges.get(row.kind);
      if (derived && row.reviewState === 'CONFIRMED') edge(derived, row.left, row.right);
      break;
    }
    case 'join':
      node('Join', record.row);
      edge('JOINS', record.row.id, record.row.joins);
      break;
    case 'review': {
      const { row } = record;
      const { claimRevision, documentVersion, rating } = row;
      node('Review', row);
      edge('REVIEWS', row.id, row.claim, { claimRevision, documentVersion });
      edge('AUTHORED_BY', row.id, row.author);
      if (rating !== null) {
        node('Rating', rating);
        edge('HAS_RATING', row.id, rating.id);
      }
    }
  }
  return { nodes, edges };
}

const plainEdges = new Map<string, EdgeType>([
  ['CONTRADICTS', 'CONTRADICTS'],
  ['SUPPORTS', 'SUPPORTS'],
  ['EQUIVALENT', 'EQUIVALENT_TO'],
]);

/** Moments as texts; lists of what is no text are relationships, and are told apart from values by the columns. */
function plain(row: object): Record<string, Value | undefined> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value instanceof Date ? iso(value) : (value as Value)]),
  );
}
const iso = (moment: Date) => moment.toISOString();
