/** An element with attributes and children; texts become text nodes, so that no value is ever read as markup. */
export function element(
  name: keyof HTMLElementTagNameMap,
  attributes: Record<string, string | null>,
  children: (Node | string)[],
): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
