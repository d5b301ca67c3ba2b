import { expect, test } from 'vitest';
import { newShift } from '../../../../test/support/shifts.ts';
import { guessColumns, isKnown } from '../import/known-layouts.ts';
import { readCsv } from '../import/read-csv.ts';
import { readDrafts } from '../import/read-drafts.ts';
import type { ShiftRow } from '../roster/tables.ts';
import { rosterHeading, rosterLines } from './roster-csv.ts';

const team = { name: '=Care, "Berlin"', timeZone: 'Europe/Berlin' };
const EMAIL = 'ana@northwind.example';

function row(
  slackId: string | null,
  start: string,
  end: string,
  others: Parameters<typeof newShift>[3] = {},
): ShiftRow {
  const added = newShift(slackId, start, end, others);
  const own = {
    workspaceId: 'T0',
    sourceKey: null,
    sourceFacts: null,
    cutFrom: null,
    version: 1,
    changedAt: new Date(0),
  };
  return { ...own, ...added, id: added.id ?? '' };
}

async function imported(text: string) {
  const file = await readCsv(text);
  const layout = { columns: guessColumns(file.heading), dateOrder: 'ymd' } as const;
  const slackIds: Readonly<Record<string, string>> = { [EMAIL]: 'U0ANA', U0BEN: 'U0BEN' };
  const personOf = (written: string) => ({ slackId: slackIds[written] ?? 'nobody' });
  return { isKnown: isKnown(file.heading), ...(await readDrafts(file, { layout, team, personOf })) };
}

test('what is exported is read by an import as what it was, whatever people wrote', async () => {
  const full = {
    role: '+49',
    type: '-5',
    activity: '@home',
    credential: "'=1",
    site: 'a, "b"',
    comment: '=SUM(A1)\nsecond line ü🦊',
  };
  const rows = [
    row('U0ANA', '2026-03-28T22:00', '2026-03-29T06:00', { ...full, breakMinutes: 30, sourceKey: '=key' }),
    row('U0BEN', '2026-10-24T22:00', '2026-10-25T06:00', {
      isPublished: false,
      isTradable: false,
      timeZone: 'America/New_York',
    }),
    row(null, '2026-10-25T00:00', '2026-10-25T08:00'),
  ];

  const csv =
    rosterHeading +
    rosterLines(rows.map((shift) => ({ shift, teamName: team.name, email: shift.slackId === 'U0ANA' ? EMAIL : null })));
  const read = await imported(csv);

  expect(read).toMatchObject({ isKnown: true, problems: [] });
  for (const [nth, draft] of read.drafts.entries()) {
    expect({ ...draft.facts, startsAt: draft.startsAt, endsAt: draft.endsAt }).toEqual({
      ...draft.facts,
      ...pick(rows[nth], [...factNames, 'startsAt', 'endsAt']),
    });
    expect(draft.id).toBe(rows[nth]?.sourceKey ?? rows[nth]?.id);
  }
  expect(read.drafts).toHaveLength(3);
});

test('a time that comes twice is told apart by its offset', async () => {
  const startsAt = new Date('2026-10-25T01:30:00Z');
  const late = row('U0ANA', '2026-10-25T02:30', '2026-10-25T10:00', { startsAt, startOffset: '+01:00' });

  const { drafts } = await imported(rosterHeading + rosterLines([{ shift: late, teamName: team.name, email: EMAIL }]));

  expect(drafts.map((draft) => draft.startsAt)).toEqual([startsAt]);
});

test('nothing in the file runs as a formula', () => {
  const text = rosterLines([
    { shift: row('U0ANA', '2026-03-16T06:00', '2026-03-16T14:00', { comment: '=1+1' }), teamName: '@x', email: null },
  ]);

  expect(text.split(/[,\r\n]/).filter((cell) => /^"?[=+\-@]/.test(cell))).toEqual([]);
});

const factNames = [
  'slackId',
  'startsLocal',
  'endsLocal',
  'timeZone',
  'startOffset',
  'endOffset',
  'role',
  'type',
  'activity',
  'credential',
  'site',
  'comment',
  'breakMinutes',
  'isPublished',
  'isTradable',
] as const satisfies readonly (keyof ShiftRow)[];

function pick(from: ShiftRow | undefined, names: readonly (keyof ShiftRow)[]): Partial<ShiftRow> {
  return Object.fromEntries(names.map((name) => [name, from?.[name]]));
}
