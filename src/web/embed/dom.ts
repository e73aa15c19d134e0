type Child = Node | string | null | false;

/** An element with its attributes and children. Strings become text nodes: this is the only way anything is written. */
export function h(name: string, attributes: Record<string, string | null> = {}, ...children: Child[]): HTMLElement {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

/** Foreign text, kept from turning round what stands beside it. */
export const said = (text: string): HTMLElement => h('bdi', {}, text);

export const link = (href: string, ...children: Child[]): HTMLElement =>
  h('a', { href, target: '_blank', rel: 'nofollow noopener' }, ...children);
