import { sql } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Shift, Stretch } from '../rules/roster.ts';
import { isOneOf, isPlannedIn } from './read-shifts.ts';

/** A row for each person: as one row a shift, thousands of them take five times as long to read. */
interface Row extends Record<string, unknown> {
  readonly person: string;
  /** Of each shift its start, its end and its unpaid break; times in epoch milliseconds. */
  readonly times: readonly (readonly [start: number, end: number, breakMinutes: number])[];
  readonly types: readonly (string | null)[];
}

interface TimelinesWanted {
  readonly people: readonly string[];
  /** Of the team. */
  readonly zone: string;
  /** Only what starts on a Saturday or Sunday. */
  readonly isWeekendsOnly: boolean;
}

/**
 * What these people work within, with all that rules about people ask of shifts that stay where they are: when, of which
 * kind, and the break. Everything else about these shifts is left empty, also their ids: no trade can name them.
 */
export async function readTimelines(
  tx: Tx,
  ctx: Ctx,
  within: Stretch,
  { people, zone, isWeekendsOnly }: TimelinesWanted,
): Promise<readonly Shift[]> {
  const isWanted = isWeekendsOnly
    ? sql`extract(isodow from starts_at at time zone ${zone}::text) in (6, 7)`
    : sql`true`;
  const rows = await tx.execute<Row>(sql`
    select slack_id as person, array_to_json(array_agg(type)) as types, array_to_json(array_agg(
      array[(date_part('epoch', starts_at) * 1000)::int8, (date_part('epoch', ends_at) * 1000)::int8, break_minutes])) as times
    from shifts where ${isPlannedIn(ctx, within)} and ${isOneOf(people)} and ${isWanted}
    group by slack_id`);
  return rows.flatMap(({ person, times, types }) =>
    times.map(([start, end, breakMinutes], nth): Shift => ({
      id: '',
      person,
      start,
      end,
      zone,
      role: null,
      type: types[nth] ?? null,
      activity: null,
      credential: null,
      site: null,
      teamId: null,
      breakMinutes,
      isPublished: true,
      isTradable: true,
      version: 0,
    })),
  );
}
