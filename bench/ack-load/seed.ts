import type { Sql } from 'postgres';

export const TEAMS = 20;
/** Of each team; the first LEADS of them are leads. */
export const PEOPLE = 50;
export const LEADS = 5;
const ENTRIES_EACH = 3;

/** A case that somebody still works on, and where its card stands. */
export interface OpenCase {
  readonly id: string;
  readonly number: number;
  readonly team: number;
  readonly channel: string;
  readonly ts: string;
  readonly claimed: boolean;
}

export interface Seeded {
  readonly teamIds: readonly string[];
  readonly open: readonly OpenCase[];
}

/**
 * Two years of a large workspace: teams, people, so many cases with their logs; one in 25 is still open and has its card.
 * The rows are the same each time.
 */
export async function seed(sql: Sql, count: number): Promise<Seeded> {
  await sql.unsafe(`
    select setseed(0.5);
    insert into teams (workspace_id, name, team_channel, escalations_channel, time_zone, business_hours_text,
      business_hours, currency, agents_from, set_up_by, set_up_at)
    select 'T0NORTHWIND', 'Care ' || team, 'C0TEAM' || team, 'C0ESC' || team, 'Europe/Berlin', 'Mon-Fri 09:00-17:00',
      '[]', 'EUR', 'picked', 'U0P0X0', now()
    from generate_series(0, ${TEAMS - 1}) as team;
    insert into people (workspace_id, slack_id, name, kind, is_admin, time_zone, read_at)
    select 'T0NORTHWIND', 'U0P' || team || 'X' || person, 'Person ' || team || ' ' || person, 'full', false, 'Europe/Berlin', now()
    from generate_series(0, ${TEAMS - 1}) as team, generate_series(0, ${PEOPLE - 1}) as person;
    insert into members (workspace_id, team_id, slack_id, role, source)
    select 'T0NORTHWIND', teams.id, 'U0P' || team || 'X' || person, case when person < ${LEADS} then 'lead' else 'agent' end, 'picked'
    from generate_series(0, ${TEAMS - 1}) as team, generate_series(0, ${PEOPLE - 1}) as person, teams
    where teams.name = 'Care ' || team;
    insert into cases (workspace_id, number, request_id, team_id, state, summary, wanted, urgency, customer, what_happened,
      amount, currency, raised_by, raised_at, owner, claimed_at, decision, tell_customer, told_customer_at, closed_at, changed_at)
    select 'T0NORTHWIND', number, 'seed:' || number, teams.id,
      case when not is_open then 'resolved' when number % 4 = 0 then 'open' when number % 4 = 1 then 'waiting' else 'claimed' end,
      (array['Parcel', 'Mirror', 'Lamp', 'Chair', 'Invoice', 'Refund', 'Stove', 'Voucher'])[1 + number % 8] || ' of order ' ||
        (number * 7919 % 900000) || ' ' || (array['is lost', 'came broken', 'was charged twice', 'never arrived', 'is late'])[1 + number % 5],
      (array['refund', 'replacement', 'answer', 'credit'])[1 + number % 4], (array['normal', 'normal', 'normal', 'high', 'critical'])[1 + number % 5],
      'Customer ' || number % 30000, 'She has called three times since May and wants to know when order ' || number || ' comes',
      case when number % 4 = 0 then 100 * (number % 300) end, case when number % 4 = 0 then 'EUR' end,
      'U0P' || number % ${TEAMS} || 'X' || (${LEADS} + (random() * ${PEOPLE - LEADS - 1})::int), at,
      case when is_open and number % 4 = 0 then null else 'U0P' || number % ${TEAMS} || 'X' || (random() * ${LEADS - 1})::int end, at,
      case when not is_open then 'granted' end, case when not is_open then 'It is on its way again.' end,
      case when not is_open then at end, case when not is_open then at end, at
    from generate_series(1, ${count}) as number
      cross join lateral (select (number / ${TEAMS}) % 25 = 0 as is_open,
        now() - (${count} - number) * interval '2 years' / ${count} as at) as time
      join teams on teams.name = 'Care ' || number % ${TEAMS};
    insert into case_entries (workspace_id, case_id, kind, by, at, text)
    select workspace_id, id, (array['raised', 'claimed', 'note'])[entry], coalesce(owner, raised_by), raised_at,
      case when entry = 3 then 'Called the depot, they look for it' end
    from cases, generate_series(1, ${ENTRIES_EACH}) as entry;
    insert into case_numbers (workspace_id, last_number) values ('T0NORTHWIND', ${count});
    insert into posted_messages (workspace_id, message_key, channel, slack_channel, ts)
    select cases.workspace_id, 'case:' || cases.id || ':' || kind,
      case kind when 'card' then escalations_channel else raised_by end,
      case kind when 'card' then escalations_channel else 'D' || substr(raised_by, 2) end, (1700000000 + number) || '.000100'
    from cases join teams on teams.id = team_id, unnest(array['card', 'status']) as kind
    where state <> 'resolved';
  `);
  await sql.unsafe('vacuum analyze');
  const teams = await sql<{ id: string }[]>`select id from teams order by substr(name, 6)::int`;
  const open = await sql<OpenCase[]>`
    select cases.id, number, number % ${TEAMS} as team, posted.channel, ts, state <> 'open' as claimed
    from cases join posted_messages as posted on message_key = 'case:' || cases.id || ':card'
    order by number desc`;
  return { teamIds: teams.map(({ id }) => id), open };
}
