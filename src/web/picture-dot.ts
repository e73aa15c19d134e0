import { z } from 'zod';
import type { Picture, PictureNode } from './claim-picture';
import { widthOf } from './picture-text';

/** Sizes in points, which are a picture's units. */
export const sizes = { name: 13, small: 10.5, line: 17, padding: 12 };

/** Where everything stands: points, from the upper left corner. */
export interface Layout {
  width: number;
  height: number;
  /** In the order of the picture's: the middle of each. */
  nodes: { x: number; y: number; width: number; height: number }[];
  /** In the order of the picture's: a path of Bézier curves, each of three points after the first. */
  edges: { points: Point[]; tip: Point | null; label: Point | null }[];
}
export interface Point {
  x: number;
  y: number;
}

/**
 * What Graphviz is asked: nodes by number with their sizes, and edges. No word of anybody's goes there: it places boxes,
 * and what stands in them is written afterwards.
 */
export function dotOf({ nodes, edges }: Picture): string {
  const number = new Map(nodes.map(({ key }, i) => [key, i]));
  const column = (kind: PictureNode['kind'], rank: string) => {
    const own = nodes.flatMap((node, i) => (node.kind === kind ? [`n${i};`] : []));
    return own.length > 0 ? [`{rank=${rank};${own.join('')}}`] : [];
  };
  return [
    'digraph {',
    // Its search for fewer crossings has an end: a tangle stays one, and took seconds.
    'rankdir=LR;ranksep=0.65;nodesep=0.2;nslimit=3;nslimit1=3;mclimit=0.5;',
    'node [shape=box,fixedsize=true,label=""];edge [fontname="Helvetica",fontsize=11];',
    ...nodes.map((node, i) => {
      const { width, height } = boxOf(node);
      return `n${i} [width=${inches(width)},height=${inches(height)}];`;
    }),
    ...column('outlet', 'same'),
    ...column('origin', 'same'),
    ...edges.map(({ from, to, kind, label }, i) => {
      const marks = [
        `id=${i}`,
        ...(label === null ? [] : [`label="${label}"`]),
        kind === 'contradicts' ? 'dir=none,minlen=1' : 'dir=forward',
      ];
      return `n${number.get(from)} -> n${number.get(to)} [${marks.join(',')}];`;
    }),
    '}',
  ].join('\n');
}

const inches = (points: number) => (points / 72).toFixed(4);

/** How large a node has to be for its words. */
export function boxOf({ kind, role, lines, gap }: PictureNode): { width: number; height: number } {
  const isClaim = kind === 'claim' || kind === 'contradicting';
  const words = Math.max(...lines.map((line) => widthOf(line) * sizes.name * (isClaim ? 1.06 : 1)));
  const above = widthOf(headOf({ role, gap })) * sizes.small;
  return {
    width: Math.round(Math.max(words, above, 70) + 2 * sizes.padding + 4),
    height: Math.round(lines.length * sizes.line + sizes.small + 2 * sizes.padding - 2),
  };
}

/** The small words over a name. */
export const headOf = ({ role, gap }: Pick<PictureNode, 'role' | 'gap'>) => (gap === null ? role : `${role}: ${gap}`);

const number = z.coerce.number();
const answer = z.object({
  bb: z.string(),
  objects: z.array(z.object({ name: z.string(), pos: z.string().optional() })).optional(),
  edges: z.array(z.object({ id: number, pos: z.string(), lp: z.string().optional() })).optional(),
});

/** What Graphviz answered (its format json0) for what `dotOf` asked. */
export function layoutOf({ nodes, edges }: Picture, json: string): Layout {
  const { bb, objects = [], edges: drawn = [] } = answer.parse(JSON.parse(json));
  const [, , width = 0, height = 0] = bb.split(',').map(Number);
  const point = (text: string): Point => {
    const [x = 0, y = 0] = text.split(',').map(Number);
    return { x, y: height - y };
  };
  const placed = new Map(objects.map(({ name, pos }) => [name, pos]));
  const routed = new Map(drawn.map((edge) => [edge.id, edge]));
  return {
    width,
    height,
    nodes: nodes.map((node, i) => {
      const pos = placed.get(`n${i}`);
      if (pos === undefined) throw new Error(`Graphviz has not placed n${i}.`);
      return { ...point(pos), ...boxOf(node) };
    }),
    edges: edges.map((_, i) => {
      const edge = routed.get(i);
      if (!edge) throw new Error(`Graphviz has not drawn the edge ${i}.`);
      const parts = edge.pos.split(' ');
      const tip = parts.find((part) => part.startsWith('e,'));
      return {
        points: parts.filter((part) => /^[-\d]/.test(part)).map(point),
        tip: tip === undefined ? null : point(tip.slice(2)),
        label: edge.lp === undefined ? null : point(edge.lp),
      };
    }),
  };
}
