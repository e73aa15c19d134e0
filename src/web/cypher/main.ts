import '../assets/page.css';
import './cypher.css';
import { fragmentOf, readFragment, readParameters, views, type Question, type View } from './address';
import { ask, type Cut, type Fault, type Outcome } from './ask';
import { chartView } from './chart-view';
import { csvOf } from './csv';
import { byId, counted, download, h } from './dom';
import { createEditor } from './editor';
import { loadExamples, showExamples } from './examples';
import { graphView, type GraphView } from './graph-view';
import { jsonOf, jsonView } from './json-view';
import { tableView } from './table-view';
import type { Answer } from './values';

const starter = `// Claims with most distinct origins. Ctrl-Enter runs it.
MATCH (claim:Claim)
WHERE claim.reviewState = 'CONFIRMED' AND claim.originCount IS NOT NULL
RETURN claim.text AS claim, claim.originCount AS origins
ORDER BY origins DESC
LIMIT 10`;
/** How many answers the way back keeps; an older question is there still, to be run anew. */
const mostKept = 20;
const keyName = 'sayso:cypher-key';

const parametersField = byId<HTMLTextAreaElement>('parameters');
const keyField = byId<HTMLInputElement>('key');
const runButton = byId<HTMLButtonElement>('run');
const stopButton = byId<HTMLButtonElement>('stop');

/** The answers by the entry of the browser's history that they belong to. */
const outcomes = new Map<string, Outcome>();
let entry = newId();
/** Whose answer is below. The one before stays in sight while a new question is written. */
let shown = entry;
let view: View = 'table';
let running: AbortController | null = null;
/** When the reader last gave up on an answer, by the page's clock. */
let stoppedAt = -Infinity;
let drawing: GraphView | null = null;
/** While a question is put into its fields, its changes are not the reader's. */
let filling = false;
let noting: ReturnType<typeof setTimeout> | undefined;

const editor = createEditor({
  parent: byId('editor'),
  nonce: document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '',
  parameters: () => {
    try {
      return Object.keys(readParameters(parametersField.value));
    } catch {
      return [];
    }
  },
  onChange: edited,
  onRun: () => void run(),
});

start();

function start(): void {
  const linked = readFragment(location.hash);
  view = linked?.view ?? 'table';
  fill(linked ?? { statement: starter, parameters: '' });
  history.replaceState({ entry }, '', linked ? location.href : location.pathname);
  keyField.value = stored()?.getItem(keyName) ?? '';
  keyField.addEventListener('input', () => keep(keyField.value));
  parametersField.addEventListener('input', edited);
  parametersField.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void run();
  });
  runButton.addEventListener('click', () => void run());
  stopButton.addEventListener('click', () => {
    stoppedAt = performance.now();
    running?.abort();
  });
  byId('link').addEventListener('click', () => void copyLink());
  byId('csv').addEventListener('click', () =>
    withAnswer((answer) => download('answer.csv', 'text/csv', csvOf(answer))),
  );
  byId('json').addEventListener('click', () =>
    withAnswer((answer) => download('answer.json', 'application/json', jsonOf(answer))),
  );
  addEventListener('popstate', ({ state }) => travelTo(state as { entry?: string } | null));
  startTabs();
  byId<HTMLDetailsElement>('examples').open = matchMedia('(min-width: 60rem)').matches;
  void loadExamples().then((examples) =>
    showExamples(examples, (question) => {
      fill(question);
      edited();
      void run();
    }),
  );
  show();
}

async function run(): Promise<void> {
  const { statement, parameters } = question();
  if (statement.trim() === '') return tell('Write a query first.');
  let values: Record<string, unknown>;
  try {
    values = readParameters(parameters);
    tellParameters(null);
  } catch (error) {
    tellParameters((error as Error).message);
    parametersField.focus();
    return;
  }
  stop();
  const mine = (running = new AbortController());
  note();
  const asked = (shown = entry);
  outcomes.delete(asked);
  show();
  const outcome = await askAfterStop(statement, values, mine.signal);
  // A later question has taken its place, on this entry or another.
  if (running !== mine) return;
  running = null;
  outcomes.set(asked, outcome);
  const [oldest] = outcomes.keys();
  if (outcomes.size > mostKept && oldest !== undefined) outcomes.delete(oldest);
  show();
  if (outcome.kind === 'fault' && outcome.fault.status === 401) {
    byId<HTMLDetailsElement>('access').open = true;
    keyField.focus();
  }
}

/** The server takes a moment to end what was stopped, and until then counts it: that is not worth the reader's while. */
async function askAfterStop(
  statement: string,
  parameters: Record<string, unknown>,
  signal: AbortSignal,
): Promise<Outcome> {
  const key = keyField.value.trim() || null;
  const patience = stoppedAt + 3_000;
  for (;;) {
    const outcome = await ask(statement, parameters, { key, signal });
    const isCounted = outcome.kind === 'fault' && outcome.fault.status === 429;
    if (!isCounted || performance.now() > patience || signal.aborted) return outcome;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function stop(): void {
  if (running) stoppedAt = performance.now();
  running?.abort();
  running = null;
}

/** Everything below the query, by where the reader is: running, an answer, a fault, or nothing yet. */
function show(): void {
  drawing?.close();
  drawing = null;
  const outcome = outcomes.get(shown);
  const answer = outcome?.kind === 'answer' ? outcome.answer : null;
  showButtons();
  byId('result').hidden = answer === null || answer.fields.length === 0;
  byId('fault').replaceChildren(...(outcome?.kind === 'fault' ? faultText(outcome.fault) : []));
  byId('cut').replaceChildren(
    ...(outcome?.kind === 'answer' && outcome.cut ? [cutText(outcome.cut, outcome.answer)] : []),
  );
  const place = outcome?.kind === 'fault' ? outcome.fault : null;
  editor.mark(place?.line ? { line: place.line, column: place.column ?? 1, message: place.message } : null);
  tell(running ? 'Running …' : statusOf(outcome));
  showView(answer);
}

/** One stands where the other stood, and takes the focus over. */
function showButtons(): void {
  const [shown, hidden] = running ? [stopButton, runButton] : [runButton, stopButton];
  const hadFocus = document.activeElement === hidden;
  shown.hidden = false;
  hidden.hidden = true;
  if (hadFocus) shown.focus();
}

function showView(answer: Answer | null): void {
  for (const one of views) {
    const tab = byId(`tab-${one}`);
    tab.setAttribute('aria-selected', String(one === view));
    tab.tabIndex = one === view ? 0 : -1;
  }
  const panel = byId('panel');
  panel.setAttribute('aria-labelledby', `tab-${view}`);
  if (!answer) return panel.replaceChildren();
  if (view === 'graph') {
    drawing = graphView(answer);
    panel.replaceChildren(drawing.element);
    return void drawing.draw();
  }
  panel.replaceChildren(view === 'table' ? tableView(answer) : view === 'chart' ? chartView(answer) : jsonView(answer));
}

function startTabs(): void {
  views.forEach((one, i) => {
    const tab = byId(`tab-${one}`);
    tab.addEventListener('click', () => choose(one));
    tab.addEventListener('keydown', ({ key }) => {
      const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
      const next = views[(i + step + views.length) % views.length];
      if (step === 0 || !next) return;
      choose(next);
      byId(`tab-${next}`).focus();
    });
  });
}

function choose(next: View): void {
  view = next;
  note();
  show();
}

/** The reader has changed the question: what was asked stays one step back, and is stopped if it runs. */
function edited(): void {
  if (filling) return;
  if (running || outcomes.has(entry)) {
    const hadRun = running !== null;
    stop();
    entry = newId();
    history.pushState({ entry }, '', fragmentOf(question(), view));
    if (hadRun) show();
  }
  editor.mark(null);
  tellParameters(null);
  clearTimeout(noting);
  noting = setTimeout(note, 300);
}

/** Writes the question into the address. */
function note(): void {
  clearTimeout(noting);
  history.replaceState({ entry }, '', fragmentOf(question(), view));
}

function travelTo(state: { entry?: string } | null): void {
  clearTimeout(noting);
  stop();
  shown = entry = state?.entry ?? newId();
  // An address that was typed has no entry yet.
  if (!state?.entry) history.replaceState({ entry }, '', location.href);
  const linked = readFragment(location.hash);
  view = linked?.view ?? 'table';
  fill(linked ?? { statement: starter, parameters: '' });
  tellParameters(null);
  show();
}

function question(): Question {
  return { statement: editor.text(), parameters: parametersField.value };
}

function fill({ statement, parameters }: Question): void {
  filling = true;
  if (statement !== editor.text()) editor.setText(statement);
  parametersField.value = parameters;
  filling = false;
}

function statusOf(outcome: Outcome | undefined): string {
  if (!outcome || outcome.kind === 'fault') return '';
  if (outcome.kind === 'stopped') return 'Stopped. Nothing of its answer was kept.';
  const { answer, ms } = outcome;
  const time = ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
  return answer.values.length === 0
    ? `No rows: the query ran in ${time}, and nothing in the graph fits it.`
    : `${counted(answer.values.length, 'row')} in ${time}.`;
}

function cutText({ rows, bytes }: Cut, { values }: Answer): HTMLElement {
  const most =
    bytes !== undefined
      ? `${counted(bytes, 'byte')}, after ${counted(values.length, 'row')}`
      : counted(rows ?? values.length, 'row');
  return h(
    'p',
    { class: 'warning' },
    h('strong', {}, `Cut at ${most}.`),
    ' The whole answer is longer: what is counted, plotted or downloaded here is this part. Ask for less, or count in the query.',
  );
}

function faultText({ message, remedy, layer, line, column, code }: Fault): HTMLElement[] {
  const from = [code, layer && `refused by the layer “${layer}”`].filter(Boolean).join(', ');
  return [
    h(
      'div',
      { class: 'fault' },
      h('p', {}, h('strong', {}, message), remedy && ` ${remedy}`),
      line !== null &&
        h(
          'button',
          { type: 'button', class: 'plain', onclick: () => editor.goTo(line, column ?? 1) },
          `Go to line ${line}, column ${column ?? 1}`,
        ),
      from !== '' && h('p', { class: 'note' }, from),
    ),
  ];
}

function tell(text: string): void {
  byId('status').textContent = text;
}

function tellParameters(fault: string | null): void {
  byId('parameters-fault').textContent = fault ?? '';
  parametersField.setAttribute('aria-invalid', String(fault !== null));
}

async function copyLink(): Promise<void> {
  note();
  try {
    await navigator.clipboard.writeText(location.href);
    tell('The link is copied. It holds the query and its parameters, not the answer and not your key.');
  } catch {
    // Browsers let pages of this machine and of https copy, and no others.
    tell('This browser does not let the page copy. The address of this page is the link.');
  }
}

function withAnswer(use: (answer: Answer) => void): void {
  const outcome = outcomes.get(shown);
  if (outcome?.kind === 'answer') use(outcome.answer);
}

function keep(key: string): void {
  if (key.trim() === '') stored()?.removeItem(keyName);
  else stored()?.setItem(keyName, key.trim());
}

/** A key is a secret: it goes when the tab is closed. null where the browser forbids storage; then it goes with the page. */
function stored(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

function newId(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
}
