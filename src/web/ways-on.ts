import { html, type Html } from './html';
import { playgroundLink } from './operations';
import { resourceAddress } from './resource-page';

/** What stands at an address of its own, as it is shown. Of a past view all addresses are of the same moment. */
export interface Shown {
  path: string;
  id: string;
  asOf: Date | null;
  /** What its address says besides the moment. */
  more?: { [name: string]: string };
  /** Its forms besides the page. */
  forms: readonly { suffix: string; type: string; title: string }[];
}

export const jsonForm = { suffix: 'json', type: 'application/json', title: 'JSON' };

/** What the head of its page says of its address and its other forms. */
export function resourceHead({ path, id, asOf, more, forms }: Shown): Html {
  return html`<link rel="canonical" href="${resourceAddress(path, id, null, undefined, more)}" /> ${forms.map(
      ({ suffix, type, title }) =>
        html`<link
          rel="alternate"
          type="${type}"
          title="${title}"
          href="${resourceAddress(path, id, asOf, suffix, more)}"
        />`,
    )}
    ${asOf && html`<meta name="robots" content="noindex" />`}`;
}

/** What the link to a history asks. */
const historyQuestion = (field: string, name: string) =>
  `query History($id: ID!) {\n  ${field}(id: $id) {\n    ${name}\n    history {\n      nodes {\n        revision\n        recordedFrom\n` +
  '        changeSet { op reason principalName }\n        fields { name before after }\n      }\n    }\n  }\n}\n';
/** All that our pages link to, for a server that runs known operations only. */
export const historyQuestions = [
  historyQuestion('claim', 'text'),
  historyQuestion('document', 'title'),
  historyQuestion('agent', 'name'),
];

/** The end of its page: a permalink, its other forms, its history. `field` and `name` are the API's: of it, and of its name. `elsewhere`: how to show it on other pages. */
export function waysOn(
  { path, id, asOf, more, forms }: Shown,
  field: string,
  name: string,
  elsewhere: Html | null = null,
): Html {
  const history = playgroundLink({ query: historyQuestion(field, name), variables: {} }, { id });
  return html`<nav aria-labelledby="ways-on" class="ways-on">
    <h2 id="ways-on">Take it along</h2>
    <ul>
      <li>
        <a rel="nofollow" href="${resourceAddress(path, id, null, undefined, { ...more, asOf: 'now' })}"
          >A permalink to what it says now</a
        >
      </li>
      <li>
        In other forms:
        ${forms.map(
          ({ suffix, title }, i) =>
            html`${i > 0 && ', '}<a href="${resourceAddress(path, id, asOf, suffix, more)}">${title}</a>`,
        )}
      </li>
      <li><a href="${history}">Its history: who changed what, when and why</a></li>
    </ul>
    ${elsewhere}
    <p class="soft"><code>${id}</code></p>
  </nav>`;
}
