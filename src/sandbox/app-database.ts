import postgres from 'postgres';
import { migrate } from '../db/migrate.ts';

/** The app's database as the sandbox touches it: it moves the clock there, and empties it on a reset. */
export interface AppDatabase {
  /** Writes the one row of business_clock; the app's processes hear of it at once. */
  setClock(offsetMs: number): Promise<void>;
  /** Whether the app has never run on it. */
  isUnused(): Promise<boolean>;
  /** Throws everything away and migrates anew. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

export async function openAppDatabase(url: string): Promise<AppDatabase> {
  await migrate(url);
  const sql = postgres(url, {
    max: 1,
    onnotice: () => undefined,
    connection: { application_name: 'floorwalker sandbox' },
  });
  return {
    async setClock(offsetMs) {
      await sql`
        insert into business_clock ("only", offset_ms) values (true, ${offsetMs})
        on conflict ("only") do update set offset_ms = excluded.offset_ms`;
    },
    async isUnused() {
      const [row] = await sql`select 1 from installations limit 1`;
      return row === undefined;
    },
    async empty() {
      await sql`drop schema if exists drizzle cascade`;
      await sql`drop schema public cascade`;
      await sql`create schema public`;
      await migrate(url);
    },
    close: () => sql.end({ timeout: 5 }),
  };
}
