import type { Core, ElementDefinition, StylesheetJson } from 'cytoscape';
import { knownStyleSheet } from './cytoscape-sheet';
import { counted, h } from './dom';
import {
  captionOf,
  drawingOf,
  labelOf,
  shortened,
  textOf,
  type Answer,
  type GraphNode,
  type GraphRelationship,
  type Value,
} from './values';

/** More than these are a cloud that nobody reads, and take seconds to arrange. */
const mostNodes = 300;

export interface GraphView {
  element: HTMLElement;
  /** Draws, once the element stands on the page. */
  draw(): Promise<void>;
  /** Frees what was drawn. */
  close(): void;
}

/** The nodes and relationships of an answer, drawn, and as a list beside that does the same with a keyboard. */
export function graphView(answer: Answer): GraphView {
  const whole = drawingOf(answer);
  if (whole.nodes.length === 0) {
    const text =
      'Nothing to draw here. Return nodes, relationships or paths, such as MATCH path = (…)-[…]->(…) RETURN path.';
    return { element: h('p', { class: 'note' }, text), draw: async () => undefined, close: () => undefined };
  }
  const nodes = whole.nodes.slice(0, mostNodes);
  const byElement = new Map(nodes.map((node) => [node.elementId, node]));
  const relationships = whole.relationships.filter(
    (one) => byElement.has(one.startNodeElementId) && byElement.has(one.endNodeElementId),
  );
  const labels = [...new Set(nodes.map(labelOf))];
  const colourOf = (node: GraphNode) => labels.indexOf(labelOf(node)) % 8;

  const canvas = h('div', { class: 'canvas', 'aria-hidden': 'true' });
  const details = h(
    'div',
    { class: 'details', role: 'status' },
    h('p', { class: 'note' }, 'Press a node or a relationship for its properties.'),
  );
  const buttons = new Map<string, HTMLButtonElement>();
  let drawn: Core | null = null;
  let closed = false;

  const choose = (elementId: string) => {
    for (const [id, button] of buttons) button.setAttribute('aria-pressed', String(id === elementId));
    buttons.get(elementId)?.scrollIntoView({ block: 'nearest' });
    drawn?.elements().unselect();
    drawn?.getElementById(elementId).select();
    const node = byElement.get(elementId);
    const relationship = relationships.find((one) => one.elementId === elementId);
    if (node) details.replaceChildren(...nodeDetails(node));
    else if (relationship) details.replaceChildren(...relationshipDetails(relationship, byElement));
  };
  const entry = (elementId: string, ...text: (Node | string)[]) => {
    const button = h('button', { type: 'button', 'aria-pressed': 'false', onclick: () => choose(elementId) }, ...text);
    buttons.set(elementId, button);
    return h('li', {}, button);
  };
  const list = h(
    'div',
    { class: 'parts' },
    h('h2', {}, counted(nodes.length, 'node')),
    h(
      'ul',
      {},
      ...nodes.map((node) =>
        entry(
          node.elementId,
          h('span', { class: `dot colour-${colourOf(node)}` }),
          `${labelOf(node)} `,
          captionOf(node),
        ),
      ),
    ),
    relationships.length > 0 && h('h2', {}, counted(relationships.length, 'relationship')),
    relationships.length > 0 &&
      h('ul', {}, ...relationships.map((one) => entry(one.elementId, relationshipText(one, byElement)))),
  );
  const left = whole.nodes.length - nodes.length;
  const element = h(
    'div',
    {},
    left > 0 &&
      h('p', { class: 'note' }, `${mostNodes} of ${counted(whole.nodes.length, 'node')} are drawn. The table has all.`),
    h(
      'ul',
      { class: 'key' },
      ...labels.map((label, i) => h('li', {}, h('span', { class: `dot colour-${i % 8}` }), label)),
    ),
    h('div', { class: 'graph' }, h('div', {}, canvas, details), list),
  );

  const dark = matchMedia('(prefers-color-scheme: dark)');
  const restyle = () => drawn?.style(styleOf(element));
  dark.addEventListener('change', restyle);
  return {
    element,
    draw: async () => {
      const { default: cytoscape } = await import('cytoscape');
      if (closed) return;
      knownStyleSheet();
      drawn = cytoscape({
        container: canvas,
        elements: elementsOf(nodes, relationships, colourOf),
        style: styleOf(element),
        layout: { name: 'cose', animate: false, nodeDimensionsIncludeLabels: true, padding: 24, randomize: true },
        // The page scrolls over the drawing; Ctrl with the wheel is the browser's own zoom.
        userZoomingEnabled: false,
        maxZoom: 2,
      });
      drawn.on('tap', 'node, edge', ({ target }: { target: { id(): string } }) => choose(target.id()));
      if (drawn.zoom() > 1.2) drawn.zoom(1.2).center();
      canvas.dataset['drawn'] = String(drawn.elements().length);
    },
    close: () => {
      closed = true;
      dark.removeEventListener('change', restyle);
      drawn?.destroy();
    },
  };
}

function elementsOf(
  nodes: GraphNode[],
  relationships: GraphRelationship[],
  colourOf: (node: GraphNode) => number,
): ElementDefinition[] {
  return [
    ...nodes.map((node) => ({
      data: { id: node.elementId, caption: shortened(captionOf(node), 28) || labelOf(node) },
      classes: `colour-${colourOf(node)}`,
    })),
    ...relationships.map((one) => ({
      data: {
        id: one.elementId,
        source: one.startNodeElementId,
        target: one.endNodeElementId,
        caption: one.type,
      },
    })),
  ];
}

/** The colours are the page's own, light or dark. */
function styleOf(element: HTMLElement): StylesheetJson {
  const styles = getComputedStyle(element);
  const colour = (name: string) => styles.getPropertyValue(`--${name}`).trim();
  return [
    {
      selector: 'node',
      style: {
        label: 'data(caption)',
        color: colour('ink'),
        'font-size': 12,
        'text-valign': 'bottom',
        'text-margin-y': 4,
        'text-wrap': 'wrap',
        'text-max-width': '110px',
        width: 30,
        height: 30,
        'border-width': 1.5,
        'border-color': colour('ink'),
      },
    },
    ...Array.from({ length: 8 }, (_, i) => ({
      selector: `.colour-${i}`,
      style: { 'background-color': colour(`colour-${i}`) },
    })),
    {
      selector: 'edge',
      style: {
        label: 'data(caption)',
        color: colour('soft'),
        'font-size': 9,
        'text-rotation': 'autorotate',
        'text-background-color': colour('card'),
        'text-background-opacity': 1,
        'text-background-padding': '2px',
        width: 1.5,
        'line-color': colour('soft'),
        'target-arrow-color': colour('soft'),
        'target-arrow-shape': 'triangle',
        'curve-style': 'bezier',
      },
    },
    { selector: 'node:selected', style: { 'border-width': 5, 'border-color': colour('accent') } },
    {
      selector: 'edge:selected',
      style: { width: 4, 'line-color': colour('accent'), 'target-arrow-color': colour('accent') },
    },
  ];
}

function relationshipText(one: GraphRelationship, nodes: Map<string, GraphNode>): string {
  const end = (id: string) => {
    const node = nodes.get(id);
    return node ? captionOf(node) || labelOf(node) : 'a node';
  };
  return `${shortened(end(one.startNodeElementId), 30)} —${one.type}→ ${shortened(end(one.endNodeElementId), 30)}`;
}

function nodeDetails(node: GraphNode): Node[] {
  const title = node.labels.length > 0 ? node.labels.join(', ') : 'A node that the query did not return';
  return [h('h2', {}, title), properties(node.properties)];
}

function relationshipDetails(one: GraphRelationship, nodes: Map<string, GraphNode>): Node[] {
  return [h('h2', {}, one.type), h('p', {}, relationshipText(one, nodes)), properties(one.properties)];
}

function properties(all: Record<string, Value>): HTMLElement {
  const entries = Object.entries(all).sort(([a], [b]) => a.localeCompare(b));
  if (entries.length === 0) return h('p', { class: 'note' }, 'No properties.');
  return h('dl', {}, ...entries.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, textOf(value)))));
}
