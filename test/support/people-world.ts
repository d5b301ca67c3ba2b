import type { Ctx, Role } from '../../src/core/context.ts';
import { createLog } from '../../src/core/log.ts';
import type { Feature } from '../../src/feature.ts';
import { parseBusinessHours } from '../../src/core/parse-business-hours.ts';
import { actorFor } from '../../src/people/actor.ts';
import { createCalendarFetch } from '../../src/people/calendar/fetch-calendar.ts';
import { people } from '../../src/people/index.ts';
import type { SetUpTeam } from '../../src/people/inputs.ts';
import type { PeopleDeps } from '../../src/people/deps.ts';
import { lookAtTeam, setUpTeam as setUp } from '../../src/people/set-up-team.ts';
import type { SlackReads } from '../../src/people/slack-reads.ts';
import { type TestClock, type TestContext, testClock, testContext } from './context.ts';
import type { TestDatabase } from './database.ts';
import { CARE } from './northwind.ts';
import { type TestSlack, northwindSlack } from './slack-reads.ts';

/** An installed workspace without a team: the people of Slack, and contexts made the way the app makes them. */
export interface PeopleWorld {
  readonly slack: TestSlack;
  readonly clock: TestClock;
  /** A request of this person, with rights read anew. */
  as(slackId: string): Promise<TestContext>;
  /** The app itself, as in jobs and events. */
  app(): TestContext;
  /** Who is on a team, as `U0LEO lead picked`. */
  membersOf(teamId?: string): Promise<readonly string[]>;
}

/** Empties the database and installs the app in Northwind's workspace. */
export async function openPeopleWorld({ sql, db }: TestDatabase): Promise<PeopleWorld> {
  await sql`truncate teams, members, people, installations, jobs, outbox_lanes, outbox_messages, posted_messages, audit_log cascade`;
  await sql`insert into installations
    (workspace_id, name, domain, app_id, bot_id, bot_user_id, installed_by, installed_at)
    values ('T0NORTHWIND', 'Northwind Support', 'northwind-support', 'A0FLOORWALK', 'B0FLOORWALK', 'U0FLOORWALK', 'U0BEN', now())`;
  const slack = northwindSlack();
  const clock = testClock();
  const sources = { db, slack, clock, log: createLog('silent') };
  return {
    slack,
    clock,
    as: async (slackId) => {
      const actor = await actorFor(sources, { workspaceId: 'T0NORTHWIND', slackId });
      return { ...testContext(db), actor, clock };
    },
    app: () => ({ ...testContext(db, { slackId: 'app', kind: 'system' }), clock }),
    membersOf: async (teamId = CARE) => {
      const rows = await sql<{ slackId: string; role: Role; source: string }[]>`
        select slack_id as "slackId", role, source from members where team_id = ${teamId} order by slack_id`;
      return rows.map(({ slackId, role, source }) => `${slackId} ${role} ${source}`);
    },
  };
}

const fetchCalendar = createCalendarFetch(() => false);

/** The feature as it is where there is no other one. */
export function peopleAlone(slack: SlackReads, others: Partial<PeopleDeps> = {}): Feature {
  return people({ slack, help: () => [], settings: () => [], onTeamChange: () => [], fetchCalendar, ...others });
}

/** Both stages of the set-up form. */
export async function setUpTeam(ctx: Ctx, slack: SlackReads, input: SetUpTeam): ReturnType<typeof setUp> {
  await lookAtTeam(ctx, slack, input);
  return setUp(ctx, input);
}

/** Northwind Care as its form says it, changed where told. */
export function careTeam(changes: Partial<SetUpTeam> = {}): SetUpTeam {
  const hoursText = 'Mon-Fri 09:00-17:00';
  const reading = parseBusinessHours(hoursText);
  return {
    teamId: CARE,
    name: 'Northwind Care',
    teamChannel: 'C0CARE',
    escalationsChannel: 'C0CAREESC',
    managers: ['U0MAYA'],
    leads: ['U0LEO'],
    directors: [],
    agentsFrom: 'channel',
    agents: [],
    timeZone: 'Europe/Berlin',
    hoursText,
    hours: 'spans' in reading ? reading.spans : [],
    currency: 'EUR',
    ...changes,
  };
}
