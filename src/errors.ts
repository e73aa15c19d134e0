/** The closed list of codes that a client can meet in `extensions.code`. */
export const errorCodes = [
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'CONFLICT',
  'COST_LIMIT',
  'UNAVAILABLE',
  'INTERNAL',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** A refusal whose message is meant for the caller. Anything else that is thrown is masked as INTERNAL at the API's edge. */
export class SaysoError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: { cause?: unknown; field?: string },
  ) {
    super(message, { cause: options?.cause });
    this.name = 'SaysoError';
    this.field = options?.field;
  }
  /** The input field at fault, as a path such as `filter.type`; absent where no single one is. */
  readonly field?: string;
}

export function badInput(message: string, field?: string): SaysoError {
  return new SaysoError('BAD_USER_INPUT', message, { field });
}

/**
 * A fault that ends a command or a start-up: one clear sentence and the way out, both for a person at a terminal.
 * `exitCode` is never 0.
 */
export class StartUpFault extends Error {
  constructor(
    message: string,
    readonly wayOut: string,
    options?: { cause?: unknown; exitCode?: number },
  ) {
    super(message, { cause: options?.cause });
    this.name = 'StartUpFault';
    this.exitCode = options?.exitCode ?? 1;
  }
  readonly exitCode: number;
}
