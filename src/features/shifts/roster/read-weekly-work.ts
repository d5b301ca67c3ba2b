import { sql } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Stretch } from '../rules/roster.ts';
import { isOneOf, isPlannedIn } from './read-shifts.ts';

/**
 * Paid milliseconds by number of the stretch of seven times 24 hours in which the shifts start, counted from 1970. Where nothing
 * starts there is none.
 */
export type WeeklyWork = ReadonlyMap<number, number>;

const WEEK_SECONDS = 7 * 86_400;

interface Row extends Record<string, unknown> {
  readonly person: string;
  readonly weeks: readonly number[];
  /** Seconds. */
  readonly paid: readonly number[];
}

/** Of these people, as far as they work within. A tenth of what `readTimelines` reads, for questions to which sums are enough. */
export async function readWeeklyWork(
  tx: Tx,
  ctx: Ctx,
  within: Stretch,
  people: readonly string[],
): Promise<ReadonlyMap<string, WeeklyWork>> {
  const rows = await tx.execute<Row>(sql`
    select person, json_agg(week) as weeks, json_agg(paid) as paid from (
      select slack_id as person, floor(date_part('epoch', starts_at) / ${sql.raw(String(WEEK_SECONDS))})::int as week,
        sum(greatest(0, date_part('epoch', ends_at - starts_at) - break_minutes * 60)) as paid
      from shifts where ${isPlannedIn(ctx, within)} and ${isOneOf(people)}
      group by slack_id, week
    ) as weekly group by person`);
  return new Map(
    rows.map(({ person, weeks, paid }) => [person, new Map(weeks.map((week, nth) => [week, (paid[nth] ?? 0) * 1000]))]),
  );
}
