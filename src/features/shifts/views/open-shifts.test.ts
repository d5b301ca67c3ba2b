import { describe, expect, test } from 'vitest';
import { CARE } from '../../../../test/support/northwind.ts';
import { useRosterWorld } from '../../../../test/support/use-roster-world.ts';
import { showRoster } from './show-roster.ts';
import type { Target } from './targets.ts';

const world = useRosterWorld();
const open = (date: string): Target => ({ kind: 'open', teamId: CARE, date });

describe('open shifts', () => {
  test('are listed from a day on, those that the rules allow to be picked up, the others with why not', async () => {
    await world.plan(
      [null, '2026-03-10T06:00', '2026-03-10T14:00'],
      [null, '2026-03-12T14:00', '2026-03-12T22:00', { role: 'chat' }],
      [null, '2026-03-13T14:00', '2026-03-13T22:00', { isPublished: false }],
      [null, '2026-03-17T06:00', '2026-03-17T14:00'],
      ['U0ANA', '2026-03-18T06:00', '2026-03-18T14:00'],
      [null, '2026-03-18T23:00', '2026-03-19T07:00'],
      [null, '2026-03-18T10:00', '2026-03-18T18:00'],
      ['U0BEN', '2026-03-12T14:00', '2026-03-12T22:00'],
    );

    const text = await world.seen('ana', open('2026-03-10'));

    expect(text).toContain('14:00–22:00 · chat · 8 h\nIt asks for chat, which you do not have as a skill.');
    expect(text).toContain('Tuesday 17 March\n06:00–14:00 · 8 h\nPick up');
    expect(text).toContain('23:00–07:00 · 8 h\nYou would have 9 h rest before it; 11 h are needed.');
    expect(text).toContain('10:00–18:00 · 8 h\nYou work Wed 18 Mar 06:00–14:00.');
    expect(text.match(/^Pick up$/gm)).toHaveLength(1);
    expect(text).not.toContain('Tuesday 10 March\n');
  });

  test('say where a manager has to say yes', async () => {
    const week = [16, 17, 18, 19, 20].map((day) => ['U0ANA', `2026-03-${day}T08:00`, `2026-03-${day}T16:00`] as const);
    await world.plan([null, '2026-03-21T08:00', '2026-03-21T16:00'], ...week);

    const text = await world.seen('ana', open('2026-03-10'));

    expect(text).toContain("Needs your manager's yes\nPick up");
  });

  test('have a way for those who plan to change what they cannot pick up themselves', async () => {
    await world.plan([null, '2026-03-12T14:00', '2026-03-12T22:00', { role: 'chat' }]);

    expect(await world.seen('leo', open('2026-03-10'))).toContain('as a skill.\nChange');
  });

  test('take as many statements for many as for one', async () => {
    const counted = [];
    for (const days of [[16], [18, 20, 24, 26, 28]]) {
      await world.plan(...days.map((day) => [null, `2026-03-${day}T08:00`, `2026-03-${day}T16:00`] as const));
      world.database.queries.length = 0;
      await showRoster(world.as('ana'), open('2026-03-10'));
      counted.push(world.database.queries.length);
    }

    expect(counted[1]).toBe(counted[0]);
  });
});
