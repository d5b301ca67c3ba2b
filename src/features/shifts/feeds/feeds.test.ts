import nodeIcal from 'node-ical';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testContext } from '../../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { CARE, CARE_US, type CastName, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { addShifts, newShift } from '../../../../test/support/shifts.ts';
import { type Ctx, transaction } from '../../../core/context.ts';
import type { PageAnswer } from '../../../slack/page.ts';
import { changeShifts } from '../roster/change-shifts.ts';
import { reassigned } from '../roster/cut-shift.ts';
import type { ShiftRow } from '../roster/tables.ts';
import { FEEDS, feedAddress } from './address.ts';
import { feedPages } from './pages.ts';
import { readFeed } from './read-feed.ts';
import { makeAddress, switchOff } from './switch-feed.ts';

const HOST = 'https://floorwalker.example';
let database: TestDatabase;
let northwind: Northwind;
let leo: Ctx;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
  leo = northwind.as('leo');
  await database.sql`
    insert into installations (workspace_id, name, domain, app_id, bot_id, bot_user_id, installed_at)
    values ('T0NORTHWIND', 'Northwind', 'northwind', 'A0', 'B0', 'U0BOT', now())`;
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql`truncate shifts, feed_addresses, audit_log cascade`;
});

async function addressOf(name: CastName, teamId: string | null = null): Promise<string> {
  const ctx = northwind.as(name);
  return feedAddress(HOST, ctx.workspaceId, (await makeAddress(ctx, teamId, { replaces: true })) ?? '');
}

/** What a calendar gets that knows this address, at noon of that date. */
async function read(address: string, given: { date?: string; ifNoneMatch?: string } = {}): Promise<PageAnswer> {
  const [page] = feedPages(HOST);
  if (!page) throw new Error('there are feeds where there is an address');
  const now = new Date(`${given.date ?? '2026-03-10'}T12:00:00Z`);
  const contextOf = (workspaceId: string) =>
    testContext(database.db, { workspaceId, slackId: 'app', kind: 'system', now });
  return page.answer(contextOf, { rest: address.slice(`${HOST}${FEEDS}`.length), ifNoneMatch: given.ifNoneMatch });
}

/** `CONFIRMED 2 Early 2026-03-16T05:00:00.000Z`, in the order of the feed. */
async function lines(address: string, date?: string): Promise<readonly string[]> {
  const { status, body = '' } = await read(address, date === undefined ? {} : { date });
  expect(status).toBe(200);
  return Object.values(nodeIcal.sync.parseICS(body))
    .filter((part) => part?.type === 'VEVENT')
    .map(({ status: state, sequence, summary, start }) => `${state} ${sequence} ${summary} ${start.toISOString()}`);
}

const EARLY = ['2026-03-16T06:00', '2026-03-16T14:00'] as const;

async function early(of: string | null, others: Parameters<typeof newShift>[3] = {}): Promise<ShiftRow> {
  const [shift] = await addShifts(leo, newShift(of, ...EARLY, { type: 'Early', ...others }));
  if (!shift) throw new Error('it was added');
  return shift;
}

async function give(shift: ShiftRow, to: string | null, part?: { from: Date; to: Date }): Promise<readonly ShiftRow[]> {
  return transaction(leo, (tx) => changeShifts(tx, leo, reassigned(shift, to, part), { cause: 'swap' }));
}

describe('a feed of one’s own', () => {
  test('has their published shifts of every team, and nobody else’s', async () => {
    await early('U0ANA', { site: 'Berlin', comment: 'Bring the keys', breakMinutes: 30 });
    await addShifts(
      leo,
      newShift('U0ANA', '2026-03-17T14:00', '2026-03-17T22:00', { teamId: CARE_US, type: 'Late', role: 'chat' }),
      newShift('U0ANA', '2026-03-18T14:00', '2026-03-18T22:00', { isPublished: false }),
      newShift('U0BEN', ...EARLY),
    );

    const address = await addressOf('ana');

    expect(await lines(address)).toEqual([
      'CONFIRMED 1 Early 2026-03-16T05:00:00.000Z',
      'CONFIRMED 1 Late · chat 2026-03-17T13:00:00.000Z',
    ]);
    expect((await read(address)).body).toContain(
      'LOCATION:Berlin\r\nDESCRIPTION:Northwind Care\\nUnpaid break: 30 min\\nBring the keys\r\n',
    );
  });

  test('says that a shift is off which was given away, under the same id, and that it is on again when it comes back', async () => {
    const shift = await early('U0ANA');
    const [ana, ben] = [await addressOf('ana'), await addressOf('ben')];

    const [given] = await give(shift, 'U0BEN');

    expect(await lines(ana)).toEqual(['CANCELLED 2 Early 2026-03-16T05:00:00.000Z']);
    expect(await lines(ben)).toEqual(['CONFIRMED 2 Early 2026-03-16T05:00:00.000Z']);
    for (const address of [ana, ben]) {
      expect((await read(address)).body).toContain(`UID:${shift.id}@floorwalker.example\r\n`);
    }
    await give(given ?? shift, 'U0ANA');
    expect(await lines(ana)).toEqual(['CONFIRMED 3 Early 2026-03-16T05:00:00.000Z']);
    expect(await lines(ben)).toEqual(['CANCELLED 3 Early 2026-03-16T05:00:00.000Z']);
  });

  test('says that a shift is off which nobody has any more, or which was taken off the roster', async () => {
    const [released, cancelled] = [await early('U0ANA'), await early('U0BEN')];

    await give(released, null);
    await transaction(leo, (tx) =>
      changeShifts(tx, leo, [{ shift: cancelled, set: { state: 'cancelled' } }], { cause: 'edit' }),
    );

    expect(await lines(await addressOf('ana'))).toEqual(['CANCELLED 2 Early 2026-03-16T05:00:00.000Z']);
    expect(await lines(await addressOf('ben'))).toEqual(['CANCELLED 2 Early 2026-03-16T05:00:00.000Z']);
  });

  test('shows both people what they have of a shift of which a part was taken', async () => {
    const shift = await early('U0ANA');

    await give(shift, 'U0BEN', { from: new Date('2026-03-16T10:00:00Z'), to: shift.endsAt });

    const ana = await read(await addressOf('ana'));
    expect(ana.body).toContain('DTEND;TZID=Europe/Berlin:20260316T110000\r\n');
    expect(await lines(await addressOf('ana'))).toEqual(['CONFIRMED 2 Early 2026-03-16T05:00:00.000Z']);
    expect(await lines(await addressOf('ben'))).toEqual(['CONFIRMED 1 Early 2026-03-16T10:00:00.000Z']);
  });

  test('reaches from two weeks back to six months ahead', async () => {
    await early('U0ANA');
    const address = await addressOf('ana');

    const dates = ['2025-09-10', '2025-09-20', '2026-03-31', '2026-04-02'];
    const counts = await Promise.all(dates.map(async (date) => (await lines(address, date)).length));

    expect(counts).toEqual([0, 1, 1, 0]);
  });
});

describe('a team’s feed', () => {
  test('has everybody’s published shifts by name, the open ones, and what was taken off; no comments', async () => {
    await early('U0BEN', { comment: 'Only for Ben' });
    await early(null);
    await early('U0LEO', { isPublished: false });
    await early('U0LOU', { teamId: CARE_US });
    const off = await early('U0ANA');
    await transaction(leo, (tx) =>
      changeShifts(tx, leo, [{ shift: off, set: { state: 'cancelled' } }], { cause: 'edit' }),
    );

    const address = await addressOf('ana', CARE);

    expect((await lines(address)).toSorted((one, other) => (one < other ? -1 : 1))).toEqual([
      'CANCELLED 2 Ana · Early 2026-03-16T05:00:00.000Z',
      'CONFIRMED 1 Ben · Early 2026-03-16T05:00:00.000Z',
      'CONFIRMED 1 Open · Early 2026-03-16T05:00:00.000Z',
    ]);
    expect((await read(address)).body).not.toContain('Only for');
  });

  test('is for its members', async () => {
    await expect(makeAddress(northwind.as('amy'), CARE, { replaces: false })).rejects.toThrow('Only agents');
  });
});

describe('an address', () => {
  test('is answered as if it had never been once it is replaced, switched off, or not of this workspace', async () => {
    const first = await addressOf('ana');
    const second = await addressOf('ana');
    const foreign = second.replace('T0NORTHWIND', 'T0SOUTHWIND');
    const live = (await read(second)).status;
    await switchOff(northwind.as('ana'), null);

    const answers = await Promise.all(
      [first, second, foreign, `${HOST}${FEEDS}`, `${HOST}${FEEDS}T0NORTHWIND/x.ics`, `${second}/..`].map((each) =>
        read(each),
      ),
    );

    expect(live).toBe(200);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 404, body: 'Not found.\n' });
  });

  test('reads nothing for somebody who left the team, nor for an account that is no full one any more', async () => {
    const [team, own] = [await addressOf('ben', CARE), await addressOf('ben')];
    await database.sql`delete from members where slack_id = 'U0BEN'`;
    const afterLeaving = [(await read(team)).status, (await read(own)).status];
    await database.sql`update people set kind = 'deactivated' where slack_id = 'U0BEN'`;

    const afterLocking = [(await read(team)).status, (await read(own)).status];

    await database.sql`update people set kind = 'full' where slack_id = 'U0BEN'`;
    await database.sql`insert into members values ('T0NORTHWIND', ${CARE}, 'U0BEN', 'agent', 'picked')`;
    expect(afterLeaving).toEqual([404, 200]);
    expect(afterLocking).toEqual([404, 404]);
  });

  test('reads nothing where the app was removed, until it is back', async () => {
    const address = await addressOf('ana');
    await database.sql`update installations set removed_at = now()`;
    const removed = await read(address);
    await database.sql`update installations set removed_at = null`;

    const back = await read(address);

    expect([removed.status, back.status]).toEqual([404, 200]);
  });

  test('is kept nowhere: not in its table, not in the record of who made it', async () => {
    const secret = await makeAddress(northwind.as('ana'), null, { replaces: false });

    const rows = await database.sql`
      select to_jsonb(each)::text as row from feed_addresses as each union all select to_jsonb(each)::text from audit_log as each`;

    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  test('is not read again by who has it already, until something changes', async () => {
    const shift = await early('U0ANA');
    const address = await addressOf('ana');
    const etag = (await read(address)).headers?.['etag'] ?? '';

    const same = await read(address, { ifNoneMatch: `"other", W/${etag}` });
    await give(shift, 'U0BEN');
    const changed = await read(address, { ifNoneMatch: etag });

    expect(same).toMatchObject({ status: 304 });
    expect(same.body).toBeUndefined();
    expect(changed.status).toBe(200);
    expect(changed.headers?.['etag']).not.toBe(etag);
  });
});

test('where nobody outside can reach the app there are no feeds', () => {
  expect(feedPages(undefined)).toEqual([]);
});

test('what is written for whoever has a shift now is not in the feed of whoever had it', async () => {
  const ctx = northwind.as('maya');
  const [shift] = await addShifts(ctx, newShift('U0ANA', '2026-03-16T14:00', '2026-03-16T22:00', { comment: 'Keys' }));
  if (!shift) throw new Error('no shift was added');
  const set = { slackId: 'U0BEN', comment: 'Ana is on probation' };
  await transaction(ctx, (tx) => changeShifts(tx, ctx, [{ shift, set }], { cause: 'edit' }));

  const [event] = await transaction(ctx, (tx) => readFeed(tx, ctx, { slackId: 'U0ANA', teamId: null }));

  expect(event).toMatchObject({ isCancelled: true, description: null });
});

test('of a team with more shifts than fit the nearest are in its feed', async () => {
  const ctx = northwind.as('maya');
  const now = ctx.clock.now().getTime();
  const days = Array.from({ length: 21 }, (_, index) => new Date(now + (index - 10) * 86_400_000));
  const adds = days
    .map((day) => day.toISOString().slice(0, 10))
    .flatMap((day) => Array.from({ length: 110 }, () => newShift(null, `${day}T08:00`, `${day}T16:00`)));
  await addShifts(ctx, ...adds);

  const events = await transaction(ctx, (tx) => readFeed(tx, ctx, { slackId: 'U0ANA', teamId: CARE }));

  expect(events).toHaveLength(2_000);
  expect((events[0]?.startsAt.getTime() ?? 0) - now).toBeLessThan(-8 * 86_400_000);
  expect((events.at(-1)?.startsAt.getTime() ?? 0) - now).toBeGreaterThan(8 * 86_400_000);
});
