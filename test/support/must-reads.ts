import { randomUUID } from 'node:crypto';
import type { Ctx } from '../../src/core/context.ts';
import { type Begun, type AskToRead, askToRead } from '../../src/features/policies/must-read/asking/ask.ts';
import { handleMustReadLook } from '../../src/features/policies/must-read/sending/look-at.ts';
import type { TestDatabase } from './database.ts';
import { passTime } from './timers.ts';

/** Has everybody who may see it read a policy by Friday, unless said otherwise. */
export function askedToRead(ctx: Ctx, policyId: string, wanted: Partial<AskToRead> = {}): Promise<Begun> {
  return askToRead(ctx, {
    policyId,
    audience: { teams: null, roles: null },
    deadline: 'Friday',
    anchor: null,
    sinceRevisionId: null,
    note: null,
    submission: randomUUID(),
    ...wanted,
  });
}

/** Whatever is due for must-reads happens when it is due, until then. */
export function readersFollowed(database: TestDatabase, until: string): Promise<void> {
  return passTime(database, [handleMustReadLook], new Date(until));
}

export interface SentToReader {
  readonly to: string;
  readonly text: string;
  readonly key: string;
}

/** The new messages that were queued, in order, with the last part of their key. */
export async function sentToReaders({ sql }: TestDatabase): Promise<readonly SentToReader[]> {
  const rows = await sql<{ to: string; text: string; key: string }[]>`
    select channel as "to", payload -> 'message' ->> 'text' as text, dedupe_key as key
    from outbox_messages where kind = 'post' and dedupe_key like 'must-read:%'
    order by queued_at, channel, sequence`;
  return rows.map(({ to, text, key }) => ({ to, text, key: key.split(':').at(-1) ?? '' }));
}
