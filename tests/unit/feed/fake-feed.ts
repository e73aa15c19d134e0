import type { Graph, Transaction } from '../../../src/graph/graph';
import type { Query } from '../../../src/graph/query';
import type { ChangeSetNode } from '../../../src/features/feed/feed.queries';

export const changeSet = (seq: number): ChangeSetNode => ({
  id: `chg_00000000-0000-7000-8000-${String(seq).padStart(12, '0')}`,
  seq,
  op: 'RECORD',
  recordedAt: new Date(seq),
  principalName: 'a test',
  reason: null,
});

/** A feed without a database: what it holds, a hand to hold an answer back with, and errors to throw. */
export class FakeFeed {
  rows: ChangeSetNode[] = [];
  reads: { name: string; params: Record<string, unknown> }[] = [];
  /** Awaited between the reading of rows and their being given. */
  beforeAnswer: (name: string) => Promise<void> | void = () => undefined;

  grow(by: number): void {
    for (let i = 0; i < by; i++) this.rows.push(changeSet(this.rows.length + 1));
  }

  /** Only `read` and `write` of it are ever called by what these tests are about. */
  get graph(): Graph {
    const read = async (query: Query, params: Record<string, unknown>) => {
      this.reads.push({ name: query.name, params });
      const rows = this.answer(query.name, params);
      await this.beforeAnswer(query.name);
      return rows;
    };
    const write = (work: (tx: Transaction) => Promise<unknown>) => work({ run: read } as unknown as Transaction);
    return { read, write } as unknown as Graph;
  }

  private answer(name: string, params: Record<string, unknown>): object[] {
    if (name === 'feed/last' || name === 'change-set/lock-changes') return this.rows.slice(-1);
    if (name === 'feed/list') {
      return this.rows.filter(({ seq }) => seq > Number(params.after)).slice(0, Number(params.limit));
    }
    // Every change set changed one claim, which bears its number.
    return (params.ids as string[]).map((id) => ({
      id,
      prefixes: (params.prefixes as string[]).filter((prefix) => prefix === 'clm_'),
      nodeIds: (params.nodeIds as string[]).filter((nodeId) => nodeId.slice(4) === id.slice(4)),
    }));
  }
}

/** Waits for a condition, not for a time. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
}
