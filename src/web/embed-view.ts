import { badInput } from '../errors';
import { claimInWords, counted, neverTrue, noChain, type Badge, type ChainInWords } from './claim-words';
import type { ClaimAsShown } from './claim-view';
import { html, type Html } from './html';
import { resourceAddress, type Asked } from './resource-page';
import { addressLink, langOf, said, titleText } from './said';

/** A claim for an iframe: a line, its chains to unfold, and the way to the whole page. */
export function embedView({ claim, asOf, since }: ClaimAsShown, { query }: Pick<Asked, 'query'>): string {
  const { text, language, badges, asserting, denying, more } = claimInWords(claim);
  const address = resourceAddress('claims', claim.id, asOf);
  return embedLayout({
    title: `${titleText(claim.text)} · Sayso`,
    attributes: html`data-claim="${claim.id}" ${themeOf(query)}`,
    head: html`<link rel="canonical" href="/claims/${claim.id}" />`,
    body: html`<h1 class="claim" id="claim" ${langOf(language)}>${said(text)}</h1>
      <ul class="badges" aria-label="At a glance">
        ${badges.map((badge) => html`<li class="badge ${badge.kind}">${badge.text}</li>`)}
      </ul>
      ${asOf && html`<p class="soft">${pastNote(asOf, since?.changed ?? false)}</p>`}
      ${
        asserting.length === 0
          ? html`<p class="soft">${noChain}</p>`
          : asserting.map((chain) => chainView(chain, 'Said by'))
      }
      ${denying.map((chain) => chainView(chain, 'Denied by'))}
      ${more && html`<p class="soft">There are more chains than these.</p>`}
      <p><a href="${address}">All that is known about it</a></p>
      <p class="soft">${neverTrue}</p>`,
  });
}

/** What stands in an iframe instead of a claim. */
export function embedFaultView({ message, now }: { message: string; now?: string }, noun: string): string {
  return embedLayout({
    title: `No ${noun} · Sayso`,
    attributes: null,
    head: null,
    body: html`<h1 class="claim" id="claim">Sayso cannot show this ${noun} here</h1>
      <p>${said(message)}</p>
      ${now && html`<p><a href="${now}">The ${noun} as it is now</a></p>`}`,
  });
}

function chainView({ names, document, flags, hops }: ChainInWords, verb: string): Html {
  const title = names.map(
    (name, i) =>
      html`${i > 0 && html` <span aria-hidden="true">←</span> <span class="unseen">, from </span>`}${said(name)}`,
  );
  return html`<details>
    <summary>
      <span class="soft">${verb}</span> ${title} <span class="soft">in ${counted(hops.length, 'step')}</span>
    </summary>
    <p>
      In ${addressLink(document.url, said(document.name)) ?? said(document.name)}${document.version}.
      ${flags.map((flag) => html`${flagView(flag)} `)}
    </p>
    <ol class="hops">
      ${hops.map(
        ({ role, who, gap, facts }) =>
          html`<li>
            <span class="soft">${role}</span> <strong>${said(who)}</strong>
            ${gap !== null && flagView({ text: gap, kind: 'gap' })}
            ${
              facts.length > 0 &&
              html`<dl>
                ${facts.map(
                  ([name, value]) =>
                    html`<div>
                      <dt>${name}</dt>
                      <dd>${said(value)}</dd>
                    </div>`,
                )}
              </dl>`
            }
          </li>`,
      )}
    </ol>
  </details>`;
}

const flagView = ({ text, kind }: Badge) => html`<span class="badge flag ${kind}">${text}</span>`;

const pastNote = (asOf: Date, changed: boolean) =>
  `As of ${asOf.toISOString().slice(0, 10)}. ${changed ? 'It has changed since.' : 'Nothing in it has changed since.'}`;

/** @throws SaysoError BAD_USER_INPUT */
function themeOf({ theme }: Asked['query']): Html | null {
  if (theme === undefined) return null;
  if (theme !== 'light' && theme !== 'dark')
    throw badInput('theme: light or dark; without it, what the reader has.', 'theme');
  return html`data-theme="${theme}"`;
}

/** Its links lead out of the frame. */
function embedLayout(page: { title: string; attributes: Html | null; head: Html | null; body: Html }): string {
  return html`<!doctype html>
    <html lang="en" ${page.attributes}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${page.title}</title>
        <base target="_blank" />
        <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/embed/frame.css" />
        ${page.head}
        <script src="/embed/frame.js" defer></script>
      </head>
      <body>
        <main class="card" aria-labelledby="claim">${page.body}</main>
      </body>
    </html>`.text;
}
