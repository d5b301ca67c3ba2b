import { describe, expect, test } from 'vitest';
import { messageProblems } from '../../../../test/support/block-check.ts';
import { textOf, useRosterWorld } from '../../../../test/support/use-roster-world.ts';
import { home } from './home.ts';

const world = useRosterWorld();

describe('App Home', () => {
  test('has my next shifts with Swap, who is on until when, and who comes next', async () => {
    await world.plan(
      ['U0BEN', '2026-03-10T06:00', '2026-03-10T14:00'],
      ['U0ANA', '2026-03-10T14:00', '2026-03-10T22:00', { type: 'Late' }],
      ['U0ANA', '2026-03-30T14:00', '2026-03-30T22:00'],
    );

    const blocks = await home.blocks(world.as('ana'));

    expect(messageProblems({ text: 'Home', blocks: [...blocks] })).toEqual([]);
    const text = textOf(blocks);
    expect(text).toContain('Tue 10 Mar · today · 14:00–22:00 · Late · 8 h\non your own');
    expect(text).toContain('Ben until 14:00\nNext: Ana, 14:00–22:00');
    expect(text).toContain('My swaps\nTimes I cannot work');
    expect(text.match(/^Swap$/gm)).toHaveLength(1);
    expect(text).not.toContain('30 March');
  });

  test('names those who start next whatever their kind of shift, and counts the others and those who start later', async () => {
    await world.plan(
      ['U0ANA', '2026-03-10T14:00', '2026-03-10T22:00', { type: 'Late' }],
      ['U0BEN', '2026-03-10T14:00', '2026-03-10T22:00', { role: 'phone' }],
      ['U0LEO', '2026-03-10T14:00', '2026-03-10T20:00'],
      ['U0LIA', '2026-03-10T16:00', '2026-03-10T22:00'],
      ['U0DORA', '2026-03-10T18:00', '2026-03-10T22:00'],
      ['U0MAYA', '2026-03-11T08:00', '2026-03-11T16:00'],
    );

    const text = textOf(await home.blocks(world.as('ana')));

    expect(text).toContain('Nobody\nNext: Leo, 14:00–20:00\nNext: Ana and Ben, 14:00–22:00\nThen 2 others, from 16:00');
    expect(text).not.toContain('Maya');
  });

  test('counts those for whom a line has no room', async () => {
    const others = Array.from({ length: 9 }, (_, at) => `U0X${at}`);
    await world.database.sql`insert into people ${world.database.sql(
      others.map((slackId) => ({
        workspace_id: 'T0NORTHWIND',
        slack_id: slackId,
        name: `Xaver ${slackId}`,
        kind: 'full',
        is_admin: false,
        time_zone: 'Europe/Berlin',
        read_at: world.as('leo').clock.now(),
      })),
    )}`;
    await world.plan(
      ['U0ANA', '2026-03-10T14:00', '2026-03-10T22:00', { type: 'Late' }],
      ...others.map((slackId) => [slackId, '2026-03-10T14:00', '2026-03-10T22:00'] as const),
    );

    const text = textOf(await home.blocks(world.as('ana')));

    expect(text).toMatch(
      /Next: (?:Xaver U0X\d, ){5}Xaver U0X5 and 4 others, 14:00–22:00|Next: Ana, (?:Xaver U0X\d, ){4}Xaver U0X4 and 4 others, 14:00–22:00/,
    );
  });

  test('has nothing for a team without a roster, but that whoever may can import one', async () => {
    expect([await home.blocks(world.as('ana')), await home.blocks(world.as('leo'))]).toEqual([[], []]);
    const blocks = await home.blocks(world.as('maya'));

    expect(textOf(blocks)).toBe('Nobody is on the roster yet.\nImport');
    expect(JSON.stringify(blocks)).toContain('"action_id":"shift.import-start"');
  });

  test('offers Import to managers beside who is on now', async () => {
    await world.plan(['U0BEN', '2026-03-10T06:00', '2026-03-10T14:00']);

    expect(textOf(await home.blocks(world.as('maya')))).toContain('All of today\nImport');
    expect(textOf(await home.blocks(world.as('leo')))).not.toContain('Import');
  });

  test('says whose clock it is where it is not the reader’s', async () => {
    await world.plan(['U0BEN', '2026-03-10T06:00', '2026-03-10T14:00']);
    const abroad = { ...world.as('lia'), actor: { ...world.as('lia').actor, timeZone: 'America/Chicago' } };

    expect(textOf(await home.blocks(abroad))).toMatch(/Times of Berlin\s+Ben until 14:00/);
    expect(textOf(await home.blocks(world.as('lia')))).not.toContain('Times of');
  });
});
