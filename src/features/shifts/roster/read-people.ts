import { sql, type SQL } from 'drizzle-orm';
import type { OpeningSpan } from '../../../core/business-hours.ts';
import type { Ctx, PersonKind } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Credential, Person, Stretch } from '../rules/roster.ts';
import { joined, outsideOf } from './away.ts';

/** A person as the rules look at them, and what Slack says they are; null: nobody has seen them there. */
export interface KnownPerson extends Person {
  readonly kind: PersonKind | null;
}

interface Row extends Omit<KnownPerson, 'away'>, Record<string, unknown> {
  readonly availability: readonly OpeningSpan[] | null;
  readonly absences: readonly (readonly [from: number, to: number])[];
  readonly qualifications: readonly Credential[];
}

/**
 * These people (a select of ids) with all that rules ask of a person; `away` as far as it touches `within`. Trades are
 * counted in the calendar month of now, in the team's zone; those taken back do not count.
 */
export async function readPeople(
  tx: Tx,
  ctx: Ctx,
  { who, zone, within }: { who: SQL; zone: string; within: Stretch },
): Promise<ReadonlyMap<string, KnownPerson>> {
  const rows = await tx.execute<Row>(sql`
    with who as (${who}),
    traded as (
      select party as slack_id, count(distinct executions.id)::int as trades
      from swap_executions as executions
      join swap_legs as legs on legs.workspace_id = executions.workspace_id and legs.proposal_id = executions.proposal_id
      cross join lateral (values (legs."from"), (legs."to")) as parties (party)
      where executions.workspace_id = ${ctx.workspaceId} and executions.state <> 'reverted'
        and executions.executed_at >= ${monthOf(ctx, zone)} and party in (select slack_id from who)
      group by party
    ), asking as (
      select owner as slack_id, count(*)::int as requests from swap_requests
      where workspace_id = ${ctx.workspaceId} and owner in (select slack_id from who) and state in ('open', 'matched')
      group by owner
    ), skilled as (
      select slack_id, json_agg(json_build_object('name', name, 'validUntil', valid_until) order by name) as skills
      from qualifications
      where workspace_id = ${ctx.workspaceId} and slack_id in (select slack_id from who)
      group by slack_id
    ), absent as (
      select slack_id, json_agg(json_build_array(${milliseconds(sql`starts_at`)}, ${milliseconds(sql`ends_at`)})) as spans
      from absences
      where workspace_id = ${ctx.workspaceId} and slack_id in (select slack_id from who)
        and starts_at < ${new Date(within.to).toISOString()}::timestamptz
        and ends_at > ${new Date(within.from).toISOString()}::timestamptz
      group by slack_id
    )
    select who.slack_id as id, people.kind, people.time_zone as "homeZone", facts.site, facts.availability,
      coalesce(facts.is_excluded, false) as "isExcluded", coalesce(facts.has_opted_out, false) as "hasOptedOut",
      facts.born_on::text as "bornOn", facts.contract_minutes as "contractMinutes",
      coalesce(traded.trades, 0) as "tradesThisMonth", coalesce(asking.requests, 0) as "openRequests",
      coalesce(skilled.skills, '[]') as qualifications, coalesce(absent.spans, '[]') as absences
    from who
    left join people on people.workspace_id = ${ctx.workspaceId} and people.slack_id = who.slack_id
    left join roster_people as facts on facts.workspace_id = ${ctx.workspaceId} and facts.slack_id = who.slack_id
    left join traded on traded.slack_id = who.slack_id
    left join asking on asking.slack_id = who.slack_id
    left join skilled on skilled.slack_id = who.slack_id
    left join absent on absent.slack_id = who.slack_id`);
  const hours = new OutsideHours(within);
  return new Map(rows.map((row) => [row.id, person(row, hours)]));
}

/** The parts of PostgreSQL's row that are not the person's own are worked out here. */
function person({ availability, absences, ...facts }: Row, hours: OutsideHours): KnownPerson {
  const off = absences.map(([from, to]) => ({ from, to }));
  const outside = availability && facts.homeZone ? hours.of(availability, facts.homeZone) : [];
  return { ...facts, away: joined([...off, ...outside]) };
}

/** What lies outside of somebody's hours; many people have the same. */
class OutsideHours {
  readonly #known = new Map<string, readonly Stretch[]>();
  readonly #within: Stretch;

  constructor(within: Stretch) {
    this.#within = within;
  }

  of(hours: readonly OpeningSpan[], zone: string): readonly Stretch[] {
    const key = `${zone} ${JSON.stringify(hours)}`;
    const known = this.#known.get(key) ?? outsideOf(hours, zone, this.#within);
    this.#known.set(key, known);
    return known;
  }
}

function monthOf(ctx: Ctx, zone: string): SQL {
  const now = sql`${ctx.clock.now().toISOString()}::timestamptz`;
  return sql`date_trunc('month', ${now} at time zone ${zone}::text) at time zone ${zone}::text`;
}

function milliseconds(column: SQL): SQL {
  return sql`(extract(epoch from ${column}) * 1000)::int8`;
}
