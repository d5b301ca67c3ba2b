import { sql } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';

/** Everybody of a team who works the same kind of shift at the same time. */
export interface ShiftGroup {
  readonly teamId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly startsLocal: string;
  readonly timeZone: string;
  readonly type: string | null;
  readonly role: string | null;
  readonly activity: string | null;
  readonly site: string | null;
  /** Nobody has these yet. */
  readonly isOpen: boolean;
  readonly isPublished: boolean;
  /** In the order of the names; as many as were asked for. */
  readonly people: readonly {
    readonly shiftId: string;
    readonly slackId: string | null;
    readonly name: string | null;
  }[];
  readonly count: number;
}

export interface GroupsAsked {
  readonly teamIds: readonly string[];
  /** Whatever overlaps it. */
  readonly from: Date;
  readonly to: Date;
  readonly withDrafts: boolean;
  readonly mostPeople: number;
}

/** The roster of some teams as people read it, in order: a statement, whatever the number of people. */
export async function listGroups(tx: Tx, ctx: Ctx, asked: GroupsAsked): Promise<readonly ShiftGroup[]> {
  const { teamIds, from, to, withDrafts, mostPeople } = asked;
  const rows = await tx.execute<GroupRow>(sql`
    select shift.team_id as "teamId", shift.starts_at as "startsAt", shift.ends_at as "endsAt",
      shift.starts_local as "startsLocal", shift.time_zone as "timeZone",
      shift.type, shift.role, shift.activity, shift.site, shift.slack_id is null as "isOpen",
      shift.is_published as "isPublished", count(*)::int as count,
      to_jsonb((array_agg(
        jsonb_build_object('shiftId', shift.id, 'slackId', shift.slack_id, 'name', person.name)
        order by person.name, shift.slack_id, shift.id
      ))[1:${mostPeople}::int]) as people
    from shifts as shift
    left join people as person on person.workspace_id = shift.workspace_id and person.slack_id = shift.slack_id
    where shift.workspace_id = ${ctx.workspaceId}
      and shift.team_id in (select jsonb_array_elements_text(${JSON.stringify(teamIds)}::jsonb)::uuid)
      and shift.starts_at > ${from.toISOString()}::timestamptz - interval '14 days'
      and shift.starts_at < ${to.toISOString()}::timestamptz and shift.ends_at > ${from.toISOString()}::timestamptz
      and shift.state = 'planned' and (shift.is_published or ${withDrafts})
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
    order by shift.starts_at, shift.ends_at, shift.slack_id is null, shift.type, shift.role, shift.site,
      shift.activity, shift.is_published, shift.team_id`);
  return rows.map((row) => Object.assign(row, { startsAt: new Date(row.startsAt), endsAt: new Date(row.endsAt) }));
}

type GroupRow = Omit<ShiftGroup, 'startsAt' | 'endsAt'> & {
  readonly startsAt: string;
  readonly endsAt: string;
} & Record<string, unknown>;
