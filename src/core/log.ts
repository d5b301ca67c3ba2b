import type { Logger } from 'pino';

/** Structured log: static messages, data in fields. */
export type Log = Logger;
