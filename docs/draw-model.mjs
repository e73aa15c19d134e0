// Draws docs/model.svg from the relationships that docs/model.md lists: `node docs/draw-model.mjs`.
// With --check it writes nothing and fails where the picture is not what the page gives.
import { readFileSync, writeFileSync } from 'node:fs';
import { instance } from '@viz-js/viz';

const page = new URL('model.md', import.meta.url);
const picture = new URL('model.svg', import.meta.url);

const kinds = {
  said: { fill: '#d7ebf0', line: '#0b5a6b' },
  who: { fill: '#fbe6cf', line: '#a35a00' },
  where: { fill: '#e3ecd6', line: '#4b6b1e' },
  about: { fill: '#eee4f3', line: '#6d3f86' },
  kept: { fill: '#eceae5', line: '#6b675d' },
};
/** `at` is a place on the paper, in inches from its lower left corner. */
const nodes = {
  Claim: { kind: 'said', at: [5.3, 7.2], says: 'a proposition without a speaker', weight: 'main' },
  Attribution: { kind: 'said', at: [4.7, 4.75], says: 'one act of crediting somebody', weight: 'main' },
  Utterance: { kind: 'said', at: [7.3, 3.3], says: 'an event of saying' },
  FormerAttribution: { kind: 'kept', at: [0.8, 6.6], says: 'what is retracted' },
  Agent: { kind: 'who', at: [9.0, 5.6], says: 'Person, Organization,\\nUnnamedSource or SourceGroup', weight: 'main' },
  Document: { kind: 'where', at: [8.4, 1.15], says: 'an article, a statement' },
  DocumentVersion: { kind: 'where', at: [4.6, 1.75], says: 'its words at a time', weight: 'main' },
  TextSpan: { kind: 'where', at: [2.25, 2.45], says: 'words, by their place' },
  CorrectionNotice: { kind: 'where', at: [0.95, 4.4], says: 'what it says of its own mending' },
  CommentRequest: { kind: 'where', at: [1.0, 1.05], says: 'whom it asked for comment' },
  ClaimRelation: { kind: 'about', at: [2.1, 8.3], says: 'how two claims stand, and why', weight: 'main' },
  Quantity: { kind: 'about', at: [3.6, 9.0], says: 'a number in a claim' },
  Event: { kind: 'about', at: [6.0, 9.0], says: 'what it is about' },
  Review: { kind: 'about', at: [7.8, 8.6], says: "somebody's verdict" },
  Rating: { kind: 'about', at: [10.6, 8.6], says: 'on its own scale' },
  Join: { kind: 'about', at: [10.3, 3.9], says: 'two that are one' },
  ChangeSet: { kind: 'kept', at: [4.1, 0], says: 'one write' },
  Principal: { kind: 'kept', at: [1.6, 0], says: 'who wrote it' },
  Revision: { kind: 'kept', at: [9.1, 0], says: 'former values' },
  'any node': { kind: 'kept', at: [6.7, 0], says: 'of all above' },
};
/** Says nothing of claims, so it has no place in the picture. */
const bookkeeping = ['ApiKey', 'DeadDelivery'];
/** Where an edge leaves and enters a box, if not on the straight line between the two. */
const ports = {
  'TextSpan ANCHORED_FROM': 'tailport=sw headport=w',
  'Claim CONTRADICTS': 'tailport=sw headport=w',
  'Agent IN_CHAIN_OF': 'tailport=n headport=e',
};
/** An agent's second label has no box of its own: the edge says which it means. */
const agents = ['Person', 'Organization', 'UnnamedSource', 'SourceGroup'];
const boxOf = (label) => (agents.includes(label) ? 'Agent' : label);

const edges = edgesOf(readFileSync(page, 'utf8'));
const svg = finished((await instance()).renderString(dotOf(edges), { format: 'svg', engine: 'neato' }));
if (!process.argv.includes('--check')) {
  writeFileSync(picture, svg);
  console.log(`Drew ${edges.length} relationships.`);
} else if (readFileSync(picture, 'utf8') !== svg) {
  console.error(
    'docs/model.svg is not what docs/model.md gives.\nRun `node docs/draw-model.mjs` and commit the picture.',
  );
  process.exitCode = 1;
}

/** One { from, to, type, derived } for each end of each pattern in the page's block of relationships. */
function edgesOf(markdown) {
  const block = /## Relationships\n+```[a-z]*\n([\s\S]*?)\n```/.exec(markdown)?.[1];
  if (!block) throw new Error('docs/model.md has no block of relationships.');
  const found = [];
  const derivedFrom = block.indexOf('derived');
  const step = /\(([^()]+)\)-\[:([A-Z_|]+)(?: \{[^}]*\})?\]->(?=\(([^()]+)\))/g;
  for (const { index, 1: from, 2: types, 3: to } of block.matchAll(step)) {
    for (const type of types.split('|')) {
      for (const one of labelsIn(from)) {
        for (const other of labelsIn(to)) found.push({ from: one, to: other, type, derived: index > derivedFrom });
      }
    }
  }
  const drawn = found.filter(({ from }) => !bookkeeping.includes(from));
  for (const label of new Set(drawn.flatMap(({ from, to }) => [boxOf(from), boxOf(to)]))) {
    if (!nodes[label]) throw new Error(`docs/draw-model.mjs does not know the label ${label}.`);
  }
  return drawn;
}

function labelsIn(end) {
  return end.split('|').map((label) => label.replace(':', ''));
}

function dotOf(all) {
  const together = new Map();
  for (const { from, to, type, derived } of all) {
    const key = `"${boxOf(from)}" -> "${boxOf(to)}" ${derived ? 'derived' : 'recorded'}`;
    const meant = [from, to].filter((label) => agents.includes(label)).join(' → ');
    together.set(key, [...(together.get(key) ?? []), meant ? `${type} \\n(${meant})` : type]);
  }
  const lines = [...together].map(([key, types]) => {
    const [, ends, how] = /^(.*) (\w+)$/.exec(key);
    const bends = ports[`${/"(.+?)"/.exec(ends)[1]} ${types[0]}`] ?? '';
    const looks = how === 'derived' ? ' style=dashed color="#0b5a6b" fontcolor="#0b5a6b"' : '';
    return `${ends} [label="${types.map((type) => ` ${type} `).join('\\n')}"${looks} ${bends}];`;
  });
  const boxes = Object.entries(nodes).map(([label, { kind, says, weight, at }]) => {
    const { fill, line } = kinds[kind];
    const isName = label === 'any node';
    const width = weight === 'main' ? 2 : 1;
    const text = `<<b>${label}</b><br/><font point-size="10">${says.replace('\\n', '<br/>')}</font>>`;
    return `"${label}" [label=${text} fillcolor="${fill}" color="${line}" penwidth=${width} pos="${at.join(',')}!"${isName ? ' style="rounded,filled,dashed"' : ''}];`;
  });
  return `digraph model {
    graph [splines=true esep=0.1 bgcolor="white" pad=0.2 fontname="Helvetica"];
    node [shape=box style="rounded,filled" fontname="Helvetica" fontsize=13 margin="0.3,0.09"];
    edge [fontname="Helvetica" fontsize=10 color="#555f66" fontcolor="#1d2327" arrowsize=0.7];
    ${boxes.join('\n')}
    ${lines.join('\n')}
  }`;
}

/**
 * Graphviz measures Helvetica, and the reader's machine may have a wider font. So text in boxes is centred, and the text
 * of edges stands in front of all lines, with an edge of white.
 */
function finished(drawn) {
  const words = [];
  const text = drawn
    .replace(/<title>model<\/title>/, '<title>The labels of the graph and the relationships between them</title>')
    .replace(/<!--[\s\S]*?-->\n?/g, '')
    .replace('<svg ', '<svg role="img" ')
    .replace(/<g id="node\d+" class="node">[\s\S]*?<\/g>/g, (box) => {
      const across = [.../<path [^>]*d="([^"]*)"/.exec(box)[1].matchAll(/(-?[\d.]+),/g)].map(([, x]) => Number(x));
      const middle = (Math.min(...across) + Math.max(...across)) / 2;
      return box.replace(/text-anchor="start" x="[^"]*"/g, `text-anchor="middle" x="${middle.toFixed(2)}"`);
    })
    .replace(/<g id="edge\d+" class="edge">[\s\S]*?<\/g>/g, (edge) =>
      edge.replace(/<text [\s\S]*?<\/text>\n?/g, (word) => {
        words.push(word);
        return '';
      }),
    );
  const front = `<g stroke="white" stroke-width="3" stroke-linejoin="round" paint-order="stroke">\n${words.join('')}</g>\n`;
  return text.replace(/<\/g>\n<\/svg>/, `${front}</g>\n</svg>`);
}
