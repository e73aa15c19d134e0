import { html, type Html } from './html';
import { resourceAddress } from './resource-page';
import { addressLink, said } from './said';
import { versionInAddress } from './version-view';

/** To a document's own page, at a version where one is named, and besides to where it was published. */
export function documentLink(
  { id, title, url, version }: { id: string; title: string | null; url: string | null; version?: number | null },
  asOf: Date | null,
): Html {
  const name = title ?? url ?? id;
  const outward = outwardLink(url, name);
  const address = resourceAddress('documents', id, asOf, undefined, versionInAddress(version));
  return html`<a href="${address}">${said(name)}</a>${outward && html` (${outward})`}`;
}

/** To where something was published; null where its address is none that a browser fetches. */
function outwardLink(url: string | null, name: string): Html | null {
  return addressLink(url, html`source<span class="unseen"> of ${said(name)}</span>`);
}

export function agentLink({ id, name }: { id: string; name: string }, asOf: Date | null): Html {
  return html`<a href="${resourceAddress('agents', id, asOf)}">${said(name)}</a>`;
}

export function agentLinks(agents: readonly { id: string; name: string }[], asOf: Date | null): Html {
  return html`${agents.map((agent, i) => html`${i > 0 && ', '}${agentLink(agent, asOf)}`)}`;
}

export function claimLink({ id, text }: { id: string; text: string }, asOf: Date | null, lang: Html | null): Html {
  return html`<a href="${resourceAddress('claims', id, asOf)}" ${lang}>${said(text)}</a>`;
}
