import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { html, type Html } from './html';

/** The steps of the guide: a file of cypher/examples, and what to look at in its answer. */
const steps: { example: string; drawn?: string; look: string }[] = [
  {
    example: '01-chain-drawn',
    look: 'A chain is nodes, not a list: each hop has its own words, its own doubt and its own source. Press a node to see what it holds, and press a label at the right to choose its caption.',
  },
  {
    example: '02-chains-by-length',
    look: 'One hop is an outlet in its own voice; two is an outlet and its source. What has five has passed through many hands.',
  },
  {
    example: '03-outlets-and-agencies',
    drawn: '23-outlets-and-agencies-drawn',
    look: 'The name in the byline is often not where the report comes from. An agency is counted where the document credits it.',
  },
  {
    example: '05-most-distinct-origins',
    look: 'Origins are distinct where no agent and no utterance connects them. Nobody says that they are strangers to each other.',
  },
  {
    example: '06-many-documents-one-origin',
    look: 'The opposite: several documents, and one origin behind them all.',
  },
  {
    example: '08-contradictions-by-type-and-speakers',
    look: 'A contradiction has a type and a reason, and holds of one event only. Which side is right, the graph does not say.',
  },
  {
    example: '09-first-report-to-correction',
    look: 'The old attribution stays beside its correction, so the time between can be asked for.',
  },
  {
    example: '11-shortest-way-between-two-agents',
    look: 'Change the two names and run it again.',
  },
];

/**
 * The guide for Neo4j Browser: `:play http://localhost:4000/guides/sayso`. It is another origin's page that asks for it,
 * and everybody may read it.
 */
export async function guideRoutes(app: FastifyInstance, { examplesDir }: { examplesDir: string }): Promise<void> {
  const exampleOf = async (name: string) => readExample(await readFile(join(examplesDir, `${name}.cypher`), 'utf8'));
  const page = guidePage(
    await Promise.all(
      steps.map(async ({ example, drawn, look }) => ({
        ...(await exampleOf(example)),
        drawn: drawn === undefined ? null : (await exampleOf(drawn)).statement,
        look,
      })),
    ),
  );
  for (const path of ['/guides/sayso', '/guides/sayso.html']) {
    // Browser asks with headers of its own, so it asks first whether it may.
    app.options(path, async (_request, reply) =>
      reply
        .code(204)
        .header('access-control-allow-origin', '*')
        .header('access-control-allow-headers', '*')
        .header('access-control-max-age', '600')
        .send(),
    );
    app.get(path, async (_request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .header('access-control-allow-origin', '*')
        .header('cache-control', 'no-cache')
        .send(page),
    );
  }
}

/** Its first two lines are comments: the question, and what a row is. */
export function readExample(text: string): { question: string; row: string; statement: string } {
  const [question = '', row = '', ...statement] = text.split('\n');
  const words = (line: string) => line.replace(/^\/\/ /, '');
  return { question: words(question), row: words(row), statement: statement.join('\n').trim() };
}

/** In the form that Neo4j Browser takes apart: slides in a carousel, and blocks that run when pressed. */
function guidePage(
  slides: { question: string; row: string; statement: string; drawn: string | null; look: string }[],
): string {
  const block = (statement: string) =>
    html`<pre
      class="pre-scrollable programlisting cm-s-neo code runnable standalone-example ng-binding"
      data-lang="cypher"
      lang="cypher"
    >
${statement}</pre>`;
  const slide = (title: string, body: Html) =>
    html`<slide class="row-fluid">
      <div class="col-sm-12">
        <h3>${title}</h3>
        ${body}
      </div>
    </slide>`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>Sayso: eight questions to the graph</title>
      </head>
      <body>
        <article class="guide">
          <carousel class="deck container-fluid">
            ${slide(
              'Who says so, through whom, and who says otherwise',
              html`<p>
                  Eight questions to Sayso's graph. Press a block to put it into the editor, run it, and go on with the
                  arrow.
                </p>
                <p>They only read. This login may do more: what it writes goes past every rule of Sayso.</p>`,
            )}
            ${slides.map(({ question, row, statement, drawn, look }) =>
              slide(
                question,
                html`<p>${row}</p>
                  ${block(statement)}
                  <p>${look}</p>
                  ${
                    drawn !== null &&
                    html`<p>The same as a picture:</p>
                      ${block(drawn)}`
                  }`,
              ),
            )}
          </carousel>
        </article>
      </body>
    </html>`.text;
}
