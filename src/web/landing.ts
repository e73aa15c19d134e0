import { html, type Html } from './html';
import { pageLayout } from './layout';

/** How to reach the database itself. */
export interface Neo4jAccess {
  boltUri: string;
  /** Where Neo4j Browser answers; null for a Neo4j that somebody else runs. */
  browserUrl: string | null;
  user: string;
  /** The file that holds the password; null where the owner set it. */
  passwordFile: string | null;
}

/** A claim as the landing page shows it, all of it text from the database. */
export interface ExampleClaim {
  id: string;
  text: string;
  /** "Newsweek ← Associated Press ← unnamed Pakistani security official"; null where the claim has no chain. */
  chain: string | null;
  /** Of a story that is invented, which the page says. */
  madeUp?: boolean;
}

export interface LandingContent {
  neo4j: Neo4jAccess | null;
  /** null where the database did not answer. */
  claims: readonly ExampleClaim[] | null;
  /** The address that opens a claim in the playground. */
  claimLink: (claim: ExampleClaim) => string;
  docs: readonly { name: string; title: string }[];
}

/** The page at `/`: what this is and where everything stands. */
export function landingPage(content: LandingContent): string {
  return pageLayout({
    title: 'Sayso: who says so, through whom',
    body: html`
      <section class="intro">
        <h1>Who says so, through whom, and who says otherwise</h1>
        <p>
          Sayso is a knowledge base of claims in the news. Each claim keeps its chain of attribution, from the outlet
          that printed it back to the person who said it, with the place of every word that shows it. Where claims
          contradict each other, it says so, and why.
        </p>
        <p><a class="button" href="/graphql">Open the playground</a></p>
      </section>
      ${claimsSection(content)}
      <section aria-labelledby="ways">
        <h2 id="ways">Ways in</h2>
        <dl>
          <div>
            <dt><a href="/graphql">GraphQL playground</a></dt>
            <dd>
              Example questions that run at one press, and the whole schema explained. Programs send their queries to
              the same address, <code>/graphql</code>.
            </dd>
          </div>
          <div>
            <dt><a href="/cypher">Cypher page</a></dt>
            <dd>
              Questions that no API foresaw, asked of the graph itself: examples, tables, drawings, plots and CSV. It
              reads and never writes, so that it is safe to try things.
            </dd>
          </div>
          ${content.neo4j && neo4jEntry(content.neo4j)}
          <div>
            <dt>Health</dt>
            <dd>
              <a href="/health/live">/health/live</a>: the server runs. <a href="/health/ready">/health/ready</a>: it
              can answer, its database too.
            </dd>
          </div>
        </dl>
      </section>
      ${
        content.docs.length > 0 &&
        html`<section aria-labelledby="docs">
          <h2 id="docs">Docs</h2>
          <ul class="docs">
            ${content.docs.map((doc) => html`<li><a href="/docs/${doc.name}">${doc.title}</a></li>`)}
          </ul>
        </section>`
      }
    `,
  });
}

function claimsSection({ claims, claimLink }: LandingContent): Html {
  if (claims === null) {
    return html`<section aria-labelledby="claims">
      <h2 id="claims">Three claims</h2>
      <p class="note">The database does not answer just now. <a href="/health/ready">/health/ready</a> says more.</p>
    </section>`;
  }
  if (claims.length === 0) {
    return html`<section aria-labelledby="claims">
      <h2 id="claims">No claims yet</h2>
      <p class="note">The database is empty. <code>npm run seed</code> fills it with a real story and a made-up one.</p>
    </section>`;
  }
  return html`<section aria-labelledby="claims">
    <h2 id="claims">${claims.length === 1 ? 'A claim' : 'Some claims'}, and how we know</h2>
    <ol class="claims">
      ${claims.map(
        (claim) =>
          html`<li>
            <p class="claim"><a href="/claims/${encodeURIComponent(claim.id)}">${claim.text}</a></p>
            <p class="chain">${claim.chain ?? 'No chain of attribution is recorded.'}</p>
            <p class="more">
              <a href="${claimLink(claim)}" aria-label="Open in the playground: ${claim.text}">Open in the playground</a
              >${claim.madeUp ? ' (of a made-up story)' : ''}
            </p>
          </li>`,
      )}
    </ol>
    <p class="legend">Read a chain from the outlet, through ←, back to the origin.</p>
  </section>`;
}

function neo4jEntry(neo4j: Neo4jAccess): Html {
  const bolt = html`<code>${neo4j.boltUri}</code>`;
  if (neo4j.browserUrl === null) {
    return html`<div>
      <dt>Neo4j</dt>
      <dd>Sayso uses the database at ${bolt}, which somebody else runs.</dd>
    </div>`;
  }
  return html`<div>
    <dt><a href="${neo4j.browserUrl}">Neo4j Browser</a></dt>
    <dd>
      <p>Ask the graph in Cypher, and see it drawn.</p>
      <table>
        <tbody>
          <tr>
            <th scope="row">Connect URL</th>
            <td>${bolt}</td>
          </tr>
          <tr>
            <th scope="row">User</th>
            <td><code>${neo4j.user}</code></td>
          </tr>
          <tr>
            <th scope="row">Password</th>
            <td>
              ${neo4j.passwordFile === null ? 'the one that you set' : html`in <code>${neo4j.passwordFile}</code>`}
            </td>
          </tr>
        </tbody>
      </table>
      <p class="warning">
        <strong>This login is the owner’s, for your own machine only.</strong> It may change and delete everything: what
        it writes goes past every rule of Sayso, and no record is kept of it. Read with it; write through the API.
      </p>
    </dd>
  </div>`;
}
