/** The database cannot be used as it is; the message is one line that says what to change. */
export class DatabaseUnusable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DatabaseUnusable';
  }
}

/** No answer within the time given. Whether the work was done is unknown only when it had come to its COMMIT. */
export class DeadlineExceeded extends Error {
  constructor(what: string, milliseconds: number) {
    super(`no answer from ${what} within ${milliseconds} ms`);
    this.name = 'DeadlineExceeded';
  }
}

const DROPPED = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ETIMEDOUT',
  // What a server says that is stopping, or has just started.
  '57P01',
  '57P02',
  '57P03',
]);

/** The connection is gone, whatever ended it. */
export function isDropped(error: unknown): boolean {
  return DROPPED.has(codeOf(error));
}

/** The server asks to run the transaction again: serialization failure or deadlock. */
export function isConflict(error: unknown): boolean {
  return codeOf(error) === '40001' || codeOf(error) === '40P01';
}

/** SQLSTATE or system error code; drizzle hides it in `cause`. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause);
}
