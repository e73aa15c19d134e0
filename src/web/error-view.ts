import { html } from './html';
import { pageLayout } from './layout';
import { said, withArticle } from './said';

/** What stands instead of a page. `noun`: what it would have shown. */
export function errorView(
  { status, message, now }: { status: number; message: string; now?: string },
  noun: string,
): string {
  const title = titleOf(status, noun);
  return pageLayout({
    title: `${title} · Sayso`,
    head: html`<meta name="robots" content="noindex" />`,
    body: html`<h1>${title}</h1>
      <p>${said(message)}</p>
      ${now && html`<p><a href="${now}">The ${noun} as it is now</a></p>`}`,
  });
}

function titleOf(status: number, noun: string): string {
  const titles: Record<number, string> = {
    400: `This address does not name ${withArticle(noun)} as it should`,
    401: 'This server needs a key',
    403: 'This is not for you',
    404: `There is no such ${noun}`,
    503: `The ${noun} cannot be shown just now`,
  };
  return titles[status] ?? 'Something went wrong';
}
