import './explore.css';
import cytoscape, { type Core, type StylesheetJson } from 'cytoscape';
import { knownStyleSheet } from '../cypher/cytoscape-sheet';
import { counted, h } from '../cypher/dom';
import {
  Grown,
  isSomebody,
  partOfAgent,
  partOfClaim,
  partOfDocument,
  type GrownEdge,
  type GrownNode,
  type Part,
} from './grown';
import { ask, type Asked } from './questions';

/** More are a cloud that nobody reads. */
const mostNodes = 200;

const kindNames: Record<GrownNode['kind'], string> = { claim: 'Claim', agent: 'Who', document: 'Document' };

/**
 * Puts a graph that grows into the figure: first the claim with its chains, then, with each thing that is pressed in the
 * drawing or in the list beside it, whatever stands next to that.
 */
export async function explore(figure: HTMLElement, { claim, asOf }: { claim: string; asOf: string | null }) {
  const grown = new Grown(mostNodes);
  const asked = new Map<string, 'asked' | 'more'>();
  const buttons = new Map<string, HTMLButtonElement>();
  let chosen: string | null = null;

  const status = h('p', { class: 'explore-status', role: 'status' });
  const canvas = h('div', { class: 'explore-canvas', 'aria-hidden': 'true' });
  const details = h('div', { class: 'explore-details' });
  const lists = {
    claim: h('ul'),
    agent: h('ul'),
    document: h('ul'),
  };
  const title = h('h3', { tabindex: -1 }, 'Explore');
  const region = h(
    'section',
    { class: 'explorer', 'aria-label': 'Graph that grows' },
    title,
    h(
      'p',
      { class: 'legend' },
      'Press a thing, in the drawing or in the lists, and what stands next to it is added. ' +
        'Dashed: not named. Double red line: contradicts.',
    ),
    status,
    canvas,
    details,
    h(
      'div',
      { class: 'explore-lists' },
      h('div', {}, h('h4', {}, 'Claims'), lists.claim),
      h('div', {}, h('h4', {}, 'Who says or passes it on'), lists.agent),
      h('div', {}, h('h4', {}, 'Documents'), lists.document),
    ),
  );
  const answer = await ask('claim', { id: claim, asOf });
  figure.append(region);
  const drawn = drawingIn(canvas);
  drawn.on('tap', 'node', ({ target }: { target: { id(): string } }) => void press(target.id()));
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', () => drawn.style(styleOf(region)));

  if (answer) grow(claim, partOfClaim(answer));
  else say('The API knows no such claim.');
  title.focus();

  async function press(id: string): Promise<void> {
    const node = grown.nodes.get(id);
    if (!node) return;
    choose(id);
    if (asked.has(id) || !isSomebody(node)) {
      return say(isSomebody(node) ? `${node.name}: what stands next to it is there.` : 'Nobody is named here.');
    }
    say(`Asking what stands next to ${node.name}…`);
    try {
      const part = await partOf(node, { id, asOf });
      if (part) grow(id, part);
      else say(`The API knows nothing of ${node.name}.`);
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    }
  }

  function grow(id: string, part: Part): void {
    const { nodes, edges, isWhole } = grown.add(part);
    asked.set(id, part.more || !isWhole ? 'more' : 'asked');
    for (const node of nodes) lists[node.kind].append(entry(node));
    draw(id, nodes, edges);
    const name = grown.nodes.get(id)?.name ?? '';
    const what =
      nodes.length + edges.length === 0
        ? `Nothing new stands next to ${name}.`
        : `${counted(nodes.length, 'thing')} and ${counted(edges.length, 'line')} added around ${name}.`;
    const rest = !isWhole ? ` There is room for no more than ${mostNodes}.` : part.more ? ' There is more of it.' : '';
    say(what + rest);
    choose(id);
  }

  function entry(node: GrownNode): HTMLLIElement {
    const button = h(
      'button',
      { type: 'button', 'aria-pressed': 'false', onclick: () => void press(node.id) },
      h('span', { class: 'unseen' }, `${kindNames[node.kind]}: `),
      h('bdi', {}, node.name),
      node.isUnnamed && h('span', { class: 'soft' }, ' (not named)'),
    );
    buttons.set(node.id, button);
    return h('li', {}, button);
  }

  function choose(id: string): void {
    chosen = id;
    for (const [own, button] of buttons) button.setAttribute('aria-pressed', String(own === id));
    drawn.elements().unselect();
    drawn.getElementById(id).select();
    const node = grown.nodes.get(id);
    if (!node) return;
    const about = grown.sentencesOf(id);
    details.replaceChildren(
      h('p', {}, h('strong', {}, h('bdi', {}, node.name)), node.isUnnamed && ' (not named)'),
      h('ul', {}, ...about.slice(0, 30).map((sentence) => h('li', {}, h('bdi', {}, sentence)))),
    );
    if (about.length > 30) details.append(h('p', { class: 'soft' }, `and ${about.length - 30} more lines.`));
    if (node.url !== null && id !== claim) {
      const href = node.kind === 'claim' && asOf !== null ? `${node.url}?asOf=${encodeURIComponent(asOf)}` : node.url;
      const text = node.kind === 'claim' ? 'Its page' : 'The document';
      details.append(h('p', {}, h('a', { href, rel: 'nofollow noopener' }, text)));
    }
  }

  function draw(around: string, nodes: GrownNode[], edges: GrownEdge[]): void {
    const middle = drawn.getElementById(around);
    const { x, y } = middle.nonempty() ? middle.position() : { x: 0, y: 0 };
    drawn.add([
      ...nodes.map((node, i) => ({
        data: { id: node.id, caption: captionOf(node) },
        classes: `${node.kind}${node.isUnnamed ? ' unnamed' : ''}${node.id === claim ? ' start' : ''}`,
        // Around what was pressed, where it stays near it when all is arranged.
        position: { x: x + 90 * Math.cos(i * 2.4), y: y + 90 * Math.sin(i * 2.4) },
      })),
      ...edges.map(({ id, from, to, kind }) => ({
        data: { id, source: from, target: to, caption: kind },
        classes: kind.replace(' ', '-'),
      })),
    ]);
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const layout = drawn.layout({
      ...{ name: 'cose', randomize: false, animate: isCalm ? false : 'end', animationDuration: 400, padding: 24 },
      ...{ nodeDimensionsIncludeLabels: true, fit: true, idealEdgeLength: () => 40, nodeRepulsion: () => 2500 },
    });
    layout.one('layoutstop', () => {
      if (drawn.zoom() > 1.3) drawn.zoom(1.3).center();
      // Letters that nobody reads are none: what was pressed is in the middle then, and the rest is moved to.
      if (drawn.zoom() < 0.65) drawn.zoom(0.65).center(drawn.getElementById(chosen ?? around));
      canvas.dataset['drawn'] = String(drawn.elements().length);
      if (chosen !== null) drawn.getElementById(chosen).select();
    });
    layout.run();
  }

  function say(sentence: string): void {
    status.textContent = sentence;
  }
}

async function partOf({ kind }: GrownNode, variables: Asked): Promise<Part | null> {
  if (kind === 'claim') {
    const answer = await ask('claim', variables);
    return answer && partOfClaim(answer);
  }
  if (kind === 'agent') {
    const answer = await ask('agent', variables);
    return answer && partOfAgent(answer);
  }
  const answer = await ask('document', variables);
  return answer && partOfDocument(answer);
}

function captionOf({ name, isUnnamed, kind }: GrownNode): string {
  const letters = [...name];
  const most = kind === 'claim' ? 60 : 32;
  const short = letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : name;
  return isUnnamed ? `${short} (not named)` : short;
}

function drawingIn(canvas: HTMLElement): Core {
  knownStyleSheet();
  return cytoscape({
    container: canvas,
    style: styleOf(canvas),
    // The page scrolls over the drawing; Ctrl with the wheel is the browser's own zoom.
    userZoomingEnabled: false,
    maxZoom: 2,
  });
}

/** The colours are the page's own, light or dark; no difference is one of colour alone. */
function styleOf(element: HTMLElement): StylesheetJson {
  const styles = getComputedStyle(element);
  const colour = (name: string) => styles.getPropertyValue(`--${name}`).trim();
  const [ink, soft, card, accent, against] = ['ink', 'soft', 'card', 'accent', 'against'].map(colour);
  return [
    {
      selector: 'node',
      style: {
        label: 'data(caption)',
        color: ink,
        'font-size': 12,
        'text-valign': 'bottom',
        'text-margin-y': 4,
        'text-wrap': 'wrap',
        'text-max-width': '130px',
        width: 26,
        height: 26,
        'background-color': card,
        'border-width': 2,
        'border-color': ink,
      },
    },
    { selector: 'node.claim', style: { shape: 'round-rectangle', width: 40, height: 22, 'border-color': accent } },
    { selector: 'node.start', style: { 'background-color': accent } },
    { selector: 'node.document', style: { shape: 'rectangle', width: 18, height: 24, 'border-color': soft } },
    { selector: 'node.unnamed', style: { 'border-style': 'dashed' } },
    {
      selector: 'edge',
      style: {
        label: 'data(caption)',
        color: soft,
        'font-size': 9,
        'text-rotation': 'autorotate',
        'text-background-color': card,
        'text-background-opacity': 1,
        'text-background-padding': '2px',
        width: 1.5,
        'line-color': soft,
        'target-arrow-color': soft,
        'target-arrow-shape': 'triangle',
        'curve-style': 'bezier',
      },
    },
    {
      selector: 'edge.denies',
      style: { 'line-color': against, 'target-arrow-color': against, color: against, 'target-arrow-shape': 'tee' },
    },
    {
      // A line in the colour of the ground within a broader one: two lines.
      selector: 'edge.contradicts',
      style: {
        ...{ width: 2, 'line-color': card, 'line-outline-width': 2, 'line-outline-color': against },
        ...{ color: against, 'target-arrow-shape': 'none' },
      },
    },
    { selector: 'node:selected', style: { 'border-width': 5, 'border-color': accent } },
  ];
}
