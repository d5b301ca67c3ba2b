import { ZodError } from 'zod';
import { codeOf } from '../db/errors.ts';

/** SQLSTATE: data exceptions, and integrity constraints violated. */
const BAD_DATA = /^2[23][0-9A-Z]{3}$/;

/** Whether an error lies in the work itself, so that trying again would only keep the person waiting for the same. */
export function isHopeless(error: unknown): boolean {
  // A fetch that finds nobody at the other end is a TypeError too, with the reason as its cause.
  if (error instanceof TypeError) return error.cause === undefined;
  if (error instanceof ReferenceError || error instanceof RangeError || error instanceof ZodError) return true;
  return BAD_DATA.test(codeOf(error));
}
