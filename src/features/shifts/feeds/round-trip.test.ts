import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { newShift } from '../../../../test/support/shifts.ts';
import { CARE } from '../../../../test/support/northwind.ts';
import { cleanText, clip } from '../../../slack/mrkdwn.ts';
import { guessColumns } from '../import/known-layouts.ts';
import { planImport } from '../import/plan-import.ts';
import { readCsv } from '../import/read-csv.ts';
import { readDrafts } from '../import/read-drafts.ts';
import { timesOf } from '../roster/cut-shift.ts';
import type { ShiftRow } from '../roster/tables.ts';
import { rosterHeading, rosterLines } from './roster-csv.ts';

/** Half an hour, whole hours, at midnight, in winter, and one without a change. */
const CHANGES = {
  'Europe/Berlin': ['2026-03-29T01:00Z', '2026-10-25T01:00Z'],
  'America/New_York': ['2026-03-08T07:00Z', '2026-11-01T06:00Z'],
  'Australia/Lord_Howe': ['2026-04-04T15:00Z', '2026-10-03T15:30Z'],
  'America/Santiago': ['2026-04-05T03:00Z', '2026-09-06T04:00Z'],
  'Europe/Dublin': ['2026-03-29T01:00Z', '2026-10-25T01:00Z'],
  'Africa/Casablanca': ['2026-02-15T02:00Z', '2026-03-22T02:00Z'],
  'Asia/Kathmandu': ['2026-07-01T00:00Z'],
} as const;
type Zone = keyof typeof CHANGES;

const MINUTE = 60_000;

/** What spreadsheets run, what parts cells and rows, what is longer than it looks, and words. */
const pieces = [
  '=1+1',
  '+',
  '-',
  '@',
  "'",
  '"',
  ',',
  ';',
  '\t',
  '\n',
  '\r\n',
  '👩‍👩‍👧',
  'ü',
  'שלום',
  '\uFEFF',
  '＝',
  ' ',
  'a',
  'x y',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme', maxLength: 8 })), { maxLength: 12 })
  // As everything that people write comes in.
  .map((some) => clip(cleanText(some.join('')).trim(), 200).trim() || null);

/** Around a change of clocks, by the minute. */
const times = fc
  .tuple(
    fc.constantFrom(...(Object.keys(CHANGES) as Zone[])),
    fc.nat(),
    fc.integer({ min: -600, max: 600 }),
    fc.integer({ min: 1, max: 1440 }),
  )
  .map(([timeZone, nth, minutes, length]) => {
    const changes = CHANGES[timeZone];
    const from = new Date(Date.parse(changes[nth % changes.length] ?? changes[0]) + minutes * MINUTE);
    const to = new Date(from.getTime() + length * MINUTE);
    return Object.assign(timesOf({ from, to }, timeZone), { timeZone });
  });

const facts = fc.record({
  role: text,
  type: text,
  activity: text,
  credential: text,
  site: text,
  comment: text,
  isPublished: fc.boolean(),
  isTradable: fc.boolean(),
  key: text,
  kind: fc.constantFrom('own', 'imported', 'swapped'),
  holder: fc.constantFrom('nobody', 'address', 'id'),
});

interface Exported {
  readonly shift: ShiftRow;
  readonly email: string | null;
}

/** Everybody has one shift, so that nobody has two at once. */
const roster = fc.array(fc.tuple(times, facts), { maxLength: 12 }).map((shifts) =>
  shifts.map(([when, { key, kind, holder, ...said }], nth): Exported => {
    const slackId = holder === 'nobody' ? null : `U0P${nth}`;
    const added = newShift(slackId, '2026-03-16T06:00', '2026-03-16T14:00', { ...said, ...when });
    const { state: _state, teamId: _team, id = '', ...now } = added;
    // The source named somebody else, before a swap.
    const sourceFacts = kind === 'own' ? null : { ...now, ...(kind === 'swapped' && { slackId: 'U0OTHER' }) };
    const sourceKey = kind === 'own' ? null : `${key ?? ''}#${nth}`;
    const own = { workspaceId: 'T0', id, sourceKey, sourceFacts, cutFrom: null, version: 1, changedAt: new Date(0) };
    return { shift: { ...added, ...own }, email: holder === 'address' ? `p${nth}@northwind.example` : null };
  }),
);

const team = { name: '=Care, "Berlin"; 🦊', timeZone: 'Europe/Berlin' };

test('whatever is on a roster: its export, imported as it is, changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(roster, async (rows) => {
      const csv = rosterHeading + rosterLines(rows.map((row) => ({ ...row, teamName: team.name })));

      const plan = await importedTo(rows, csv);

      expect(plan.problems).toEqual([]);
      expect(plan.counts).toMatchObject({ rows: rows.length, added: 0, changed: 0, same: rows.length, missing: 0 });
    }),
    { numRuns: 300 },
  );
}, 60_000);

/** What an import of a file would do to these. */
async function importedTo(rows: readonly Exported[], csv: string) {
  const file = await readCsv(csv);
  const people = new Map(rows.flatMap(({ shift, email }) => [[email ?? shift.slackId, shift.slackId]]));
  const { drafts, problems } = await readDrafts(file, {
    layout: { columns: guessColumns(file.heading), dateOrder: 'ymd' },
    team,
    personOf: (written) => ({ slackId: people.get(written) ?? 'somebody else' }),
  });
  const own = rows.map(({ shift }) => shift);
  const held = own.filter(({ slackId }) => slackId !== null);
  const wish = { cancelsMissing: true, onlyGood: false };
  const plan = await planImport(
    drafts,
    problems,
    { teamId: CARE, own, held, cut: new Set(), teamNames: new Map() },
    wish,
  );
  return { ...plan, problems: [...problems, ...plan.problems] };
}
