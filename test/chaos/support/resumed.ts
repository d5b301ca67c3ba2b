import type { Office } from './office.ts';

/**
 * For how many seconds, at most, what was stored before `since` (milliseconds of real time) had to wait after it: each
 * request until it was worked off, and each channel with something to send until it sent again.
 */
export async function longestWaitAfter({ database: { sql } }: Office, since: number): Promise<number> {
  const at = new Date(since);
  const [row] = await sql<{ seconds: number }[]>`
    with ends as (
      select done_at as ended from intake where received_at < ${at} and done_at > ${at}
      union all
      select min(sent_at) from outbox_messages where queued_at < ${at} and sent_at > ${at} group by channel
    )
    select coalesce(max(extract(epoch from ended - ${at}::timestamptz)), 0)::float8 as seconds from ends`;
  return row?.seconds ?? 0;
}
