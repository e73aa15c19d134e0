import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { edgeColumns, graphOf, nodeColumns, type Columns, type GraphNode, type Value } from './exported-graph';
import type { ExportedRecord } from './exported-records';
import type { Format } from './formats';
import type { Sink } from './sinks';

/** What a drawing of the graph does without: these nodes, and the relationships at them. */
const leftOut = ['TextSpan', 'Quantity', 'Rating'];
const drawnNodes = [...nodeColumns].filter(([label]) => !leftOut.includes(label));
const typesLeftOut = ['HAS_SPAN', 'IN_VERSION', 'ANCHORED_FROM', 'HAS_QUANTITY', 'HAS_RATING'];
const drawnEdges = [...edgeColumns].filter(([type]) => !typesLeftOut.includes(type));
const isDrawn = (id: string) => !/^(spn|qty|rat)_/.test(id);

/** Every attribute once, by name: the same name has the same type wherever it stands. */
const nodeAttributes = attributesOf([
  [
    ['nodeType', 'string'],
    ['name', 'string'],
  ],
  ...drawnNodes.map(([, columns]) => columns.filter(([name]) => name !== 'text' && name !== 'raw')),
]);
const edgeAttributes = attributesOf([[['edgeType', 'string']], ...drawnEdges.map(([, columns]) => columns)]);

const xmlTypes = {
  string: 'string',
  'string[]': 'string',
  datetime: 'string',
  long: 'long',
  double: 'double',
  boolean: 'boolean',
};

/** GraphML, which Gephi, Cytoscape, yEd, igraph and networkx read. Nodes and edges stand in the order of the records. */
export const graphml: Format = {
  file: 'sayso.graphml',
  description: 'GraphML, for Gephi and networkx',
  open: async (open) => {
    const sink = open('sayso.graphml');
    const keys = (kind: string, attributes: Columns) =>
      attributes.map(
        ([name, type], i) =>
          `<key id="${kind[0]}${i}" for="${kind}" attr.name="${name}" attr.type="${xmlTypes[type]}"/>\n`,
      );
    await sink.write(
      `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n${[
        ...keys('node', nodeAttributes),
        ...keys('edge', edgeAttributes),
      ].join('')}<graph id="sayso" edgedefault="directed">\n`,
    );
    const data = (kind: string) => (i: number, text: string) => `<data key="${kind}${i}">${text}</data>`;
    let [rows, edges] = [0, 0];
    return {
      page: async (records) => {
        let text = '';
        for (const record of records) {
          const drawn = drawnOf(record);
          rows += drawn.nodes.length + drawn.edges.length;
          for (const { id, values } of drawn.nodes)
            text += `<node id="${id}">${attributesText(nodeAttributes, values, data('n'))}</node>\n`;
          for (const { from, to, values } of drawn.edges) {
            const own = attributesText(edgeAttributes, values, data('e'));
            text += `<edge id="${edges++}" source="${from}" target="${to}">${own}</edge>\n`;
          }
        }
        await sink.write(text);
      },
      close: async () => {
        await sink.write('</graph>\n</graphml>\n');
        return [await sink.close(rows)];
      },
    };
  },
};

/** GEXF 1.2, Gephi's own. It wants all nodes before all edges: these wait in a file. */
export const gexf: Format = {
  file: 'sayso.gexf',
  description: 'GEXF, for Gephi',
  open: async (open) => {
    const sink = open('sayso.gexf');
    const waiting = waitingText();
    const attributes = (kind: string, all: Columns) =>
      `<attributes class="${kind}">\n${all
        .map(([name, type], i) => `<attribute id="${i}" title="${name}" type="${xmlTypes[type]}"/>\n`)
        .join('')}</attributes>\n`;
    await sink.write(
      `<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n<graph defaultedgetype="directed" mode="static">\n${attributes('node', nodeAttributes)}${attributes('edge', edgeAttributes)}<nodes>\n`,
    );
    const data = (i: number, text: string) => `<attvalue for="${i}" value="${text}"/>`;
    let [rows, edges] = [0, 0];
    return {
      page: async (records) => {
        let [nodeText, edgeText] = ['', ''];
        for (const record of records) {
          const drawn = drawnOf(record);
          rows += drawn.nodes.length + drawn.edges.length;
          for (const { id, values } of drawn.nodes) {
            nodeText += `<node id="${id}" label="${xmlText(shortened(String(values.name)))}"><attvalues>${attributesText(nodeAttributes, values, data)}</attvalues></node>\n`;
          }
          for (const { type, from, to, values } of drawn.edges) {
            const own = attributesText(edgeAttributes, values, data);
            edgeText += `<edge id="${edges++}" source="${from}" target="${to}" label="${type}"><attvalues>${own}</attvalues></edge>\n`;
          }
        }
        await sink.write(nodeText);
        waiting.write(edgeText);
      },
      close: async () => {
        await sink.write('</nodes>\n<edges>\n');
        await waiting.moveTo(sink);
        await sink.write('</edges>\n</graph>\n</gexf>\n');
        return [await sink.close(rows)];
      },
    };
  },
};

/** What of a record is drawn: nodes, and edges with both ends among those that are. */
function drawnOf(record: ExportedRecord) {
  const { nodes, edges } = graphOf(record);
  return {
    nodes: nodes.filter(({ id }) => isDrawn(id)).map((node) => ({ id: node.id, values: nodeValues(node) })),
    edges: edges
      .filter(({ from, to }) => isDrawn(from) && isDrawn(to))
      .map((edge) => ({ ...edge, values: { ...edge.values, edgeType: edge.type } })),
  };
}

/** A node with a name to show: that of an agent, the words of a claim, the title of a document, else its label. */
function nodeValues({ label, values }: GraphNode): Record<string, Value | undefined> {
  const { text, label: own, ...others } = values;
  const name = others.name ?? own ?? (label === 'Claim' ? text : null) ?? others.title ?? others.claimReviewed;
  return { ...others, ...(label === 'Event' && { label: own }), name: name ?? label, nodeType: label };
}

function attributesOf(tables: Columns[]): Columns {
  const found = new Map<string, Columns[number]>();
  for (const column of tables.flat()) if (!found.has(column[0])) found.set(column[0], column);
  return [...found.values()];
}

function attributesText(
  attributes: Columns,
  values: Record<string, Value | undefined>,
  put: (i: number, text: string) => string,
): string {
  let text = '';
  attributes.forEach(([name], i) => {
    const value = values[name];
    if (value === null || value === undefined) return;
    text += put(i, xmlText(typeof value === 'object' ? JSON.stringify(value) : String(value)));
  });
  return text;
}

const shortened = (text: string) => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

/** What XML 1.0 has no way to say, U+0000 and its like and halves of surrogate pairs, becomes U+FFFD. */
export function xmlText(text: string): string {
  return text
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      '\ufffd',
    )
    .replace(/[&<>"\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Text that is wanted later, in a file that nobody else sees. */
function waitingText(): { write: (text: string) => void; moveTo: (sink: Sink) => Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), 'sayso-export-'));
  const file = openSync(join(folder, 'edges'), 'w+', 0o600);
  // It lives as long as it is open, however the process ends.
  rmSync(folder, { recursive: true });
  let length = 0;
  return {
    write: (text) => {
      const bytes = Buffer.from(text, 'utf8');
      for (let done = 0; done < bytes.length;) {
        const put = writeSync(file, bytes, done, bytes.length - done, length);
        done += put;
        length += put;
      }
    },
    moveTo: async (sink) => {
      const piece = Buffer.alloc(256 * 1024);
      for (let at = 0; at < length;) {
        const read = readSync(file, piece, 0, piece.length, at);
        at += read;
        await sink.write(piece.subarray(0, read));
      }
      closeSync(file);
    },
  };
}
