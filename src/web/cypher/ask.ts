import type { Answer } from './values';

/** Why the answer is not whole. */
export interface Cut {
  reason?: string;
  rows?: number;
  bytes?: number;
}

export interface Fault {
  /** HTTP's; 0 where no answer came. */
  status: number;
  /** What happened, in a sentence. */
  message: string;
  /** What to do, where more than correcting the query is needed. */
  remedy: string;
  code: string;
  /** Which of the gateway's layers refused it. */
  layer: string | null;
  /** Where in the statement, from 1. */
  line: number | null;
  column: number | null;
}

export type Outcome =
  | { kind: 'answer'; answer: Answer; cut: Cut | null; ms: number }
  | { kind: 'fault'; fault: Fault }
  | { kind: 'stopped' };

interface Body {
  data?: Partial<Answer>;
  truncated?: Cut;
  errors?: ({ extensions?: { code?: string } } & Partial<Omit<Fault, 'status' | 'remedy'>>)[];
}

/** Asks the server once. Never rejects: what goes wrong is an outcome too. */
export async function ask(
  statement: string,
  parameters: Record<string, unknown>,
  { key, signal }: { key: string | null; signal: AbortSignal },
): Promise<Outcome> {
  const started = performance.now();
  let response: Response;
  let body: Body | null;
  try {
    response = await fetch('/cypher', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify({ statement, parameters }),
      signal,
    });
    body = await bodyOf(response);
  } catch {
    if (signal.aborted) return { kind: 'stopped' };
    return fault({ status: 0, message: 'The server does not answer.', remedy: 'See whether it runs, then run again.' });
  }
  const { data, truncated, errors } = body ?? {};
  if (response.ok && data?.fields && data.values) {
    const answer = { fields: data.fields, values: data.values };
    return { kind: 'answer', answer, cut: truncated ?? null, ms: performance.now() - started };
  }
  const { extensions, ...first } = errors?.[0] ?? {};
  // Something between here and Sayso may answer in its own way, or not say why.
  return fault({
    ...first,
    code: first.code ?? extensions?.code ?? '',
    status: response.status,
    message:
      first.message ?? unsaid[response.status] ?? `The server answered ${response.status}, and does not say why.`,
    remedy: remedyFor(response),
  });
}

const unsaid: Record<number, string> = {
  413: 'The query and its parameters are too large.',
  429: 'You have asked as much as one may for now.',
  503: 'The server is busy.',
};

/** null for what is no JSON. */
async function bodyOf(response: Response): Promise<Body | null> {
  const text = await response.text();
  try {
    return JSON.parse(text) as Body;
  } catch {
    return null;
  }
}

function remedyFor({ status, headers }: Response): string {
  const seconds = Number(headers.get('retry-after'));
  const later = seconds > 0 ? `in ${seconds === 1 ? 'a second' : `${seconds} seconds`}` : 'in a moment';
  if (status === 401) return 'Put an access key into the field “Access key”, then run again.';
  if (status === 429) return `Run it again ${later}.`;
  if (status === 503) return `Run it again ${later}.`;
  return '';
}

function fault(known: Partial<Fault> & Pick<Fault, 'status' | 'message'>): Outcome {
  return { kind: 'fault', fault: { remedy: '', code: '', layer: null, line: null, column: null, ...known } };
}
