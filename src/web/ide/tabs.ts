/** One record of /ide/operations.json. */
export interface Example {
  name: string;
  operationName: string;
  query: string;
  variables: Record<string, unknown> | null;
}

/** The contents of a tab, as GraphiQL takes and keeps them. */
export interface Tab {
  query: string | null;
  variables: string | null;
  headers: string | null;
}

interface StoredTab extends Tab {
  id: string;
  title: string;
  hash: string | null;
  operationName: string | null;
  response: string | null;
}

interface StoredTabs {
  tabs: StoredTab[];
  activeTabIndex: number;
}

interface Store {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

interface Visit {
  /** null where they could not be had. */
  examples: readonly Example[] | null;
  /** What the address asks to open. */
  link: Tab | null;
  storage: Store;
  newId: () => string;
}

/** GraphiQL's own key for its tabs, under its own namespace. */
const tabsKey = 'graphiql:tabState';
/** Each example by name, as this browser was last given it. GraphiQL's "clear storage" clears it too. */
const givenKey = 'graphiql:sayso:given';

const withoutExamples: Tab = {
  query: '# The examples could not be loaded. The playground works without them.\nquery Hello {\n  __typename\n}\n',
  variables: null,
  headers: null,
};
const emptyTab: Tab = { query: null, variables: null, headers: null };

/**
 * Decides what the playground opens with.
 * First visit: a tab for each example, the first one active.
 * Later: the reader's own tabs with their edits, brought up to date with the example files. A new example is added at
 * the end; a changed one takes the place of its old text where the reader had left that alone, and is added beside it
 * where not; one that is gone leaves with its untouched tab. A closed example stays closed until its file changes.
 * @returns the tabs of a first visit, and the contents of the tab that is active
 */
export function openTabs({ examples, link, storage, newId }: Visit): { tabs: Tab[]; first: Tab } {
  const fresh = examples?.map(exampleTab) ?? [withoutExamples];
  const stored = readStored(storage.getItem(tabsKey));
  const given = readGiven(storage.getItem(givenKey));
  if (examples) {
    const now = examples.map((example) => [example.name, contents(exampleTab(example))]);
    storage.setItem(givenKey, JSON.stringify(Object.fromEntries(now)));
  }

  if (!stored) {
    const tabs = link && !fresh.some((tab) => contents(tab) === contents(link)) ? [link, ...fresh] : fresh;
    const asked = link && tabs.find((tab) => contents(tab) === contents(link));
    // GraphiQL opens the first of the default tabs, so what the address asks for has to stand there.
    const ordered = asked ? [asked, ...tabs.filter((tab) => tab !== asked)] : tabs;
    return { tabs: ordered, first: ordered[0] ?? emptyTab };
  }

  const active = stored.tabs[stored.activeTabIndex];
  const tabs = examples ? catchUp(stored.tabs, given, examples, newId) : stored.tabs;
  const activeTabIndex = Math.max(0, active ? tabs.findIndex((tab) => tab.id === active.id) : 0);
  storage.setItem(tabsKey, JSON.stringify({ tabs, activeTabIndex }));
  return { tabs: fresh, first: link ?? tabs[activeTabIndex] ?? emptyTab };
}

function catchUp(
  stored: readonly StoredTab[],
  given: Record<string, string>,
  examples: readonly Example[],
  newId: () => string,
): StoredTab[] {
  const tabs = [...stored];
  const gone = Object.keys(given).filter((name) => !examples.some((example) => example.name === name));
  for (const name of gone) {
    const untouched = tabs.findIndex((tab) => contents(tab) === given[name]);
    if (untouched >= 0 && tabs.length > 1) tabs.splice(untouched, 1);
  }
  for (const example of examples) {
    const tab = exampleTab(example);
    const before = given[example.name];
    if (before === contents(tab) || tabs.some((other) => contents(other) === contents(tab))) continue;
    const { operationName } = example;
    const entry = { ...tab, id: newId(), title: operationName, operationName, hash: null, response: null };
    const untouched = before === undefined ? -1 : tabs.findIndex((other) => contents(other) === before);
    if (untouched < 0) tabs.push(entry);
    else tabs[untouched] = { ...entry, id: tabs[untouched]?.id ?? entry.id };
  }
  return tabs;
}

function exampleTab(example: Example): Tab {
  const { query, variables } = example;
  return { query, variables: variables === null ? null : JSON.stringify(variables, null, 2), headers: null };
}

function contents(tab: Pick<Tab, 'query' | 'variables'>): string {
  return `${tab.query ?? ''}|${tab.variables ?? ''}`;
}

function readStored(text: string | null): StoredTabs | null {
  const value = parsed(text) as Partial<StoredTabs> | null;
  return value && Array.isArray(value.tabs) && value.tabs.length > 0 && typeof value.activeTabIndex === 'number'
    ? { tabs: value.tabs, activeTabIndex: value.activeTabIndex }
    : null;
}

function readGiven(text: string | null): Record<string, string> {
  const value = parsed(text);
  return typeof value === 'object' && value !== null ? (value as Record<string, string>) : {};
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null') as unknown;
  } catch {
    return null;
  }
}
