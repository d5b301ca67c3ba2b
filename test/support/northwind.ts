import type { Role } from '../../src/core/context.ts';
import type { Database } from '../../src/db/client.ts';
import { type TestContext, testContext } from './context.ts';
import type { TestDatabase } from './database.ts';

export const CARE = '00000000-0000-4000-8000-00000000ca1e';
export const CARE_US = '00000000-0000-4000-8000-0000000ca1e5';

interface Cast {
  readonly name: string;
  readonly role: Role;
  readonly teamId: string;
}

/** The people of Northwind Support whom tests are about, by first name. */
const cast = {
  ana: { name: 'Ana', role: 'agent', teamId: CARE },
  ben: { name: 'Ben', role: 'agent', teamId: CARE },
  leo: { name: 'Leo', role: 'lead', teamId: CARE },
  lia: { name: 'Lia', role: 'lead', teamId: CARE },
  maya: { name: 'Maya', role: 'manager', teamId: CARE },
  dora: { name: 'Dora', role: 'director', teamId: CARE },
  amy: { name: 'Amy', role: 'agent', teamId: CARE_US },
  lou: { name: 'Lou', role: 'lead', teamId: CARE_US },
} as const satisfies Record<string, Cast>;

export type CastName = keyof typeof cast;

/** Northwind's two teams with their people, and each person's context. */
export interface Northwind {
  /** What the app would build for a request of this person, all at the same standing clock; `db` is another pool. */
  as(name: CastName, db?: Database): TestContext;
}

/** Fills an empty database with the teams and people of Northwind Support. */
export async function openNorthwind(database: TestDatabase): Promise<Northwind> {
  const { sql } = database;
  const hours = sql.json([1, 2, 3, 4, 5].map((weekday) => ({ weekday, open: 540, close: 1020 })));
  const people = Object.entries(cast).map(([slug, { name, role, teamId }]) => ({
    slackId: idOf(slug),
    name,
    role,
    teamId,
  }));
  await sql`
    insert into teams ${sql([
      team(CARE, 'Northwind Care', 'CARE', 'Europe/Berlin', 'EUR', hours),
      team(CARE_US, 'Northwind Care US', 'CAREUS', 'America/Chicago', 'USD', hours),
    ])}`;
  await sql`insert into people ${sql(
    people.map(({ slackId, name, teamId }) => ({
      workspace_id: 'T0NORTHWIND',
      slack_id: slackId,
      name,
      kind: 'full',
      is_admin: false,
      time_zone: teamId === CARE ? 'Europe/Berlin' : 'America/Chicago',
      read_at: new Date(),
    })),
  )}`;
  await sql`insert into members ${sql(
    people.map(({ slackId, role, teamId }) => ({
      workspace_id: 'T0NORTHWIND',
      team_id: teamId,
      slack_id: slackId,
      role,
      source: 'picked',
    })),
  )}`;
  return {
    as: (name, db = database.db) => {
      const { role, teamId } = cast[name];
      const timeZone = teamId === CARE ? 'Europe/Berlin' : 'America/Chicago';
      return testContext(db, { slackId: idOf(name), timeZone, memberships: [{ teamId, role }] });
    },
  };
}

/** `U0ANA` */
export function idOf(name: string): string {
  return `U0${name.toUpperCase()}`;
}

function team(
  id: string,
  name: string,
  channel: string,
  timeZone: string,
  currency: string,
  hours: ReturnType<TestDatabase['sql']['json']>,
) {
  return {
    workspace_id: 'T0NORTHWIND',
    id,
    name,
    team_channel: `C0${channel}`,
    escalations_channel: `C0${channel}ESC`,
    time_zone: timeZone,
    business_hours_text: 'Mon-Fri 09:00-17:00',
    business_hours: hours,
    currency,
    agents_from: 'picked',
    set_up_by: 'U0MAYA',
    set_up_at: new Date(),
  };
}
