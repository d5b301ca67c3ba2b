import type { Sql } from 'postgres';

export interface QueuedMessage {
  /** post | edit | ephemeral | file */
  readonly kind: string;
  readonly channel: string;
  readonly dedupeKey: string | null;
  readonly messageKey: string | null;
  /** All that it holds, as JSON text, to look for words in. */
  readonly payload: string;
}

/** What has been queued so far, in the order of each channel. */
export function queuedMessages(sql: Sql): Promise<readonly QueuedMessage[]> {
  return sql<QueuedMessage[]>`
    select kind, channel, dedupe_key as "dedupeKey", message_key as "messageKey", payload::text as payload
    from outbox_messages order by channel, sequence`;
}

/** Where each new message that was queued goes. */
export async function postsTo(sql: Sql): Promise<readonly string[]> {
  const queued = await queuedMessages(sql);
  return queued.filter(({ kind }) => kind === 'post').map(({ channel }) => channel);
}

/** Has nothing queued, so that what a test causes stands alone. */
export async function clearOutbox(sql: Sql): Promise<void> {
  await sql`delete from outbox_messages`;
}
