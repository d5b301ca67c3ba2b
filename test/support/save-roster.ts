import type { Sql } from 'postgres';
import { localMinute, offsetText } from '../../src/core/local-time.ts';
import type { Roster, Shift } from '../../src/features/shifts/rules/roster.ts';
import { CARE } from './northwind.ts';

const WORKSPACE = 'T0NORTHWIND';
const AT_ONCE = 5000;

/** Puts a roster into an empty database of Northwind's: its people as agents of the team, with all that rules ask of them. */
export async function saveRoster(sql: Sql, { people, shifts, zone }: Roster): Promise<void> {
  const all = JSON.stringify(
    [...people.values()].map((person) => Object.assign({ zone: person.homeZone ?? zone }, person)),
  );
  await sql`
    insert into people (workspace_id, slack_id, name, kind, is_admin, time_zone, read_at)
    select ${WORKSPACE}, id, 'Agent ' || id, 'full', false, zone, now()
    from jsonb_to_recordset(${all}::text::jsonb) as person (id text, zone text)`;
  await sql`
    insert into members (workspace_id, team_id, slack_id, role, source)
    select ${WORKSPACE}, ${CARE}, id, 'agent', 'picked' from jsonb_to_recordset(${all}::text::jsonb) as person (id text)`;
  await sql`
    insert into qualifications (workspace_id, slack_id, name, valid_until)
    select ${WORKSPACE}, id, held.name, held."validUntil"
    from jsonb_to_recordset(${all}::text::jsonb) as person (id text, qualifications jsonb),
      jsonb_to_recordset(qualifications) as held (name text, "validUntil" date)`;
  await sql`
    insert into absences (workspace_id, slack_id, kind, starts_at, ends_at, time_zone, is_whole_dates)
    select ${WORKSPACE}, id, 'leave', to_timestamp(span."from" / 1000.0), to_timestamp(span."to" / 1000.0), zone, false
    from jsonb_to_recordset(${all}::text::jsonb) as person (id text, zone text, away jsonb),
      jsonb_to_recordset(away) as span ("from" float8, "to" float8)`;
  await sql`
    insert into roster_people (workspace_id, slack_id, site, is_excluded, has_opted_out, born_on, contract_minutes)
    select ${WORKSPACE}, id, site, "isExcluded", "hasOptedOut", "bornOn", "contractMinutes"
    from jsonb_to_recordset(${all}::text::jsonb) as person
      (id text, site text, "isExcluded" bool, "hasOptedOut" bool, "bornOn" date, "contractMinutes" int)`;
  await saveShifts(sql, [...shifts.values()]);
}

async function saveShifts(sql: Sql, shifts: readonly Shift[]): Promise<void> {
  for (let from = 0; from < shifts.length; from += AT_ONCE) {
    const rows = shifts.slice(from, from + AT_ONCE).map((shift) => Object.assign(localTimes(shift), shift));
    await sql`
      insert into shifts (workspace_id, id, team_id, slack_id, starts_local, ends_local, time_zone, start_offset, end_offset,
        starts_at, ends_at, break_minutes, role, type, activity, credential, site, is_published, is_tradable, version, changed_at)
      select ${WORKSPACE}, id, coalesce("teamId", ${CARE}::uuid), person, starts_local, ends_local, zone, start_offset, end_offset,
        to_timestamp(start / 1000.0), to_timestamp("end" / 1000.0), "breakMinutes", role, type, activity, credential, site,
        "isPublished", "isTradable", version, now()
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as shift (
        id uuid, "teamId" uuid, person text, starts_local text, ends_local text, zone text, start_offset text, end_offset text,
        start float8, "end" float8, "breakMinutes" int, role text, type text, activity text, credential text, site text,
        "isPublished" bool, "isTradable" bool, version int)`;
  }
  await sql`analyze`;
}

/** Many shifts begin and end at the same instants. */
const known = new Map<string, { readonly local: string; readonly offset: string }>();

function localTimes({ start, end, zone }: Shift) {
  const [from, to] = [localTime(start, zone), localTime(end, zone)];
  return { starts_local: from.local, ends_local: to.local, start_offset: from.offset, end_offset: to.offset };
}

function localTime(at: number, zone: string): { readonly local: string; readonly offset: string } {
  const key = `${zone} ${at}`;
  const found = known.get(key) ?? {
    local: localMinute(new Date(at), zone).replace(' ', 'T'),
    offset: offsetText(zone, new Date(at)).slice(3),
  };
  known.set(key, found);
  return found;
}
