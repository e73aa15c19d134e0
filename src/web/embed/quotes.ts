import { claimAt, home } from './home';

/**
 * Gives each `<blockquote class="sayso" cite="…/claims/<id>">` of this script's server its chains. The words stay as the page
 * has them; the footer is what is shown until the chains are there. A quotation from elsewhere is left alone: whoever may
 * only write a comment on the page must not make its readers call a server of his.
 */
export function upgradeQuotes(root: Document): void {
  for (const quote of root.querySelectorAll<HTMLQuoteElement>('blockquote.sayso[cite]')) {
    const at = claimAt(quote.cite);
    if (!at || at.origin !== home || quote.querySelector('sayso-claim')) continue;
    const footer = quote.querySelector('footer');
    const words = [...quote.childNodes].filter((node) => node !== footer).map((node) => node.textContent);
    const element = root.createElement('sayso-claim');
    element.setAttribute('claim', at.claim);
    element.setAttribute('server', at.origin);
    element.setAttribute('quoted', words.join(' '));
    if (at.asOf !== null) element.setAttribute('as-of', at.asOf);
    if (footer) element.append(footer);
    quote.append(element);
  }
}
