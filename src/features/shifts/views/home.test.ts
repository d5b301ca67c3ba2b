import type { ModalView } from '@slack/types';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { messageProblems } from '../../../../test/support/block-check.ts';
import type { TestContext } from '../../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { type CastName, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { addShifts, newShift } from '../../../../test/support/shifts.ts';
import { home } from './home.ts';

/** A Tuesday, 10:00 in Berlin. */
const NOW = new Date('2026-03-10T09:00:00Z');

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

describe('App Home', () => {
  test('has my next shifts with Swap, who is on until when, and who comes next', async () => {
    await plan(
      ['U0BEN', '2026-03-10T06:00', '2026-03-10T14:00'],
      ['U0ANA', '2026-03-10T14:00', '2026-03-10T22:00', { type: 'Late' }],
      ['U0ANA', '2026-03-30T14:00', '2026-03-30T22:00'],
    );

    const blocks = await home.blocks(as('ana'));

    expect(messageProblems({ text: 'Home', blocks: [...blocks] })).toEqual([]);
    const text = textOf(blocks);
    expect(text).toContain('Tue 10 Mar · today · 14:00–22:00 · Late · 8 h\non your own');
    expect(text).toContain('Ben until 14:00\nNext: Ana, 14:00–22:00');
    expect(text).toContain('My swaps\nTimes I cannot work');
    expect(text.match(/^Swap$/gm)).toHaveLength(1);
    expect(text).not.toContain('30 March');
  });

  test('names those who start next whatever their kind of shift, and counts the others and those who start later', async () => {
    await plan(
      ['U0ANA', '2026-03-10T14:00', '2026-03-10T22:00', { type: 'Late' }],
      ['U0BEN', '2026-03-10T14:00', '2026-03-10T22:00', { role: 'phone' }],
      ['U0LEO', '2026-03-10T14:00', '2026-03-10T20:00'],
      ['U0LIA', '2026-03-10T16:00', '2026-03-10T22:00'],
      ['U0DORA', '2026-03-10T18:00', '2026-03-10T22:00'],
      ['U0MAYA', '2026-03-11T08:00', '2026-03-11T16:00'],
    );

    const text = textOf(await home.blocks(as('ana')));

    expect(text).toContain('Nobody\nNext: Leo, 14:00–20:00\nNext: Ana and Ben, 14:00–22:00\nThen 2 others, from 16:00');
    expect(text).not.toContain('Maya');
  });

  test('counts those for whom a line has no room', async () => {
    const others = Array.from({ length: 9 }, (_, at) => `U0X${at}`);
    await database.sql`insert into people ${database.sql(
      others.map((slackId) => ({
        workspace_id: 'T0NORTHWIND',
        slack_id: slackId,
        name: `Xaver ${slackId}`,
        kind: 'full',
        is_admin: false,
        time_zone: 'Europe/Berlin',
        read_at: NOW,
      })),
    )}`;
    await plan(
      ['U0ANA', '2026-03-10T14:00', '2026-03-10T22:00', { type: 'Late' }],
      ...others.map((slackId) => [slackId, '2026-03-10T14:00', '2026-03-10T22:00'] as const),
    );

    const text = textOf(await home.blocks(as('ana')));

    expect(text).toMatch(
      /Next: (?:Xaver U0X\d, ){5}Xaver U0X5 and 4 others, 14:00–22:00|Next: Ana, (?:Xaver U0X\d, ){4}Xaver U0X4 and 4 others, 14:00–22:00/,
    );
  });

  test('has nothing for a team without a roster, but that whoever may can import one', async () => {
    expect([await home.blocks(as('ana')), await home.blocks(as('leo'))]).toEqual([[], []]);
    const blocks = await home.blocks(as('maya'));

    expect(textOf(blocks)).toBe('Nobody is on the roster yet.\nImport');
    expect(JSON.stringify(blocks)).toContain('"action_id":"shift.import-start"');
  });

  test('offers Import to managers beside who is on now', async () => {
    await plan(['U0BEN', '2026-03-10T06:00', '2026-03-10T14:00']);

    expect(textOf(await home.blocks(as('maya')))).toContain('All of today\nImport');
    expect(textOf(await home.blocks(as('leo')))).not.toContain('Import');
  });

  test('says whose clock it is where it is not the reader’s', async () => {
    await plan(['U0BEN', '2026-03-10T06:00', '2026-03-10T14:00']);
    const abroad = { ...as('lia'), actor: { ...as('lia').actor, timeZone: 'America/Chicago' } };

    expect(textOf(await home.blocks(abroad))).toMatch(/Times of Berlin\s+Ben until 14:00/);
    expect(textOf(await home.blocks(as('lia')))).not.toContain('Times of');
  });
});
