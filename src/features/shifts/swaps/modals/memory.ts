import type { z } from 'zod';
import { UserError } from '../../../../core/errors.ts';
import type { Parsed, ViewState } from '../../../../slack/listener.ts';

/** What a form must not forget while it is open. Anybody can forge it: use cases decide by the database. */
export function recall<T>(schema: z.ZodType<T>, privateMetadata: string): T {
  const known = schema.safeParse(parsed(privateMetadata));
  if (!known.success) throw outOfDate();
  return known.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What was typed as an input, or what is wrong next to its field. */
export function checked<T>(schema: z.ZodType<T>, raw: object, state: ViewState): Parsed<T> {
  const read = schema.safeParse(raw);
  if (read.success) return { input: read.data };
  const errors: Record<string, string> = {};
  for (const issue of read.error.issues) {
    const field = String(issue.path[0]);
    if (!Object.hasOwn(state, field)) throw outOfDate();
    errors[field] ??= issue.message;
  }
  return { errors };
}

function outOfDate(): UserError {
  return new UserError('This form is out of date. Please close it and open it again.');
}
