import { h } from './dom';

/** Cytoscape adds a <style> without a nonce, unless something bears its id; the page's own style sheet holds the one rule of it. */
export function knownStyleSheet(): void {
  const id = '__________cytoscape_stylesheet';
  if (!document.getElementById(id)) document.head.append(h('meta', { id }));
}
