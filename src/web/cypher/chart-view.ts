import { counted, h, svg } from './dom';
import { plotOf, plottableOf, ticksOf, type Plot } from './plot';
import type { Answer } from './values';

const mostBars = 100;

/** Bars or a course of time, with a choice of the columns; a sentence where none fit. */
export function chartView(answer: Answer): HTMLElement {
  const plottable = plottableOf(answer);
  if (!plottable) {
    return h(
      'p',
      { class: 'note' },
      'Nothing to plot here. A plot needs a column of numbers and one of texts or dates, such as RETURN agent.name AS agent, count(*) AS claims.',
    );
  }
  const { namings, numbers } = plottable;
  const figure = h('figure');
  const naming = select(
    'Names',
    namings.map(({ title }) => title),
  );
  const number = select(
    'Numbers',
    numbers.map(({ field }) => field),
  );
  const draw = () => {
    const [ofNames, ofNumbers] = [namings[naming.index()], numbers[number.index()]];
    if (!ofNames || !ofNumbers) return;
    const plot = plotOf(answer, ofNames, ofNumbers);
    figure.replaceChildren(...drawn(plot, ofNumbers.field, ofNames.title));
  };
  for (const { field } of [naming, number]) field.addEventListener('change', draw);
  draw();
  return h('div', {}, h('div', { class: 'choices' }, naming.label, number.label), figure);
}

function select(title: string, choices: string[]) {
  const field = h('select', {}, ...choices.map((choice, i) => h('option', { value: i }, choice)));
  return { field, label: h('label', {}, `${title} `, field), index: () => field.selectedIndex };
}

function drawn(plot: Plot, number: string, naming: string): Node[] {
  if (plot.form === 'time') return timePlot(plot.points, number, naming);
  const caption = `${number} by ${naming}: ${counted(plot.bars.length, 'bar')}`;
  const shown = plot.bars.slice(0, mostBars);
  const rest = plot.bars.length - shown.length;
  return [
    h('figcaption', {}, rest > 0 ? `${caption}, of which the first ${mostBars} are drawn.` : `${caption}.`),
    bars(shown, number, naming),
  ];
}

/** A table whose third column is drawn: whoever does not see the bars has the numbers. */
function bars(all: { name: string; value: number }[], number: string, naming: string): HTMLElement {
  const low = Math.min(0, ...all.map(({ value }) => value));
  const high = Math.max(0, ...all.map(({ value }) => value));
  const share = (value: number) => (high === low ? 0 : (value / (high - low)) * 100);
  return h(
    'table',
    { class: 'bars' },
    h('thead', { class: 'unseen' }, h('tr', {}, h('th', { scope: 'col' }, naming), h('th', { scope: 'col' }, number))),
    h(
      'tbody',
      {},
      ...all.map(({ name, value }) => {
        const bar = h('span', { class: value < 0 ? 'bar-drawn below' : 'bar-drawn' });
        bar.style.width = `${Math.abs(share(value))}%`;
        bar.style.marginLeft = `${share(Math.min(value, 0) - low)}%`;
        return h(
          'tr',
          {},
          h('th', { scope: 'row' }, name),
          h(
            'td',
            {},
            h(
              'div',
              { class: 'bar-line' },
              h('span', { class: 'bar-track', 'aria-hidden': 'true' }, bar),
              h('span', { class: 'bar-value' }, format(value)),
            ),
          ),
        );
      }),
    ),
  );
}

function timePlot(points: { name: string; at: number; value: number }[], number: string, naming: string): Node[] {
  const values = points.map(({ value }) => value);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return [h('figcaption', {}, 'No row has both a date and a number.')];
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  const caption =
    `${number} over ${naming}: ${counted(points.length, 'point')} from ${first.name} to ${last.name}, ` +
    `between ${format(lowest)} and ${format(highest)}.`;
  const holder = h('div', { class: 'time' });
  const draw = () => holder.replaceChildren(timeDrawing(points, caption, holder.clientWidth || 600));
  // The letters keep their size, whatever the width: it is drawn anew.
  new ResizeObserver(draw).observe(holder);
  return [
    h('figcaption', {}, caption),
    holder,
    h(
      'details',
      {},
      h('summary', {}, 'The values'),
      h(
        'table',
        {},
        h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, naming), h('th', { scope: 'col' }, number))),
        h(
          'tbody',
          {},
          ...points.map(({ name, value }) =>
            h('tr', {}, h('td', {}, name), h('td', { class: 'number' }, format(value))),
          ),
        ),
      ),
    ),
  ];
}

function timeDrawing(
  points: { name: string; at: number; value: number }[],
  caption: string,
  width: number,
): SVGElement {
  const height = 300;
  const values = points.map(({ value }) => value);
  const ticks = ticksOf(Math.min(0, ...values), Math.max(...values), 6);
  const [bottom, top] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  const [start, end] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0];
  const edge = { left: 14 + 8 * Math.max(...ticks.map((tick) => format(tick).length)), right: 16, top: 12, bottom: 32 };
  const x = (at: number) =>
    edge.left + (start === end ? 0.5 : (at - start) / (end - start)) * (width - edge.left - edge.right);
  const y = (value: number) => edge.top + ((top - value) / (top - bottom)) * (height - edge.top - edge.bottom);
  const path = points
    .map(({ at, value }, i) => `${i === 0 ? 'M' : 'L'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`)
    .join('');
  return svg(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': caption },
    ...ticks.flatMap((tick) => [
      svg('line', { class: 'grid', x1: edge.left, x2: width - edge.right, y1: y(tick), y2: y(tick) }),
      svg('text', { x: edge.left - 6, y: y(tick) + 4, 'text-anchor': 'end' }, format(tick)),
    ]),
    ...dateTicks(points, width).map(({ name, at }, i, all) =>
      svg(
        'text',
        {
          x: x(at),
          y: height - 8,
          'text-anchor': all.length === 1 ? 'middle' : i === 0 ? 'start' : i === all.length - 1 ? 'end' : 'middle',
        },
        name,
      ),
    ),
    svg('path', { class: 'course', d: path }),
    ...points.map(({ name, at, value }) =>
      svg('circle', { class: 'point', cx: x(at), cy: y(value), r: 4 }, svg('title', {}, `${name}: ${format(value)}`)),
    ),
  );
}

/** The dates that have room below, the first and the last among them. */
function dateTicks(points: { name: string; at: number }[], width: number): { name: string; at: number }[] {
  const short = points.map(({ name, at }) => ({ name: name.slice(0, 10), at }));
  const [start, end] = [short[0]?.at ?? 0, short.at(-1)?.at ?? 0];
  const room = ((end - start) * 100) / Math.max(100, width - 60);
  const kept: { name: string; at: number }[] = [];
  short.forEach((one, i) => {
    const last = i === short.length - 1;
    while (last && kept.length > 1 && one.at - (kept.at(-1)?.at ?? 0) < room) kept.pop();
    const before = kept.at(-1);
    if (!before || one.at - before.at >= room || (last && one.at > before.at)) kept.push(one);
  });
  return kept;
}

const format = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 4 });
