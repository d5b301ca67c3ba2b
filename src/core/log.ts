import { DrizzleQueryError } from 'drizzle-orm';
import { pino, type DestinationStream, type Logger } from 'pino';

/** Structured log: static messages, data in fields. */
export type Log = Logger;

/** Whatever looks like a secret, wherever it stands: tokens, response URLs, passwords in URLs, signatures. */
const SECRETS: readonly RegExp[] = [
  /xox[a-z]-[\w-]+/g,
  /xapp-[\w-]+/g,
  /https?:\/\/[^\s"\\]*\/(?:commands|actions|response|services|workflows)\/[^\s"\\]+/g,
  /(?<=:\/\/[^\s:@/"\\]{1,64}:)[^\s@/"\\]+(?=@)/g,
  /\bv0=[0-9a-f]{64}\b/g,
];

const SECRET_FIELDS = [
  'token',
  'botToken',
  'appToken',
  'signingSecret',
  'clientSecret',
  'stateSecret',
  'secretKeys',
  'authorization',
  'Authorization',
  'password',
  'response_url',
  'responseUrl',
  'trigger_id',
  'triggerId',
];

/** Takes everything that looks like a secret out of a line. */
export function withoutSecrets(line: string): string {
  return SECRETS.reduce((text, secret) => text.replaceAll(secret, '[secret]'), line);
}

/**
 * What is wrong and where, and nothing of what people wrote: errors of the database carry the values of their statement
 * as properties, and drizzle's in its message too.
 */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const message = messageOf(error);
  return {
    type: error.name,
    message,
    stack: error.stack?.replace(error.message, () => message),
    ...('code' in error && { code: error.code }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}

/** What an error says, without values of its statement: drizzle's lists them, and the database's quotes one it cannot read. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof DrizzleQueryError) return 'a query failed';
  const isBadData = error.name === 'PostgresError' && 'code' in error && String(error.code).startsWith('22');
  return isBadData ? 'the database cannot read a value' : error.message;
}

/** One JSON line per event, with secrets taken out by field name and by what values look like. */
export function createLog(level: string, destination: DestinationStream = process.stdout): Log {
  const paths = SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  return pino(
    { level, base: null, redact: { paths, censor: '[secret]' }, serializers: { err: describeError } },
    { write: (line: string) => destination.write(withoutSecrets(line)) },
  );
}
