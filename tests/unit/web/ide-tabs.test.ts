import { openTabs, type Example, type Tab } from '../../../src/web/ide/tabs';

const tabsKey = 'graphiql:tabState';
const example = (name: string, query = `query ${name}`, variables: Example['variables'] = { id: name }): Example => ({
  name,
  operationName: name,
  query,
  variables,
});
const [a, b, c] = [example('A'), example('B'), example('C')];
const tab = (of: Example): Tab => ({
  query: of.query,
  variables: JSON.stringify(of.variables, null, 2),
  headers: null,
});

/** A browser that comes back: what GraphiQL would have kept is put there by `keep`. */
class Visitor {
  private readonly kept = new Map<string, string>();
  private ids = 0;
  readonly storage = {
    getItem: (key: string): string | null => this.kept.get(key) ?? null,
    setItem: (key: string, value: string): void => void this.kept.set(key, value),
  };

  open(examples: Example[] | null, link: Tab | null = null) {
    return openTabs({ examples, link, storage: this.storage, newId: () => `new-${this.ids++}` });
  }
  keep(tabs: Tab[], activeTabIndex = 0): void {
    const stored = tabs.map((one, i) => ({
      ...one,
      id: `old-${i}`,
      title: 't',
      hash: null,
      operationName: null,
      response: null,
    }));
    this.storage.setItem(tabsKey, JSON.stringify({ tabs: stored, activeTabIndex }));
  }
  get state() {
    const { tabs, activeTabIndex } = JSON.parse(this.storage.getItem(tabsKey) ?? '') as {
      tabs: (Tab & { id: string; title: string })[];
      activeTabIndex: number;
    };
    return {
      queries: tabs.map(({ query }) => query),
      ids: tabs.map(({ id }) => id),
      active: tabs[activeTabIndex]?.query,
      tabs,
    };
  }
}

const returning = (examples: Example[], tabs: Tab[] = examples.map(tab), active = 0): Visitor => {
  const visitor = new Visitor();
  visitor.open(examples);
  visitor.keep(tabs, active);
  return visitor;
};

describe('a first visit', () => {
  it('opens every example, the first one active', () => {
    expect(new Visitor().open([a, b])).toEqual({ tabs: [tab(a), tab(b)], first: tab(a) });
  });

  it('puts the example that the address asks for first', () => {
    expect(new Visitor().open([a, b], tab(b))).toEqual({ tabs: [tab(b), tab(a)], first: tab(b) });
  });

  it('puts an operation of the address’s own before the examples', () => {
    const own = { query: 'query Own', variables: null, headers: null };
    expect(new Visitor().open([a], own)).toEqual({ tabs: [own, tab(a)], first: own });
  });

  it('works without examples', () => {
    expect(new Visitor().open(null).first.query).toContain('could not be loaded');
    expect(new Visitor().open([])).toEqual({ tabs: [], first: { query: null, variables: null, headers: null } });
  });

  it('takes a broken storage for an empty one', () => {
    const visitor = new Visitor();
    visitor.storage.setItem(tabsKey, '{"tabs": 1');
    expect(visitor.open([a]).tabs).toEqual([tab(a)]);
  });
});

describe('a later visit', () => {
  const edited: Tab = { query: 'query A # mine', variables: '{}', headers: null };

  it('keeps edits, closed tabs, and the active tab', () => {
    const visitor = returning([a, b, c], [edited, tab(c)], 1);
    expect(visitor.open([a, b, c]).first).toMatchObject(tab(c));
    expect(visitor.state).toMatchObject({ queries: ['query A # mine', 'query C'], active: 'query C' });
  });

  it('adds a new example at the end', () => {
    const visitor = returning([a], [edited]);
    visitor.open([a, b]);
    expect(visitor.state.queries).toEqual(['query A # mine', 'query B']);
    expect(visitor.state.tabs[1]).toMatchObject({ title: 'B', id: 'new-0' });
  });

  it('renews an example that was left alone, in its place, also where only its variables changed', () => {
    const visitor = returning([a, b]);
    visitor.open([example('A', 'query A v2'), example('B', b.query, { id: 'other' })]);
    expect(visitor.state).toMatchObject({
      queries: ['query A v2', 'query B'],
      ids: ['old-0', 'old-1'],
      active: 'query A v2',
    });
    expect(visitor.state.tabs[1]?.variables).toContain('other');
  });

  it('adds a changed example beside the reader’s edit of it', () => {
    const visitor = returning([a, b], [edited, tab(b)]);
    visitor.open([example('A', 'query A v2'), b]);
    expect(visitor.state).toMatchObject({
      queries: ['query A # mine', 'query B', 'query A v2'],
      active: 'query A # mine',
    });
  });

  it('drops an example that is gone, but not an edit of it', () => {
    const visitor = returning([a, b, c], [edited, tab(b), tab(c)], 2);
    visitor.open([c]);
    expect(visitor.state).toMatchObject({ queries: ['query A # mine', 'query C'], active: 'query C' });
  });

  it('changes nothing where the examples could not be had', () => {
    const visitor = returning([a, b], [tab(a)]);
    visitor.open(null);
    expect(visitor.state.queries).toEqual(['query A']);
    visitor.open([a, b]);
    expect(visitor.state.queries).toEqual(['query A']);
  });

  it('opens what the address asks for and leaves the tabs as they are', () => {
    const visitor = returning([a, b], [edited]);
    expect(visitor.open([a, b], tab(b)).first).toEqual(tab(b));
    expect(visitor.state.queries).toEqual(['query A # mine']);
  });
});
