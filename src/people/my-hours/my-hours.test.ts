import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { viewProblems } from '../../../test/support/block-check.ts';
import type { TestContext } from '../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { CARE, openNorthwind, type CastName, type Northwind } from '../../../test/support/northwind.ts';
import { parseBusinessHours } from '../../core/parse-business-hours.ts';
import { transaction } from '../../core/context.ts';
import { presenceByHours, type Presence } from '../presence.ts';
import { parseMyHours } from './inputs.ts';
import { myHoursModal } from './modals.ts';
import { myHours, setMyHours } from './my-hours.ts';

const MORNING = new Date('2026-03-10T09:00:00Z');
const NIGHT = new Date('2026-03-10T23:00:00Z');

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql`update people set working_hours = null, kind = 'full'`;
  await database.sql`truncate jobs`;
});

function at(name: CastName, now: Date): TestContext {
  const ctx = northwind.as(name);
  ctx.clock.set(now);
  return ctx;
}

/** What somebody typed into the form, sent. */
function typed(text: string) {
  const state = { hours: { hours: { type: 'plain_text_input', value: text } } };
  return parseMyHours({ id: 'V1', hash: 'h', type: 'modal', callbackId: 'hours.mine', privateMetadata: '', state });
}

async function setHours(name: CastName, text: string): Promise<void> {
  const parsed = typed(text);
  if ('errors' in parsed) throw new Error(parsed.errors['hours']);
  await setMyHours(northwind.as(name), parsed.input);
}

function presence(now: Date, ...slackIds: string[]): Promise<readonly Presence[]> {
  const ctx = at('leo', now);
  return transaction(ctx, (tx) => presenceByHours(tx, ctx, CARE, slackIds));
}

describe('who is there', () => {
  test('by the hours of the team, until they end, in the order asked', async () => {
    const until = new Date('2026-03-10T16:00:00Z');

    expect(await presence(MORNING, 'U0LEO', 'U0ANA')).toEqual(
      ['U0LEO', 'U0ANA'].map((slackId) => ({ slackId, isThere: true, thereUntil: until, nextThere: MORNING })),
    );
  });

  test('by the hours of the team in their own zone', async () => {
    await database.sql`update people set time_zone = 'America/Chicago' where slack_id = 'U0LIA'`;

    const [lia] = await presence(MORNING, 'U0LIA');

    expect(lia).toMatchObject({ isThere: false, nextThere: new Date('2026-03-10T14:00:00Z') });
    await database.sql`update people set time_zone = 'Europe/Berlin' where slack_id = 'U0LIA'`;
  });

  test('by their own hours, where they gave some', async () => {
    await setHours('leo', 'Tue 22:00-06:00');

    const [leo] = await presence(NIGHT, 'U0LEO');
    expect(leo).toMatchObject({ isThere: true, thereUntil: new Date('2026-03-11T05:00:00Z') });
    await setHours('leo', '');
    expect(await presence(NIGHT, 'U0LEO')).toMatchObject([{ isThere: false }]);
  });

  test('never somebody of another team, without an account, or unknown', async () => {
    await database.sql`update people set kind = 'deactivated' where slack_id = 'U0BEN'`;

    const gone = await presence(MORNING, 'U0BEN', 'U0AMY', 'U0NOBODY');

    expect(gone.map(({ isThere, nextThere }) => [isThere, nextThere])).toEqual([
      [false, undefined],
      [false, undefined],
      [false, undefined],
    ]);
  });

  test('costs two statements and the calendar, however many are asked for', async () => {
    database.queries.length = 0;
    await presence(MORNING, 'U0LEO');
    const forOne = database.queries.length;

    database.queries.length = 0;
    await presence(MORNING, 'U0LEO', 'U0LIA', 'U0ANA', 'U0BEN', 'U0MAYA', 'U0DORA');

    expect(database.queries.length).toBe(forOne);
    expect(await presence(MORNING)).toEqual([]);
  });
});

describe('My hours', () => {
  test('shows what was said, and reads it back', async () => {
    await setHours('leo', 'mon to fri 9-17, sat 10am-2pm');

    const view = myHoursModal(await myHours(northwind.as('leo')));

    expect(viewProblems(view)).toEqual([]);
    expect(JSON.stringify(view)).toContain('Mon-Fri 09:00-17:00; Sat 10:00-14:00');
    expect(JSON.stringify(view)).toContain('Berlin, UTC+01:00');
  });

  test('is empty for who follows the team', async () => {
    const view = myHoursModal(await myHours(northwind.as('leo')));

    expect(JSON.stringify(view)).not.toContain('initial_value');
  });

  test('tells at the field what cannot be read', () => {
    expect(typed('Mon-Fri 9-25')).toMatchObject({ errors: { hours: expect.any(String) } });
    expect(typed('   ')).toEqual({ input: { hours: undefined } });
    expect(typed('Mon 09:00-17:00')).toEqual({ input: { hours: [{ weekday: 1, open: 540, close: 1020 }] } });
  });

  test('has everything that goes by who is there looked at anew', async () => {
    await setMyHours(northwind.as('leo'), { hours: hoursOf('Mon 09:00-17:00') });

    const jobs = await database.sql`select payload from jobs where kind = 'people.team-changed'`;
    const [audit] =
      await database.sql`select actor_slack_id, detail from audit_log where action = 'hours.set' order by id desc`;
    expect(jobs.map(({ payload }) => payload)).toEqual([{ teamId: CARE }]);
    expect(audit).toEqual({ actor_slack_id: 'U0LEO', detail: { hours: 'Mon 09:00-17:00' } });
  });
});

function hoursOf(text: string) {
  const reading = parseBusinessHours(text);
  return 'spans' in reading ? reading.spans : [];
}
