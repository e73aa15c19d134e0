import { glanceOf } from './claim-words';
import type { ClaimAsShown } from './claim-view';
import { html, trustedHtml } from './html';
import { resourceAddress } from './resource-page';
import { langOf, titleText } from './said';

/** Where the component is, on every server. It stays. */
export const componentPath = '/embed/sayso.js';
/** What an iframe of a claim may do: its height needs a script, its links a new tab. It has no storage and no cookies. */
const sandbox = 'allow-scripts allow-popups allow-popups-to-escape-sandbox';

/** The size of an iframe where nobody wants another: its chains closed. */
export const frameSize = { width: 600, height: 300 };

/** As much of a claim as a frame of it needs. */
export interface NamedClaim {
  claim: Pick<ClaimAsShown['claim'], 'id' | 'text'>;
  asOf: Date | null;
}

/** Markup that people copy: by another name it stays as it is written, in one line. */
const code = html;

/** The `<iframe>` of a claim. `theme` is light, dark, or what the reader's system wants. */
export function iframeCode(
  { claim, asOf }: NamedClaim,
  origin: string,
  { width, height, theme }: { width: number | '100%'; height: number; theme?: string },
): string {
  const at = new URL(resourceAddress('embed/claims', claim.id, asOf), origin);
  if (theme !== undefined) at.searchParams.set('theme', theme);
  const title = `Who says so: ${titleText(claim.text)}`;
  return code`<iframe src="${at.href}" title="${title}" width="${width}" height="${height}" frameborder="0" loading="lazy" sandbox="${sandbox}" data-sayso></iframe>`
    .text;
}

/** The three ways to show a claim on a page of one's own, as code to copy. */
export function embedCodes({ claim, asOf }: Pick<ClaimAsShown, 'claim' | 'asOf'>, origin: string) {
  const address = new URL(resourceAddress('claims', claim.id, asOf), origin).href;
  const text = titleText(claim.text, 600);
  const script = code`<script src="${origin}${componentPath}" async></script>`;
  const at = asOf && code` as-of="${asOf.toISOString()}"`;
  const link = code`<a href="${address}">Who says so</a>`;
  const language = langOf(claim.language);
  const words = code`<p${language && code` ${language}`}>${text}</p>`;
  return {
    frame: code`${trustedHtml(iframeCode({ claim, asOf }, origin, { ...frameSize, width: '100%' }))}\n${script}`.text,
    component: code`<sayso-claim claim="${claim.id}"${at}>${link}: ${text}</sayso-claim>\n${script}`.text,
    quote:
      code`<blockquote class="sayso" cite="${address}">${words}<footer>${link}: ${glanceOf(claim)}</footer></blockquote>\n${script}`
        .text,
  };
}
