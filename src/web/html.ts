/** Markup that is safe to send: written by us, with every foreign value escaped on its way in. */
export class Html {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

type Slot = Html | string | number | null | undefined | false | readonly Slot[];

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Escapes text for an element's content or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');
}

/**
 * The only way pages are written: html`<p>${anything}</p>`. A string or number is escaped, markup that this tag made
 * goes in as it is, lists are joined, and null, undefined and false are left out. Attributes must be quoted.
 */
export function html(parts: TemplateStringsArray, ...slots: Slot[]): Html {
  return new Html(parts.reduce((text, part, i) => text + render(slots[i - 1]) + part));
}

/** Markup from a source that escapes by itself (the Markdown renderer). Never for a value from the database. */
export function trustedHtml(text: string): Html {
  return new Html(text);
}

function render(slot: Slot): string {
  if (slot === null || slot === undefined || slot === false) return '';
  if (slot instanceof Html) return slot.text;
  if (Array.isArray(slot)) return slot.map(render).join('');
  return escapeHtml(String(slot));
}
