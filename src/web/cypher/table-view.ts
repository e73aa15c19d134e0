import { counted, h } from './dom';
import { shortened, textOf, type Answer, type Value } from './values';

/** More rows than these at once make the page slow; the rest come at a press. */
const step = 200;
/** A longer cell is cut in the table; JSON and the downloads have all of it. */
const longest = 1_000;

export function tableView({ fields, values }: Answer): HTMLElement {
  const body = h('tbody');
  const more = h('button', { type: 'button', class: 'plain', onclick: () => show() });
  const show = () => {
    const from = body.childElementCount;
    body.append(...values.slice(from, from + step).map(row));
    const left = values.length - body.childElementCount;
    more.textContent = `Show ${Math.min(step, left).toLocaleString('en')} more of ${counted(left, 'row')}`;
    more.hidden = left === 0;
  };
  show();
  return h(
    'div',
    {},
    h(
      'div',
      { class: 'wide', tabindex: 0, role: 'group', 'aria-label': 'Rows of the answer' },
      h('table', {}, h('thead', {}, h('tr', {}, ...fields.map((field) => h('th', { scope: 'col' }, field)))), body),
    ),
    more,
  );
}

const row = (values: Value[]): HTMLElement => h('tr', {}, ...values.map(cell));

function cell(value: Value): HTMLElement {
  if (value === null) return h('td', { class: 'nothing' }, 'null');
  if (typeof value === 'number') return h('td', { class: 'number' }, String(value));
  const text = textOf(value);
  return h('td', {}, text.length > longest ? shortened(text, longest) : text);
}
