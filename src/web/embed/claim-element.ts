// As it is: what a build makes of light-dark() does not reach into a shadow.
import css from '../assets/embed.css?raw';
import type { ToldClaim } from '../claim-words';
import { contents } from './claim-contents';
import { h, link } from './dom';
import { home, isClaimId, originOf } from './home';

/** What `/claims/<id>.json` answers, as JSON has it. */
export interface ClaimAnswer {
  asOf: string | null;
  since: { changed: boolean } | null;
  claim: ToldClaim;
}

/**
 * `<sayso-claim claim="clm_…">`. Its other attributes: `server`, where another than this script's has the claim; `as-of`,
 * a moment; `level="badge"` for the line alone; `theme`, light or dark; `quoted`, words that the page shows already.
 */
export class SaysoClaim extends HTMLElement {
  static readonly observedAttributes = ['claim', 'server', 'as-of', 'level', 'theme', 'quoted'];
  private readonly root = this.attachShadow({ mode: 'open' });
  /** What is being asked. */
  private asking: AbortController | null = null;
  private due = false;

  constructor() {
    super();
    // The page's policy may forbid inline style; a sheet that is made by script it does not.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    this.root.adoptedStyleSheets = [sheet];
    this.root.append(h('slot'));
  }

  connectedCallback(): void {
    this.changed();
  }

  disconnectedCallback(): void {
    this.asking?.abort();
  }

  attributeChangedCallback(): void {
    this.changed();
  }

  /** Once for all attributes that are set in one go. */
  private changed(): void {
    if (this.due) return;
    this.due = true;
    queueMicrotask(() => {
      this.due = false;
      if (this.isConnected) void this.show();
    });
  }

  private async show(): Promise<void> {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    const claim = this.getAttribute('claim') ?? '';
    const server = this.getAttribute('server');
    const origin = server === null ? home : originOf(server);
    if (!isClaimId(claim)) return this.tell('No claim of Sayso has this id.');
    if (origin === null) return this.tell('This element must say which server has the claim.');
    const asOf = this.getAttribute('as-of');
    const moment = asOf === null ? '' : `?asOf=${encodeURIComponent(asOf)}`;
    const page = `${origin}/claims/${claim}${moment}`;
    try {
      const answer = await fetch(`${origin}/claims/${claim}.json${moment}`, {
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        signal: asking.signal,
      });
      if (!answer.ok) return this.tell(faults[answer.status] ?? faults[500], page);
      const shown = (await answer.json()) as ClaimAnswer;
      const { level, quoted } = { level: this.getAttribute('level'), quoted: this.getAttribute('quoted') };
      this.root.replaceChildren(contents(shown, { page, chains: level !== 'badge', quoted }));
    } catch {
      if (asking.signal.aborted) return;
      this.tell(navigator.onLine ? 'Sayso’s server cannot be reached just now.' : 'You are offline.', page);
      addEventListener('online', () => this.changed(), { once: true, signal: asking.signal });
    }
  }

  /** A sentence instead of the claim, beside what the page itself has put there. */
  private tell(sentence: string, page?: string): void {
    const way = page === undefined ? null : link(page, 'See the claim at Sayso');
    this.root.replaceChildren(
      h('slot'),
      h('div', { class: 'card', part: 'card' }, h('p', { role: 'status', part: 'fault' }, `${sentence} `, way)),
    );
  }
}

const faults: Record<number, string> & { 500: string } = {
  400: 'Sayso’s server does not understand which claim is meant.',
  401: 'Sayso’s server shows this claim only to who signs in.',
  404: 'Sayso’s server has no such claim.',
  500: 'Sayso’s server cannot show this claim just now.',
};
