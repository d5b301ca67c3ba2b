import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { z } from 'zod';
import { UserError } from '../../../core/errors.ts';
import { LIMITS } from '../../../slack/limits.ts';
import type { FieldErrors, Parsed, ViewState } from '../../../slack/listener.ts';

/**
 * What a form must not forget while it is open travels in its private metadata. Whatever comes back is checked like
 * anything typed: use cases decide by the database, never by this.
 */

/** Room is left for the channel, which the Slack side adds. */
const ROOM = LIMITS.view.privateMetadata - 50;
const MOST_BYTES = 64_000;

/** The value as text, packed when it is long; undefined if it does not fit even so. */
export function remember(value: object): string | undefined {
  const text = JSON.stringify(value);
  if (text.length <= ROOM) return text;
  const packed = `z${deflateRawSync(text).toString('base64')}`;
  return packed.length <= ROOM ? packed : undefined;
}

/** The value again. A form from before an update may hold something else: then it has to be opened anew. */
export function recall<T>(schema: z.ZodType<T>, metadata: string): T {
  const known = schema.safeParse(unpacked(metadata));
  if (!known.success) throw outOfDate();
  return known.data;
}

function unpacked(metadata: string): unknown {
  try {
    if (!metadata.startsWith('z')) return JSON.parse(metadata);
    const bytes = inflateRawSync(Buffer.from(metadata.slice(1), 'base64'), { maxOutputLength: MOST_BYTES });
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** What was typed as an input, or what is wrong next to its field. `known` holds errors found before. */
export function checked<T>(schema: z.ZodType<T>, raw: object, state: ViewState, known: FieldErrors = {}): Parsed<T> {
  const read = schema.safeParse(raw);
  const errors: Record<string, string> = { ...known };
  for (const issue of read.error?.issues ?? []) {
    const field = String(issue.path[0]);
    if (!Object.hasOwn(state, field)) throw outOfDate();
    errors[field] ??= issue.message;
  }
  if (!read.success || Object.keys(errors).length > 0) return { errors };
  return { input: read.data };
}

function outOfDate(): UserError {
  return new UserError('This form is out of date. Please close it and open it again.');
}
