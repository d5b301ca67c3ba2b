import { afterAll, beforeAll, expect, test } from 'vitest';
import { realClock } from '../../src/core/clock.ts';
import { theApp } from '../../src/core/context.ts';
import { lookAtMustRead } from '../../src/features/policies/must-read/sending/look-at.ts';
import { forged, pressed } from '../support/acting.ts';
import { countStatements } from '../support/count-statements.ts';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';
import { askedToRead } from '../support/must-reads.ts';
import { type CastName, idOf, type Northwind, openNorthwind } from '../support/northwind.ts';
import { publishedPolicy } from '../support/policies.ts';
import { command } from '../support/slack-requests.ts';

let door: FrontDoor;
let northwind: Northwind;

beforeAll(async () => {
  door = await openFrontDoor();
  northwind = await openNorthwind(door.database);
  // Whenever this runs, everybody is at work.
  await door.database.sql`update people set working_hours = ${door.database.sql.json(
    [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, open: 0, close: 1440 })),
  )}`;
});
afterAll(() => door?.close());

function now(name: CastName) {
  return { ...northwind.as(name), clock: realClock };
}

async function published(): Promise<string> {
  const { policy } = await publishedPolicy(now('maya'));
  return policy.id;
}

async function begun(): Promise<string> {
  const { mustRead } = await askedToRead(now('maya'), await published(), { deadline: 'tomorrow' });
  return mustRead.id;
}

/** As the timer does, which the front door leaves alone. */
function look(mustReadId: string): Promise<void> {
  return lookAtMustRead({ ...now('maya'), actor: theApp }, mustReadId);
}

async function asked(): Promise<string> {
  const mustReadId = await begun();
  await look(mustReadId);
  return mustReadId;
}

interface Action {
  readonly by: CastName;
  /** Before Slack is answered. */
  readonly ack: number;
  /** After that. */
  readonly work: number;
  readonly asked: () => Promise<object>;
}

/** From Slack's request to what is queued. Whoever needs more statements for an action changes its number here and says why. */
const actions: Readonly<Record<string, Action>> = {
  // Another one?, twice; who may, what counts, passages, who is on which team; then the form.
  'Have people read it': {
    by: 'maya',
    ack: 9,
    work: 0,
    asked: async () => pressed('policy.ask-to-read', await published()),
  },
  // What is asked, whom, in one statement each; nothing is sent before the timer.
  'the form Have people read it': {
    by: 'maya',
    ack: 1,
    work: 23,
    asked: async () => forged('policy.ask-to-read', { policyId: await published() }, { deadline: 'tomorrow' }),
  },
  // The must-read and one's own row, both held, what was read; the messages that list it, held, read and written anew; Home.
  'I have read this': { by: 'ana', ack: 1, work: 17, asked: async () => pressed('policy.acknowledge', await asked()) },
  'Read all': {
    by: 'ana',
    ack: 3,
    work: 0,
    asked: async () => pressed('policy.read-to-the-end', `${await asked()}:0`),
  },
  '/policy must-read': { by: 'leo', ack: 3, work: 0, asked: async () => command('/policy', 'must-read') },
  // The messages of everybody, held, read and written anew in one statement each.
  End: { by: 'maya', ack: 1, work: 20, asked: async () => pressed('policy.end-must-read', await asked()) },
  'Get as CSV': { by: 'leo', ack: 1, work: 12, asked: async () => pressed('policy.export-readers', await asked()) },
};

test.each(Object.entries(actions))('%s takes its number of statements', async (_name, { by, ack, work, ...of }) => {
  const { statements, ...counted } = await countStatements(door, idOf(by), await of.asked());

  expect({ ...counted, statements }).toEqual({ ack, work, statements });
});

/** What else is due, who is on which team, who was asked, when they work, the passage, what messages list; what is written, queued and looked at next. */
test.each([5, 505])('the timer asks %i people in the same statements', async (count) => {
  if (count > 5) await hired(count - 5);
  const mustReadId = await begun();
  door.database.queries.length = 0;

  await look(mustReadId);

  const statements = door.database.queries.splice(0);
  expect({ count: statements.length, statements }).toEqual({ count: 13, statements });
  const [row] = await door.database.sql<[{ sent: number }]>`
    select count(*)::int as sent from outbox_messages where dedupe_key like ${`must-read:${mustReadId}:%`}`;
  // The rest is sent by the next look, at once.
  expect(row.sent).toBe(Math.min(count, 500));
});

/** More agents of Northwind Care. */
async function hired(count: number): Promise<void> {
  const { sql } = door.database;
  const ids = Array.from({ length: count }, (_, index) => `U9${String(index).padStart(4, '0')}`);
  await sql`
    insert into people (workspace_id, slack_id, name, kind, is_admin, time_zone, working_hours, read_at)
    select 'T0NORTHWIND', id, id, 'full', false, 'Europe/Berlin',
      (select working_hours from people where slack_id = 'U0ANA'), now() from unnest(${ids}::text[]) as id`;
  await sql`
    insert into members (workspace_id, team_id, slack_id, role, source)
    select 'T0NORTHWIND', (select team_id from members where slack_id = 'U0ANA'), id, 'agent', 'picked'
    from unnest(${ids}::text[]) as id`;
}
