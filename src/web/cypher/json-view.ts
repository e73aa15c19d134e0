import { counted, h } from './dom';
import type { Answer } from './values';

/** A browser takes seconds to lay out more characters than these. */
const longest = 300_000;

/** The answer as the server gave it, laid out. */
export function jsonOf({ fields, values }: Answer): string {
  return JSON.stringify({ fields, values }, null, 2);
}

export function jsonView(answer: Answer): HTMLElement {
  const text = jsonOf(answer);
  return h(
    'div',
    {},
    text.length > longest &&
      h(
        'p',
        { class: 'note' },
        `The first ${counted(longest, 'character')} of ${text.length.toLocaleString('en')}. The download has all.`,
      ),
    h('pre', { tabindex: 0, 'aria-label': 'The answer in JSON', role: 'group' }, text.slice(0, longest)),
  );
}
