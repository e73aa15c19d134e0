import { SaysoError, type ErrorCode } from '../../errors';

/** What can refuse a statement, in the order in which it is asked (docs/cypher.md). */
export type Layer = 'caller' | 'text' | 'protected' | 'plan' | 'session' | 'limits' | 'database';

/** Where in the statement, both from 1; `column` counts UTF-16 code units. */
export interface Place {
  line: number;
  column: number;
}

/** A statement, or a caller, that is refused: by which layer, why, and where. */
export class CypherRefusal extends SaysoError {
  constructor(
    readonly layer: Layer,
    message: string,
    readonly place: Place | null = null,
    code: ErrorCode = 'BAD_USER_INPUT',
    options: { cause?: unknown; status?: number; retryAfter?: number } = {},
  ) {
    super(code, message, { cause: options.cause });
    this.name = 'CypherRefusal';
    this.status = options.status ?? null;
    this.retryAfter = options.retryAfter ?? null;
  }
  /** The HTTP status, where it is not that of the code. */
  readonly status: number | null;
  /** Seconds. */
  readonly retryAfter: number | null;
}

export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const lines = before.split(/\r\n|\n|\r/);
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}
