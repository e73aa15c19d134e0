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

/** The HTTP status of an answer that is this error and nothing else. */
export const statusOfCode: Record<ErrorCode, number> = {
  BAD_USER_INPUT: 400,
  COST_LIMIT: 400,
  CONFLICT: 409,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  UNAVAILABLE: 503,
  INTERNAL: 500,
};

/** A refusal whose message is meant for the caller. Anything else that is thrown is masked as INTERNAL at the API's edge. */
export class SaysoError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: { cause?: unknown; field?: string; userCode?: UserErrorCode },
  ) {
    super(message, { cause: options?.cause });
    this.name = 'SaysoError';
    this.field = options?.field;
    this.userCode = options?.userCode ?? 'INVALID_INPUT';
  }
  /** The input field at fault, as a path such as `filter.type`; absent where no single one is. */
  readonly field?: string;
  /** What a mutation calls it, where it answers a refusal as data. */
  readonly userCode: UserErrorCode;
}

/** What a mutation's `userErrors` can say. */
export const userErrorCodes = [
  'INVALID_INPUT',
  'NOT_FOUND',
  'QUOTE_NOT_FOUND',
  'QUOTE_AMBIGUOUS',
  'CLAIM_IN_USE',
  'NEEDS_REVIEWER',
  'CONFLICT',
  'KEY_REUSED',
] as const;
export type UserErrorCode = (typeof userErrorCodes)[number];

/** A refusal that a mutation answers as data. */
export function refuse(userCode: UserErrorCode, message: string, field?: string): SaysoError {
  return new SaysoError(userCode === 'CONFLICT' ? 'CONFLICT' : 'BAD_USER_INPUT', message, { field, userCode });
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
