import postgres from 'postgres';
import { createDatabase } from '../db/client.ts';
import { migrate } from '../db/migrate.ts';
import type { AppClock, AppWork } from './clock/app-clock.ts';

/** The app's database as the sandbox touches it: it moves the clock there, sees what is due, and empties it on a reset. */
export interface AppDatabase extends AppClock {
  /** Whether the app has never run on it. */
  isUnused(): Promise<boolean>;
  /** Throws everything away and migrates anew. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

export async function openAppDatabase(url: string): Promise<AppDatabase> {
  await migrate(url);
  const database = createDatabase({ url });
  const sql = database.system;
  return {
    async setClock(offsetMs) {
      await sql`
        insert into business_clock ("only", offset_ms) values (true, ${offsetMs})
        on conflict ("only") do update set offset_ms = excluded.offset_ms`;
    },
    work: () => readWork(sql),
    async isUnused() {
      const [row] = await sql`select 1 from installations limit 1`;
      return row === undefined;
    },
    empty: () => emptyDatabase(url),
    close: () => database.close(),
  };
}

/** Moments are rounded up to what a Date can say, so that the clock does not stand just before them. */
async function readWork(sql: postgres.Sql): Promise<AppWork> {
  // Where the app was removed its work waits until it is back, and nobody waits for that.
  const isServed = sql`workspace_id not in (select workspace_id from installations where removed_at is not null)`;
  const [row] = await sql<{ due: number; unsent: number; nextMs: number | null }[]>`
    select
      (select count(*)::int from jobs where dead_at is null and run_at <= business_now() and ${isServed})
        + (select count(*)::int from schedules where next_run_at <= business_now() and ${isServed}) as due,
      (select count(*)::int from outbox_messages as message
        join outbox_lanes as lane using (workspace_id, channel)
        where ${isServed} and message.state in ('queued', 'sending') and lane.blocked_reason is null
          and coalesce(greatest(posts_not_before, case message.kind when 'edit' then edits_not_before end), '-infinity')
            < clock_timestamp() + interval '2 s') as unsent,
      ceil(extract(epoch from least(
        (select run_at from jobs
          where dead_at is null and run_at > business_now() and ${isServed} order by run_at limit 1),
        (select next_run_at from schedules
          where next_run_at > business_now() and ${isServed} order by next_run_at limit 1)
      )) * 1000)::float8 as "nextMs"`;
  if (!row) throw new Error('no answer');
  return { due: row.due, unsent: row.unsent, next: row.nextMs === null ? undefined : new Date(row.nextMs) };
}

/** As the owner of the tables, who alone may do this. */
async function emptyDatabase(url: string): Promise<void> {
  const owner = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await owner`drop schema if exists drizzle cascade`;
    await owner`drop schema public cascade`;
    await owner`create schema public`;
  } finally {
    await owner.end({ timeout: 5 });
  }
  await migrate(url);
}
