import { createHash } from 'node:crypto';
import type { Graph, Transaction } from '../../graph/graph';
import type { Query } from '../../graph/query';
import type { ValueOf } from '../../graph/vocabulary';
import { newId } from '../../identity';
import { keepDerived, stampDerived } from '../derived/derived.service';
import { closeChangeSet, createChangeSet, reviseNodes, stampChangeSet, type Revising } from './change-set.queries';

export interface ChangeRequest {
  principal: { name: string; roles: string[] };
  op: ValueOf<'ChangeOp'>;
  reason?: string;
  /** The caller's idempotency key: unique for ever. */
  key: string;
  /** What was asked for; its hash is kept with the key. */
  input: unknown;
  /** How long the whole may take, in milliseconds; a reader's limit where it is not given. */
  timeoutMs?: number;
}

/** The hand that writes within one change set. Every write goes through it, so that none is without its change set. */
export interface ChangeWriter {
  read<P extends object, R extends object>(query: Query<P, R>, params: P): Promise<R[]>;
  /** Records rows by a query that takes `changeSet` and `rows`. */
  record<T>(query: Query<{ changeSet: string; rows: T[] }, { id: string }>, rows: T[]): Promise<void>;
  /** Links what was recorded in this change set, by a query that takes `rows` alone. */
  link<T>(query: Query<{ rows: T[] }, { id: string }>, rows: T[]): Promise<void>;
  revise(rows: Omit<Revising, 'revisionId'>[]): Promise<void>;
  /** What is derived from these claims' chains, and from these relations, is brought up to date before the commit. */
  touch(touched: { claims?: Iterable<string>; relations?: Iterable<string> }): void;
}

export interface Committed<T> {
  /** Null where there was nothing to write. */
  changeSet: { id: string; seq: number; recordedAt: Date; changed: number } | null;
  value: T;
}

/**
 * Does `work` in one transaction that becomes one change set, with everything derived from it; or, where `work` writes
 * nothing or throws, leaves no trace. The place in the order of changes is taken last, so that its lock is held for as
 * short a time as can be (model.md, rule 7).
 */
export function commitChange<T>(
  graph: Graph,
  request: ChangeRequest,
  work: (writer: ChangeWriter) => Promise<T>,
): Promise<Committed<T>> {
  const inputSha256 = createHash('sha256').update(JSON.stringify(request.input)).digest('hex');
  return graph.write(async (tx) => {
    const claims = new Set<string>();
    const relations = new Set<string>();
    const made: { id?: string } = {};
    const changeSet = async () => (made.id ??= await create(tx, request, inputSha256));
    const value = await work({
      read: (query, params) => tx.run(query, params),
      record: async (query, rows) => {
        if (rows.length > 0) await tx.run(query, { changeSet: await changeSet(), rows });
      },
      link: async (query, rows) => {
        if (rows.length > 0) await tx.run(query, { rows });
      },
      revise: async (rows) => {
        if (rows.length === 0) return;
        const revisions = rows.map((row) => ({ ...row, revisionId: newId('Revision') }));
        await tx.run(reviseNodes, { changeSet: await changeSet(), rows: revisions });
      },
      touch: (touched) => {
        for (const claim of touched.claims ?? []) claims.add(claim);
        for (const relation of touched.relations ?? []) relations.add(relation);
      },
    });
    const { id } = made;
    if (id === undefined) return { changeSet: null, value };
    await keepDerived(tx, [...claims], [...relations]);
    const [closed] = await tx.run(closeChangeSet, { changeSet: id });
    if (!closed) throw new Error(`The change set ${id} got no place in the order of changes.`);
    const [stamped] = await tx.run(stampChangeSet, { changeSet: id });
    await stampDerived(tx, [...claims], closed.recordedAt);
    return { changeSet: { id, ...closed, changed: stamped?.changed ?? 0 }, value };
  }, request.timeoutMs);
}

async function create(tx: Transaction, request: ChangeRequest, inputSha256: string): Promise<string> {
  const id = newId('ChangeSet');
  await tx.run(createChangeSet, {
    id,
    key: request.key,
    inputSha256,
    op: request.op,
    reason: request.reason ?? null,
    principal: request.principal.name,
    principalId: newId('Principal'),
    roles: request.principal.roles,
  });
  return id;
}
