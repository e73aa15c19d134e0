import { refuse, SaysoError } from '../../errors';
import type { Graph, Transaction } from '../../graph/graph';
import type { Query } from '../../graph/query';
import type { ValueOf } from '../../graph/vocabulary';
import { newId } from '../../identity';
import { sha256Of } from '../../sha256';
import type { KnownClaim } from '../derived/derived.rules';
import { keepDerived, stampDerived } from '../derived/derived.service';
import {
  changeSetByKey,
  closeChangeSet,
  createChangeSet,
  lockNodes,
  retractNodes,
  reviseNodes,
  stampChangeSet,
  type Revising,
} from './change-set.queries';

export interface ChangeRequest {
  principal: { name: string; roles: string[] };
  op: ValueOf<'ChangeOp'>;
  reason?: string | null;
  /** The caller's idempotency key: unique for ever. */
  key: string;
  /** What was asked for; its hash is kept with the key. */
  input: unknown;
  /** The change set after which what the caller tells of claims (`know`) is all; any other since, and it is looked up. */
  after?: number | null;
  /** How long the whole may take, in milliseconds; a reader's limit where it is not given. */
  timeoutMs?: number;
}

/** The hand that writes within one change set. Every write goes through it, so that none is without its change set. */
export interface ChangeWriter {
  read<P extends object, R extends object>(query: Query<P, R>, params: P): Promise<R[]>;
  /** Told by a caller who has looked already: true for an id that nothing has, so that nobody looks it up again. */
  isNew?(id: string): boolean;
  /** Locks nodes against other writers, and tells their state as it is from then on. */
  lock(ids: string[]): Promise<Map<string, { revision: number; reviewState: string | null }>>;
  /** Records rows by a query that takes `changeSet` and `rows`. Gives the ids of what it wrote. */
  record<T>(query: Query<{ changeSet: string; rows: T[] }, { id: string }>, rows: T[]): Promise<string[]>;
  /** Links what was recorded in this change set, by a query that takes `rows` alone. */
  link<T>(query: Query<{ rows: T[] }, { id: string }>, rows: T[]): Promise<void>;
  /** Gives nodes new values; what they were is kept in Revisions. */
  revise(rows: Omit<Revising, 'revisionId'>[]): Promise<void>;
  /** Makes facts former ones. */
  retract(ids: string[]): Promise<void>;
  /** What the caller knows of claims whose chains it touches, so that nothing of them is read. Filled with what is read. */
  know?(claims: Map<string, KnownClaim>): void;
  /** What is derived from these claims' chains, relations and joins is brought up to date before the commit. */
  touch(touched: { claims?: Iterable<string>; relations?: Iterable<string>; joins?: Iterable<string> }): void;
}

export interface Committed<T> {
  /** Null where there was nothing to write. */
  changeSet: { id: string; seq: number; recordedAt: Date; changed: number } | null;
  value: T;
  /** The id of what came of it, as `resultOf` tells; the first answer's where the key was used before. */
  result: string | null;
  /** True where the key was used before, for the same input: nothing was done, and `value` is not there. */
  replayed: boolean;
}

/**
 * Does `work` in one transaction that becomes one change set, with everything derived from it; or, where `work` writes
 * nothing or throws, leaves no trace. The place in the order of changes is taken last, so that its lock is held for as
 * short a time as can be (model.md, rule 7). A key that was used before, for the same input, gives the first answer again.
 * @throws SaysoError KEY_REUSED where it was used for another input.
 */
export async function commitChange<T>(
  graph: Graph,
  request: ChangeRequest,
  work: (writer: ChangeWriter) => Promise<T>,
  resultOf: (value: T) => string | null = () => null,
): Promise<Committed<T>> {
  for (let tries = 1; ; tries++) {
    try {
      return await commitOnce(graph, request, work, resultOf);
    } catch (error) {
      // Another writer with the same key, or the same new node, was quicker: now its commit can be seen.
      const metAnother = error instanceof SaysoError && error.code === 'CONFLICT' && error.cause !== undefined;
      if (tries === 5 || (!metAnother && !(error instanceof AnsweredMeanwhile))) throw error;
    }
  }
}

/** The key's first request has committed while this one was under way: what this one met was the other's work. */
class AnsweredMeanwhile extends Error {}

function commitOnce<T>(
  graph: Graph,
  request: ChangeRequest,
  work: (writer: ChangeWriter) => Promise<T>,
  resultOf: (value: T) => string | null,
): Promise<Committed<T>> {
  const inputSha256 = sha256Of(JSON.stringify(request.input));
  return graph.write(
    async (tx) => {
      const [kept] = await tx.run(changeSetByKey, { key: request.key });
      if (kept) {
        if (kept.inputSha256 !== inputSha256) {
          throw refuse('KEY_REUSED', 'This idempotencyKey was used before, for another input.', 'idempotencyKey');
        }
        const { id, seq, recordedAt, result } = kept;
        return { changeSet: { id, seq, recordedAt, changed: 0 }, value: undefined as T, result, replayed: true };
      }
      const claims = new Set<string>();
      const relations = new Set<string>();
      const joins = new Set<string>();
      let known: Map<string, KnownClaim> | undefined;
      const made: { id?: string; lastJoin?: number } = {};
      const changeSet = async () => {
        if (made.id === undefined) Object.assign(made, await create(tx, request, inputSha256));
        return made.id as string;
      };
      const answeredMeanwhile = async () => (await tx.run(changeSetByKey, { key: request.key })).length > 0;
      const value = await work({
        read: (query, params) => tx.run(query, params),
        lock: async (ids) => {
          const rows = await tx.run(lockNodes, { ids: [...new Set(ids)].sort() });
          return new Map(rows.map(({ id, ...state }) => [id, state]));
        },
        record: async (query, rows) => {
          if (rows.length === 0) return [];
          return (await tx.run(query, { changeSet: await changeSet(), rows })).map((row) => row.id);
        },
        link: async (query, rows) => {
          if (rows.length > 0) await tx.run(query, { rows });
        },
        revise: async (rows) => {
          if (rows.length === 0) return;
          const revisions = rows.map((row) => ({ ...row, revisionId: newId('Revision') }));
          await tx.run(reviseNodes, { changeSet: await changeSet(), rows: revisions });
        },
        retract: async (ids) => {
          if (ids.length > 0)
            await tx.run(retractNodes, { changeSet: await changeSet(), rows: ids.map((id) => ({ id })) });
        },
        know: (told) => {
          known = told;
        },
        touch: (touched) => {
          for (const claim of touched.claims ?? []) claims.add(claim);
          for (const relation of touched.relations ?? []) relations.add(relation);
          for (const join of touched.joins ?? []) joins.add(join);
        },
      }).catch(async (error: unknown) => {
        if (error instanceof SaysoError && (await answeredMeanwhile())) throw new AnsweredMeanwhile();
        throw error;
      });
      const result = resultOf(value);
      const { id } = made;
      if (id === undefined) {
        if (await answeredMeanwhile()) throw new AnsweredMeanwhile();
        return { changeSet: null, value, result, replayed: false };
      }
      const sources = { claims, relations, joins };
      const unstamped = new Set(await keepDerived(tx, sources, known));
      const [closed] = await tx.run(closeChangeSet, { changeSet: id, result, joins: joins.size > 0 });
      if (!closed) throw new Error(`The change set ${id} got no place in the order of changes.`);
      const { seq, recordedAt, lastJoin } = closed;
      // A join and a chain written at once do not see each other; whichever has its place later sees both, and counts again.
      const isBehind = request.after != null && seq !== request.after + 1;
      if (joins.size > 0 || lastJoin !== made.lastJoin || isBehind) {
        for (const claim of await keepDerived(tx, sources)) unstamped.add(claim);
      }
      const [stamped] = await tx.run(stampChangeSet, { changeSet: id });
      await stampDerived(tx, [...unstamped], recordedAt);
      return { changeSet: { id, seq, recordedAt, changed: stamped?.changed ?? 0 }, value, result, replayed: false };
    },
    { timeoutMs: request.timeoutMs },
  );
}

async function create(
  tx: Transaction,
  request: ChangeRequest,
  inputSha256: string,
): Promise<{ id: string; lastJoin: number }> {
  const [made] = await tx.run(createChangeSet, {
    id: newId('ChangeSet'),
    key: request.key,
    inputSha256,
    op: request.op,
    reason: request.reason ?? null,
    principal: request.principal.name,
    principalId: newId('Principal'),
    roles: request.principal.roles,
  });
  if (!made) throw new Error('No change set was made.');
  return made;
}
