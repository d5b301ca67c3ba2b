import type { ModalView } from '@slack/types';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { viewProblems } from '../../../../test/support/block-check.ts';
import type { TestContext } from '../../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { CARE, CARE_US, type CastName, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { addShifts, newShift } from '../../../../test/support/shifts.ts';
import { showRoster } from './show-roster.ts';
import type { Target } from './targets.ts';

/** A Tuesday, 10:00 in Berlin. */
const NOW = new Date('2026-03-10T09:00:00Z');
const MONDAY = '2026-03-09';

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql`truncate shifts, absences cascade`;
});

function as(name: CastName): TestContext {
  const ctx = northwind.as(name);
  ctx.clock.set(NOW);
  return ctx;
}

const mine = (name: CastName = 'ana', date = MONDAY): Target => ({
  kind: 'person',
  slackId: `U0${name.toUpperCase()}`,
  date,
});
const team = (kind: 'team' | 'open' | 'day', date = MONDAY, teamId = CARE): Target => ({ kind, teamId, date });

async function seen(name: CastName, target: Target): Promise<string> {
  const view = await showRoster(as(name), target);
  expect(viewProblems(view)).toEqual([]);
  return textOf(view);
}

/** What can be read in it, a line for each text. */
function textOf(shown: Pick<ModalView, 'blocks'> | readonly unknown[]): string {
  const texts: string[] = [];
  JSON.stringify(shown, (key, value: unknown) => {
    if (key === 'text' && typeof value === 'string') texts.push(value);
    return value;
  });
  return texts.join('\n');
}

const plan = (...shifts: Readonly<Parameters<typeof newShift>>[]) =>
  addShifts(as('leo'), ...shifts.map((shift) => newShift(...shift)));

describe('my week', () => {
  test('has my shifts under their days, with who is there, and Swap on what is ahead', async () => {
    await plan(
      ['U0ANA', '2026-03-09T06:00', '2026-03-09T14:00', { type: 'Early' }],
      ['U0ANA', '2026-03-12T14:00', '2026-03-12T22:00', { type: 'Late', role: 'phone' }],
      ['U0BEN', '2026-03-12T14:00', '2026-03-12T22:00'],
      ['U0LEO', '2026-03-12T20:00', '2026-03-13T04:00'],
      ['U0LIA', '2026-03-12T22:00', '2026-03-13T06:00'],
      ['U0ANA', '2026-03-16T06:00', '2026-03-16T14:00'],
    );

    const view = await showRoster(as('ana'), mine());

    const text = textOf(view);
    expect(text).toContain('Monday 9 March\n06:00–14:00 · Early · 8 h\non your own');
    expect(text).toContain('Thursday 12 March\n14:00–22:00 · Late · phone · 8 h\nwith Ben and Leo');
    expect(text).not.toContain('16 March');
    expect(text.match(/^Swap$/gm)).toHaveLength(1);
  });

  test('says of the night in which the clocks change how long it is', async () => {
    await plan(['U0ANA', '2026-03-28T22:00', '2026-03-29T06:00']);

    expect(await seen('ana', mine('ana', '2026-03-23'))).toContain(
      '22:00–06:00 · 7 h: the clocks go forward 1 h in it',
    );
  });

  test('has my leave, which colleagues do not see', async () => {
    await database.sql`
      insert into absences ${database.sql({
        workspace_id: 'T0NORTHWIND',
        slack_id: 'U0ANA',
        kind: 'leave',
        starts_at: new Date('2026-03-10T23:00Z'),
        ends_at: new Date('2026-03-13T23:00Z'),
        time_zone: 'Europe/Berlin',
        is_whole_dates: true,
      })}`;

    expect(await seen('ana', mine())).toContain('Wednesday 11 March · tomorrow\nOn leave · until Friday 13 March');
    expect(await seen('ben', mine())).not.toContain('leave');
    expect(await seen('leo', team('day', '2026-03-12'))).toContain('Away: Ana');
    expect(await seen('ben', team('day', '2026-03-12'))).not.toContain('Away');
  });

  test('says when there is nothing', async () => {
    expect(await seen('ana', mine())).toContain('No shifts of yours this week.');
  });

  test('names the next shift once this week has none ahead, and only then', async () => {
    await plan(['U0ANA', '2026-03-09T06:00', '2026-03-09T14:00'], ['U0ANA', '2026-03-17T06:00', '2026-03-17T14:00']);

    expect(await seen('ana', mine())).toContain('Next shift: Tuesday 17 March, 06:00–14:00');
    expect(await seen('ana', mine('ana', '2026-03-16'))).not.toContain('Next shift');

    await plan(['U0ANA', '2026-03-12T06:00', '2026-03-12T14:00']);
    expect(await seen('ana', mine())).not.toContain('Next shift');
  });

  test('begins on the Monday of any date', async () => {
    await plan(['U0ANA', '2026-03-09T06:00', '2026-03-09T14:00']);

    expect(await seen('ana', mine('ana', '2026-03-15'))).toContain('06:00–14:00');
  });
});

describe('the week of somebody else', () => {
  test('is seen by people of the same team, without Swap', async () => {
    await plan(['U0BEN', '2026-03-12T14:00', '2026-03-12T22:00']);

    const text = await seen('ana', mine('ben'));

    expect(text).toContain('14:00–22:00');
    expect(text).not.toMatch(/^(Swap|Edit)$/m);
  });

  test('can be changed by who plans', async () => {
    await plan(['U0BEN', '2026-03-12T14:00', '2026-03-12T22:00']);

    expect(await seen('leo', mine('ben'))).toMatch(/^Change$/m);
  });

  test('is refused to people of other teams', async () => {
    await expect(showRoster(as('amy'), mine('ben'))).rejects.toThrow('none of your teams');
  });

  test('leaves out what they work for a team of which the reader is not', async () => {
    await plan(['U0BEN', '2026-03-12T14:00', '2026-03-12T22:00', { teamId: CARE_US }]);

    expect(await seen('ana', mine('ben'))).toContain('No shifts this week.');
    expect(await seen('ben', mine('ben'))).toContain('14:00–22:00');
  });

  test('leaves out drafts, but not for who plans', async () => {
    await plan(['U0BEN', '2026-03-12T14:00', '2026-03-12T22:00', { isPublished: false }]);

    expect(await seen('ana', mine('ben'))).not.toContain('14:00');
    expect(await seen('ben', mine('ben'))).not.toContain('14:00');
    expect(await seen('leo', mine('ben'))).toContain('Draft: only those who plan see it');
  });
});

describe("the team's week", () => {
  test('has a line for everybody who works the same times', async () => {
    await plan(
      ['U0ANA', '2026-03-09T06:00', '2026-03-09T14:00', { type: 'Early' }],
      ['U0BEN', '2026-03-09T06:00', '2026-03-09T14:00', { type: 'Early' }],
      [null, '2026-03-09T06:00', '2026-03-09T14:00', { type: 'Early' }],
      ['U0LEO', '2026-03-09T14:00', '2026-03-09T22:00', { type: 'Late' }],
    );

    const text = await seen('ana', team('team'));

    expect(text).toContain('06:00–14:00\n  \nAna and Ben · Early');
    expect(text).toContain('06:00–14:00\n  \n1 open · Early');
    expect(text).toContain('14:00–22:00\n  \nLeo · Late');
    expect(text).toContain('Nobody');
    expect(text).not.toContain('Add a shift');
  });

  test('says what the times are where the reader is', async () => {
    await database.sql`insert into members ${database.sql({ workspace_id: 'T0NORTHWIND', team_id: CARE, slack_id: 'U0AMY', role: 'agent', source: 'picked' })}`;
    await plan(['U0ANA', '2026-03-09T06:00', '2026-03-09T14:00']);
    const ctx = northwind.as('amy');
    const member = { ...ctx, actor: { ...ctx.actor, memberships: [{ teamId: CARE, role: 'agent' as const }] } };

    const text = textOf(await showRoster(member, team('team')));

    expect(text).toContain('Ana · 00:00–08:00 your time');
    await database.sql`delete from members where team_id = ${CARE} and slack_id = 'U0AMY'`;
  });

  test('can be planned by leads, imported by managers', async () => {
    expect(await seen('leo', team('team'))).toContain('Add a shift');
    expect(await seen('leo', team('team'))).not.toMatch(/^Import$/m);
    expect(await seen('maya', team('team'))).toMatch(/^Import$/m);
  });

  test('is refused to people of other teams', async () => {
    await expect(showRoster(as('amy'), team('team'))).rejects.toThrow('Only agents, leads, managers and directors');
  });
});

describe('a day', () => {
  test('has of today who is on, who comes and who was there', async () => {
    await plan(
      ['U0LIA', '2026-03-09T22:00', '2026-03-10T06:00'],
      ['U0ANA', '2026-03-10T06:00', '2026-03-10T14:00'],
      ['U0BEN', '2026-03-10T14:00', '2026-03-10T22:00'],
      ['U0LEO', '2026-03-11T06:00', '2026-03-11T14:00'],
    );

    const text = await seen('maya', team('day', '2026-03-10'));

    expect(text).toMatch(
      /On now\n06:00–14:00\n {2}\nAna[^]*Later today\n14:00–22:00\n {2}\nBen[^]*Earlier today\n22:00–06:00\n {2}\nLia/,
    );
    expect(text).not.toContain('06:00–14:00\n  \nLeo');
    expect(text).toContain('06:00–14:00 Ana');
  });
});

test.each<readonly [string, CastName, Target, number]>([
  ['my week', 'ana', mine(), 3],
  ["a colleague's week", 'ana', mine('ben'), 3],
  ["the team's week", 'leo', team('team'), 2],
  ['a day', 'leo', team('day'), 3],
  ['open shifts', 'ana', team('open'), 2],
])('%s takes a handful of statements, however many shifts there are', async (_what, name, target, statements) => {
  await plan(
    ...Array.from(
      { length: 6 },
      (_, day) =>
        [
          'U0ANA',
          `2026-03-${day + 9 < 10 ? '09' : day + 9}T06:00`,
          `2026-03-${day + 9 < 10 ? '09' : day + 9}T14:00`,
        ] as Parameters<typeof newShift>,
    ),
  );
  database.queries.length = 0;

  await showRoster(as(name), target);

  expect(ownQueries()).toBe(statements);
});

function ownQueries(): number {
  return database.queries.filter((query) => !/^(begin|commit|set|select set_config)/i.test(query.trim())).length;
}
