import { print } from '@0no-co/graphql.web';
import type { TadaPersistedDocumentNode } from 'gql.tada';

/** An answer with errors, or none at all. */
export class SaysoFault extends Error {
  constructor(
    message: string,
    /** Of Sayso's closed list (docs/api.md); null where no Sayso answered. */
    readonly code: string | null,
  ) {
    super(message);
  }
}

interface Answer<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/**
 * Asks the Sayso at `server` by GET, first by the operation's hash alone, which makes a short address. The browser's own
 * cache keeps the answer and asks for it by its ETag the next time: where nothing has changed, 304 and no body.
 * `key` is for what is not for everybody.
 * @throws SaysoFault
 */
export function saysoAt(server: string, key?: string) {
  return async function ask<Data, Variables>(
    operation: TadaPersistedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Data> {
    const [, sha256Hash = ''] = operation.documentId.split(':');
    const asked = { variables, extensions: { persistedQuery: { version: 1, sha256Hash } } };
    let answer = await get<Data>(asked);
    // A server that has not met this operation is told it once.
    if (answer.errors?.[0]?.message === 'PersistedQueryNotFound') {
      answer = await get<Data>({ ...asked, query: print(operation) });
    }
    const [error] = answer.errors ?? [];
    if (error) throw new SaysoFault(error.message, error.extensions?.code ?? null);
    if (!answer.data) throw new SaysoFault(`Nothing that answers as Sayso does is at ${server}.`, null);
    return answer.data;
  };

  async function get<Data>(asked: Record<string, unknown>): Promise<Answer<Data>> {
    const address = new URL('/graphql', server);
    for (const [name, value] of Object.entries(asked)) {
      address.searchParams.set(name, typeof value === 'string' ? value : JSON.stringify(value));
    }
    const headers = { accept: 'application/json', ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) };
    try {
      return (await (await fetch(address, { headers })).json()) as Answer<Data>;
    } catch (error) {
      throw new SaysoFault(`${server} cannot be reached: ${(error as Error).message}`, null);
    }
  }
}
