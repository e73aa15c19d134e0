import type { Picture, PictureEdge, PictureNode } from './claim-picture';
import { html, type Html } from './html';
import { headOf, sizes, type Layout, type Point } from './picture-dot';
import { isFromRight, wrapped } from './picture-text';

const colours = {
  ground: '#ffffff',
  ink: '#1d2327',
  soft: '#555f66',
  line: '#7b868d',
  accent: '#0b5a6b',
  claim: '#e9f3f5',
  gap: '#8a5a00',
  against: '#b3261e',
};
const margin = 16;
const footLine = 17;

/** A picture as an image of its own: no style, no script, nothing from elsewhere, in any reader's own font. */
export function svgOf(picture: Picture, layout: Layout): string {
  const feet = footOf(picture);
  const width = Math.max(layout.width, 520) + 2 * margin;
  const height = layout.height + 2 * margin + feet.length * footLine + 10;
  const left = (width - layout.width) / 2;
  return html`<svg
    xmlns="http://www.w3.org/2000/svg"
    width="${round(width)}"
    height="${round(height)}"
    viewBox="0 0 ${round(width)} ${round(height)}"
    role="img"
    aria-labelledby="title desc"
    font-family="sans-serif"
  >
    <title id="title">${picture.title}</title>
    <desc id="desc">${picture.description}</desc>
    <rect width="100%" height="100%" fill="${colours.ground}" />
    <g transform="translate(${round(left)} ${margin})">${drawing(picture, layout)}</g>
    ${feet.map((line, i) => textOf(line, { x: margin, y: layout.height + 2 * margin + (i + 1) * footLine, size: 11.5, fill: colours.soft }))}
  </svg> `.text;
}

export const cardSize = { width: 1200, height: 630 };

/** The same on a card of the size that others show beside a link, with its words large. */
export function cardOf(picture: Picture, layout: Layout): string {
  const { width, height } = cardSize;
  const edge = 48;
  const headline = wrapped(picture.headline, 54, 3);
  const summary = wrapped(picture.summary, 84, 2);
  const top = 68 + headline.length * 46 + (summary.length - 1) * 30;
  const room = { width: width - 2 * edge, height: height - top - 100 };
  const scale = Math.min(1.6, room.width / layout.width, room.height / layout.height);
  const x = (width - layout.width * scale) / 2;
  const y = top + 34 + (room.height - layout.height * scale) / 2;
  const note = [picture.past, picture.left].filter((one) => one !== null).join(' · ');
  return html`<svg
    xmlns="http://www.w3.org/2000/svg"
    width="${width}"
    height="${height}"
    viewBox="0 0 ${width} ${height}"
    font-family="sans-serif"
  >
    <rect width="100%" height="100%" fill="${colours.ground}" />
    <rect width="100%" height="10" fill="${colours.accent}" />
    ${headline.map((line, i) => textOf(line, { x: edge, y: 74 + i * 46, size: 36, fill: colours.ink, weight: 600, width }))}
    ${summary.map((line, i) => textOf(line, { x: edge, y: 84 + headline.length * 46 + i * 30, size: 22, fill: colours.soft }))}
    <g transform="translate(${round(x)} ${round(y)}) scale(${scale.toFixed(3)})">${drawing(picture, layout)}</g>
    ${textOf('Sayso', { x: edge, y: height - 20, size: 22, fill: colours.accent, weight: 600 })}
    ${textOf(note === '' ? 'who says so, through whom, and who says otherwise' : note, { x: edge + 84, y: height - 20, size: 18, fill: colours.soft })}
  </svg> `.text;
}

/** What every picture says of itself. */
function footOf({ left, past }: Picture): string[] {
  return [
    ...(left === null ? [] : [`Not drawn: ${left}.`]),
    ...(past === null ? [] : [`${past}.`]),
    'From the outlet, step by step, to whoever says so. Dashed: not named. Double red line: contradicts.',
    'Sayso records who says so. It never says that a claim is true.',
  ];
}

function drawing(picture: Picture, layout: Layout): Html {
  return html`${picture.edges.map((edge, i) => edgeView(edge, layout.edges[i]))}${picture.nodes.map((node, i) => nodeView(node, layout.nodes[i]))}${picture.edges.map((edge, i) => labelView(edge, layout.edges[i]?.label ?? null))}`;
}

function nodeView(node: PictureNode, place: Layout['nodes'][number] | undefined): Html {
  if (!place) return html``;
  const { x, y, width, height } = place;
  const { kind, gap, lines } = node;
  const isClaim = kind === 'claim';
  const top = y - height / 2;
  const stroke =
    gap !== null
      ? colours.gap
      : isClaim
        ? colours.accent
        : kind === 'contradicting'
          ? colours.against
          : kind === 'origin'
            ? colours.ink
            : colours.line;
  const inner = sizes.padding + sizes.small - 2;
  const box = (inset: number) =>
    html`<rect
      x="${round(x - width / 2 + inset)}"
      y="${round(top + inset)}"
      width="${round(width - 2 * inset)}"
      height="${round(height - 2 * inset)}"
      rx="${radiusOf[kind]}"
      fill="${isClaim ? colours.claim : colours.ground}"
      stroke="${stroke}"
      stroke-width="${isClaim || kind === 'origin' ? 2 : 1.3}"
      ${gap !== null && html` stroke-dasharray="6 4"`}
    />`;
  return html`<g
    >${box(0)}${kind === 'contradicting' && box(3.5)}${textOf(headOf(node), { x, y: top + inner, size: sizes.small, fill: gap === null ? colours.soft : colours.gap, anchor: 'middle' })}${lines.map(
      (line, i) =>
        textOf(line, {
          ...{
            x,
            y: top + inner + (i + 1) * sizes.line,
            size: sizes.name,
            fill: colours.ink,
            anchor: 'middle' as const,
          },
          weight: isClaim ? 600 : undefined,
        }),
    )}</g
  > `;
}
const radiusOf: Record<PictureNode['kind'], number> = { outlet: 2, relay: 9, origin: 18, claim: 4, contradicting: 4 };

function edgeView({ kind }: PictureEdge, route: Layout['edges'][number] | undefined): Html {
  const [first, ...rest] = route?.points ?? [];
  if (!route || !first) return html``;
  const path = `M${at(first)}${rest.length > 0 ? `C${rest.map(at).join(' ')}` : ''}`;
  if (kind === 'contradicts') {
    return html`<path d="${path}" fill="none" stroke="${colours.against}" stroke-width="5.4" /><path
        d="${path}"
        fill="none"
        stroke="${colours.ground}"
        stroke-width="2.2"
      /> `;
  }
  const colour = kind === 'denies' ? colours.against : kind === 'says' ? colours.ink : colours.line;
  const width = kind === 'cites' ? 1.3 : 1.8;
  return html`<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" />${
      route.tip && (kind === 'denies' ? barView : headView)(rest.at(-1) ?? first, route.tip, colour)
    } `;
}

function headView(from: Point, tip: Point, colour: string): Html {
  const { x, y } = direction(from, tip);
  const corners = [tip, { x: from.x - 4 * y, y: from.y + 4 * x }, { x: from.x + 4 * y, y: from.y - 4 * x }];
  return html`<path d="M${corners.map(at).join('L')}Z" fill="${colour}" />`;
}

/** Whoever denies is stopped at a bar, which no other line has. */
function barView(from: Point, tip: Point, colour: string): Html {
  const { x, y } = direction(from, tip);
  const end = { x: tip.x - 5 * x, y: tip.y - 5 * y };
  const [one, other] = [
    { x: end.x - 8 * y, y: end.y + 8 * x },
    { x: end.x + 8 * y, y: end.y - 8 * x },
  ];
  return html`<path
    d="M${at(from)}L${at(end)}M${at(one)}L${at(other)}"
    fill="none"
    stroke="${colour}"
    stroke-width="2.4"
  />`;
}

function direction(from: Point, to: Point): Point {
  const [x, y] = [to.x - from.x, to.y - from.y];
  const length = Math.sqrt(x * x + y * y) || 1;
  return { x: x / length, y: y / length };
}

function labelView({ kind, label }: PictureEdge, place: Point | null): Html {
  if (label === null || !place) return html``;
  const fill = kind === 'says' ? colours.soft : colours.against;
  const { x, y } = place;
  // Its line runs below it; others that cross it are kept off its letters.
  return html`${textOf(label, { x, y: y + 1, size: 11.5, fill, anchor: 'middle', halo: true })} `;
}

interface TextLook {
  x: number;
  y: number;
  size: number;
  fill: string;
  weight?: 600;
  anchor?: 'middle';
  halo?: boolean;
  /** That of the whole: a text from the right then begins at the other edge. */
  width?: number;
}

function textOf(text: string, { x, y, size, fill, weight, anchor, halo, width }: TextLook): Html {
  const fromRight = isFromRight(text);
  const start = fromRight && width !== undefined ? width - x : x;
  return html`<text
    x="${round(start)}"
    y="${round(y)}"
    font-size="${size}"
    fill="${fill}"
    ${anchor && html` text-anchor="${anchor}"`}${weight && html` font-weight="${weight}"`}${halo && html` stroke="${colours.ground}" stroke-width="3" paint-order="stroke"`}${fromRight && html` direction="rtl"`}
    >${text}</text
  >`;
}

const at = ({ x, y }: Point) => `${round(x)} ${round(y)}`;
/** To a tenth of a point: finer is nothing that anybody sees, and rounding errors would show. */
const round = (value: number) => String(Math.round(value * 10) / 10 || 0);
