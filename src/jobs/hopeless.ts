import { ZodError } from 'zod';
import { codeOf } from '../db/errors.ts';

/**
 * SQLSTATE: data exceptions, a missing value, a check. Keys that are taken or missing are left out: somebody else was there
 * at the same moment, and the next try sees what they did.
 */
const BAD_DATA = /^(22[0-9A-Z]{3}|23502|23514)$/;

/** Whether an error lies in the work itself, so that trying again would only keep the person waiting for the same. */
export function isHopeless(error: unknown): boolean {
  // A fetch that finds nobody at the other end is a TypeError too, with the reason as its cause.
  if (error instanceof TypeError) return error.cause === undefined;
  if (error instanceof ReferenceError || error instanceof RangeError || error instanceof ZodError) return true;
  return BAD_DATA.test(codeOf(error));
}
