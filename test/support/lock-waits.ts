import type { Sql, TransactionSql } from 'postgres';
import { vi } from 'vitest';

/** Within what a transaction of the app may take: whoever holds the lock may be one of them. */
const PATIENCE_MS = 5_000;

/** Waits until a transaction of this database waits for a lock, and says how many do. */
export async function untilSomebodyWaits(sql: Sql | TransactionSql): Promise<number> {
  return vi.waitFor(
    async () => {
      const [row] = await sql<{ waiting: number }[]>`
        select count(*)::int as waiting from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`;
      if (!row?.waiting) throw new Error('nobody came to wait for a lock');
      return row.waiting;
    },
    { timeout: PATIENCE_MS, interval: 10 },
  );
}
