import './style-nonce';
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './ide.css';
import { useGraphiQL } from '@graphiql/react';
import { createGraphiQLFetcher, type FetcherParams } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { prefixedStorage } from './storage';
import { openTabs, type Example, type Tab } from './tabs';

const storage = prefixedStorage('sayso:');
const send = createGraphiQLFetcher({ url: '/graphql' });

async function start(): Promise<void> {
  const { tabs, first } = openTabs({ examples: await loadExamples(), link: takeLink(), storage, newId });
  const root = document.getElementById('ide');
  if (!root) throw new Error('expected an element with the id "ide" in index.html');
  createRoot(root).render(
    <GraphiQL
      // The toolkit's types name graphql-ws, which is not installed here: to the linter, its answer has no type.

      fetcher={(params, options) => send(withoutStaleName(params), options)}
      storage={storage}
      defaultTabs={tabs}
      // GraphiQL 5.4 leaves the editors of the tab it opens with empty unless its contents come this way too.
      initialQuery={first.query ?? ''}
      initialVariables={first.variables ?? ''}
      initialHeaders={first.headers ?? ''}
      // A bearer token is a secret: it lives as long as the page and never goes into the browser's storage.
      shouldPersistHeaders={false}
      isHeadersEditorEnabled
      defaultEditorToolsVisibility
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo>
        <a className="sayso-logo" href="/">
          Sayso
        </a>
      </GraphiQL.Logo>
      <WrapLines />
      <ShowRun />
    </GraphiQL>,
  );
}

async function loadExamples(): Promise<Example[] | null> {
  try {
    const response = await fetch('/ide/operations.json');
    return response.ok ? ((await response.json()) as Example[]) : null;
  } catch {
    return null;
  }
}

/**
 * In the first tenth of a second after a change of tabs GraphiQL still names the operation of the tab before, which the
 * server does not find. The one operation of a tab needs no name.
 */
function withoutStaleName(params: FetcherParams): FetcherParams {
  const { query, operationName } = params;
  const isThere = new RegExp(`\\b(query|mutation|subscription)\\s+${operationName ?? ''}\\b`).test(query);
  return isThere ? params : { ...params, operationName: undefined };
}

/** GraphiQL shows ▶ before its editors are there, and lets it do nothing then: ide.css hides it for that long. */
function ShowRun(): null {
  const ready = useGraphiQL((state) => Boolean(state.queryEditor && state.variableEditor && state.responseEditor));
  useEffect(() => void document.documentElement.classList.toggle('ready', ready), [ready]);
  return null;
}

/** The examples' comments are sentences; the editor would cut them off at its edge. */
function WrapLines(): null {
  const editor = useGraphiQL((state) => state.queryEditor);
  useEffect(() => editor?.updateOptions({ wordWrap: 'on' }), [editor]);
  return null;
}

/** The operation that the address asks for, once: a reload must not open it again over the reader's edits. */
function takeLink(): Tab | null {
  const parameters = new URLSearchParams(location.search);
  const query = parameters.get('query');
  if (query === null) return null;
  history.replaceState(null, '', location.pathname);
  const variables = parameters.get('variables');
  return { query, variables: variables === null ? null : indented(variables), headers: null };
}

function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}

let ids = 0;
function newId(): string {
  return `${Date.now().toString(36)}-${ids++}`;
}

void start();
