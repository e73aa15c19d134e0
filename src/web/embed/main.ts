import { SaysoClaim } from './claim-element';
import { followFrames } from './frames';
import { upgradeQuotes } from './quotes';

// A page may have this script once for each claim that it shows.
if (!customElements.get('sayso-claim')) {
  customElements.define('sayso-claim', SaysoClaim);
  followFrames(window);
}
upgradeQuotes(document);
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => upgradeQuotes(document));
