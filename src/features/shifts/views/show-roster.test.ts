import { describe, expect, test } from 'vitest';
import { CARE, CARE_US, type CastName } from '../../../../test/support/northwind.ts';
import { type RosterWorld, textOf, useRosterWorld } from '../../../../test/support/use-roster-world.ts';
import { showRoster } from './show-roster.ts';
import type { Target } from './targets.ts';

const world = useRosterWorld();
const MONDAY = '2026-03-09';
const mine = (name: CastName = 'ana', date = MONDAY): Target => ({
  kind: 'person',
  slackId: `U0${name.toUpperCase()}`,
  date,
});
const team = (kind: 'team' | 'open' | 'day', date = MONDAY, teamId = CARE): Target => ({ kind, teamId, date });

describe('my week', () => {
  test('has my shifts under their days, with who is there, and Swap on what is ahead', async () => {
    await world.plan(
      ['U0ANA', '2026-03-09T06:00', '2026-03-09T14:00', { type: 'Early' }],
      ['U0ANA', '2026-03-12T14:00', '2026-03-12T22:00', { type: 'Late', role: 'phone' }],
      ['U0BEN', '2026-03-12T14:00', '2026-03-12T22:00'],
      ['U0LEO', '2026-03-12T20:00', '2026-03-13T04:00'],
      ['U0LIA', '2026-03-12T22:00', '2026-03-13T06:00'],
      ['U0ANA', '2026-03-16T06:00', '2026-03-16T14:00'],
    );

    const view = await showRoster(world.as('ana'), mine());

    const text = textOf(view);
    expect(text).toContain('Monday 9 March\n06:00–14:00 · Early · 8 h\non your own');
    expect(text).toContain('Thursday 12 March\n14:00–22:00 · Late · phone · 8 h\nwith Ben and Leo');
    expect(text).not.toContain('16 March');
    expect(text.match(/^Swap$/gm)).toHaveLength(1);
  });

  test('says of the night in which the clocks change how long it is', async () => {
    await world.plan(['U0ANA', '2026-03-28T22:00', '2026-03-29T06:00']);

    expect(await world.seen('ana', mine('ana', '2026-03-23'))).toContain(
      '22:00–06:00 · 7 h: the clocks go forward 1 h in it',
    );
  });

  test('has my leave, which colleagues do not see', async () => {
    await world.database.sql`
      insert into absences ${world.database.sql({
        workspace_id: 'T0NORTHWIND',
        slack_id: 'U0ANA',
        kind: 'leave',
        starts_at: new Date('2026-03-10T23:00Z'),
        ends_at: new Date('2026-03-13T23:00Z'),
        time_zone: 'Europe/Berlin',
        is_whole_dates: true,
      })}`;

    expect(await world.seen('ana', mine())).toContain(
      'Wednesday 11 March · tomorrow\nOn leave · until Friday 13 March',
    );
    expect(await world.seen('ben', mine())).not.toContain('leave');
    expect(await world.seen('leo', team('day', '2026-03-12'))).toContain('Away: Ana');
    expect(await world.seen('ben', team('day', '2026-03-12'))).not.toContain('Away');
  });

  test('says when there is nothing', async () => {
    expect(await world.seen('ana', mine())).toContain('No shifts of yours this week.');
  });

  test('names the next shift once this week has none ahead, and only then', async () => {
    await world.plan(
      ['U0ANA', '2026-03-09T06:00', '2026-03-09T14:00'],
      ['U0ANA', '2026-03-17T06:00', '2026-03-17T14:00'],
    );

    expect(await world.seen('ana', mine())).toContain('Next shift: Tuesday 17 March, 06:00–14:00');
    expect(await world.seen('ana', mine('ana', '2026-03-16'))).not.toContain('Next shift');

    await world.plan(['U0ANA', '2026-03-12T06:00', '2026-03-12T14:00']);
    expect(await world.seen('ana', mine())).not.toContain('Next shift');
  });

  test('begins on the Monday of any date', async () => {
    await world.plan(['U0ANA', '2026-03-09T06:00', '2026-03-09T14:00']);

    expect(await world.seen('ana', mine('ana', '2026-03-15'))).toContain('06:00–14:00');
  });
});

describe('the week of somebody else', () => {
  test('is seen by people of the same team, without Swap', async () => {
    await world.plan(['U0BEN', '2026-03-12T14:00', '2026-03-12T22:00']);

    const text = await world.seen('ana', mine('ben'));

    expect(text).toContain('14:00–22:00');
    expect(text).not.toMatch(/^(Swap|Edit)$/m);
  });

  test('can be changed by who plans', async () => {
    await world.plan(['U0BEN', '2026-03-12T14:00', '2026-03-12T22:00']);

    expect(await world.seen('leo', mine('ben'))).toMatch(/^Change$/m);
  });

  test('is refused to people of other teams', async () => {
    await expect(showRoster(world.as('amy'), mine('ben'))).rejects.toThrow('none of your teams');
  });

  test('leaves out what they work for a team of which the reader is not', async () => {
    await world.plan(['U0BEN', '2026-03-12T14:00', '2026-03-12T22:00', { teamId: CARE_US }]);

    expect(await world.seen('ana', mine('ben'))).toContain('No shifts this week.');
    expect(await world.seen('ben', mine('ben'))).toContain('14:00–22:00');
  });

  test('leaves out drafts, but not for who plans', async () => {
    await world.plan(['U0BEN', '2026-03-12T14:00', '2026-03-12T22:00', { isPublished: false }]);

    expect(await world.seen('ana', mine('ben'))).not.toContain('14:00');
    expect(await world.seen('ben', mine('ben'))).not.toContain('14:00');
    expect(await world.seen('leo', mine('ben'))).toContain('Draft: only those who plan see it');
  });
});

describe("the team's week", () => {
  test('has a line for everybody who works the same times', async () => {
    await world.plan(
      ['U0ANA', '2026-03-09T06:00', '2026-03-09T14:00', { type: 'Early' }],
      ['U0BEN', '2026-03-09T06:00', '2026-03-09T14:00', { type: 'Early' }],
      [null, '2026-03-09T06:00', '2026-03-09T14:00', { type: 'Early' }],
      ['U0LEO', '2026-03-09T14:00', '2026-03-09T22:00', { type: 'Late' }],
    );

    const text = await world.seen('ana', team('team'));

    expect(text).toContain('06:00–14:00\n  \nAna and Ben · Early');
    expect(text).toContain('06:00–14:00\n  \n1 open · Early');
    expect(text).toContain('14:00–22:00\n  \nLeo · Late');
    expect(text).toContain('Nobody');
    expect(text).not.toContain('Add a shift');
  });

  test('says what the times are where the reader is', async () => {
    await world.database
      .sql`insert into members ${world.database.sql({ workspace_id: 'T0NORTHWIND', team_id: CARE, slack_id: 'U0AMY', role: 'agent', source: 'picked' })}`;
    await world.plan(['U0ANA', '2026-03-09T06:00', '2026-03-09T14:00']);
    const ctx = world.as('amy');
    const member = { ...ctx, actor: { ...ctx.actor, memberships: [{ teamId: CARE, role: 'agent' as const }] } };

    const text = textOf(await showRoster(member, team('team')));

    expect(text).toContain('Ana · 00:00–08:00 your time');
    await world.database.sql`delete from members where team_id = ${CARE} and slack_id = 'U0AMY'`;
  });

  test('can be planned by leads, imported by managers', async () => {
    expect(await world.seen('leo', team('team'))).toContain('Add a shift');
    expect(await world.seen('leo', team('team'))).not.toMatch(/^Import$/m);
    expect(await world.seen('maya', team('team'))).toMatch(/^Import$/m);
  });

  test('is refused to people of other teams', async () => {
    await expect(showRoster(world.as('amy'), team('team'))).rejects.toThrow(
      'Only agents, leads, managers and directors',
    );
  });
});

describe('a day', () => {
  test('has of today who is on, who comes and who was there', async () => {
    await world.plan(
      ['U0LIA', '2026-03-09T22:00', '2026-03-10T06:00'],
      ['U0ANA', '2026-03-10T06:00', '2026-03-10T14:00'],
      ['U0BEN', '2026-03-10T14:00', '2026-03-10T22:00'],
      ['U0LEO', '2026-03-11T06:00', '2026-03-11T14:00'],
    );

    const text = await world.seen('maya', team('day', '2026-03-10'));

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
  await world.plan(
    ...Array.from(
      { length: 6 },
      (_, day) =>
        [
          'U0ANA',
          `2026-03-${day + 9 < 10 ? '09' : day + 9}T06:00`,
          `2026-03-${day + 9 < 10 ? '09' : day + 9}T14:00`,
        ] as Parameters<RosterWorld['plan']>[number],
    ),
  );
  world.database.queries.length = 0;

  await showRoster(world.as(name), target);

  expect(ownQueries()).toBe(statements);
});

function ownQueries(): number {
  return world.database.queries.filter((query) => !/^(begin|commit|set|select set_config)/i.test(query.trim())).length;
}
