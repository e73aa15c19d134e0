const agent = 'agent { __typename id name }';

/** What the API is asked about each kind of thing. A test holds them to the schema. */
export const questions = {
  claim: `query ExploreClaim($id: ID!, $asOf: DateTime) {
  claim(id: $id, asOf: $asOf) {
    id
    text
    attributionChains(first: 20) {
      nodes {
        polarity
        document { id title url }
        hops { role ${agent} attribution { disclosure } }
      }
      pageInfo { hasNextPage }
    }
    contradictions(first: 20) {
      nodes { id text }
      pageInfo { hasNextPage }
    }
  }
}`,
  agent: `query ExploreAgent($id: ID!, $asOf: DateTime) {
  agent(id: $id, asOf: $asOf) {
    __typename
    id
    name
    claims(first: 12) {
      edges { polarity role node { id text } }
      pageInfo { hasNextPage }
    }
  }
}`,
  document: `query ExploreDocument($id: ID!, $asOf: DateTime) {
  document(id: $id, asOf: $asOf) {
    id
    title
    url
    publisher { __typename id name }
    claims(first: 12) {
      nodes { id text }
      pageInfo { hasNextPage }
    }
  }
}`,
} as const;

export type Kind = keyof typeof questions;
export type Asked = { id: string; asOf: string | null };

interface Page {
  pageInfo: { hasNextPage: boolean };
}
export interface AgentAnswer {
  __typename: string;
  id: string;
  name: string;
}
interface ClaimAnswer {
  id: string;
  text: string;
}
interface DocumentAnswer {
  id: string;
  title: string | null;
  url: string | null;
}
export interface Answers {
  claim: ClaimAnswer & {
    attributionChains: Page & {
      nodes: {
        polarity: 'ASSERTED' | 'DENIED';
        document: DocumentAnswer;
        hops: {
          role: 'OUTLET' | 'RELAY' | 'ORIGIN';
          agent: AgentAnswer | null;
          attribution: { disclosure: string } | null;
        }[];
      }[];
    };
    contradictions: Page & { nodes: ClaimAnswer[] };
  };
  agent: AgentAnswer & {
    claims: Page & {
      edges: { polarity: 'ASSERTED' | 'DENIED'; role: 'OUTLET' | 'RELAY' | 'ORIGIN'; node: ClaimAnswer }[];
    };
  };
  document: DocumentAnswer & { publisher: AgentAnswer | null; claims: Page & { nodes: ClaimAnswer[] } };
}

/** Asks once. Null where the API has no such thing. @throws Error with a sentence for the reader */
export async function ask<K extends Kind>(kind: K, variables: Asked): Promise<Answers[K] | null> {
  let response: Response;
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: questions[kind], variables }),
    });
  } catch {
    throw new Error('The server does not answer.');
  }
  const body = (await response.json().catch(() => null)) as {
    data?: Record<string, Answers[K] | null>;
    errors?: { message: string }[];
  } | null;
  const [error] = body?.errors ?? [];
  if (error) throw new Error(error.message);
  if (!body?.data) throw new Error(`The server answered ${response.status}, and does not say why.`);
  return body.data[kind] ?? null;
}
