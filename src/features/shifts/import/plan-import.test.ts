import { expect, test } from 'vitest';
import { newShift } from '../../../../test/support/shifts.ts';
import { CARE, CARE_US } from '../../../../test/support/northwind.ts';
import type { ShiftRow } from '../roster/tables.ts';
import { planImport, type RosterNow, type Wish } from './plan-import.ts';
import type { Draft } from './read-row.ts';

const at = new Date('2026-03-10T09:00:00Z');

function draft(
  line: number,
  id: string | undefined,
  slackId: string | null,
  start: string,
  end: string,
  others: Partial<Draft['facts']> = {},
): Draft {
  const { teamId: _, id: _id, state: _state, startsAt, endsAt, ...facts } = newShift(slackId, start, end);
  return { line, id, startsAt, endsAt, facts: { ...facts, ...others } };
}

/** The shift as an import of that row has left it, changed where told. */
function imported(row: Draft, changes: Partial<ShiftRow> = {}): ShiftRow {
  return {
    ...row.facts,
    workspaceId: 'T0NORTHWIND',
    id: `00000000-0000-4000-8000-0000000000${String(row.line).padStart(2, '0')}`,
    teamId: CARE,
    sourceKey: row.id ?? null,
    sourceFacts: row.facts,
    cutFrom: null,
    state: 'planned',
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    version: 1,
    changedAt: at,
    ...changes,
  };
}

function roster(...shifts: readonly ShiftRow[]): RosterNow {
  const own = shifts.filter(({ teamId }) => teamId === CARE);
  const held = shifts.filter(({ slackId, state }) => slackId !== null && state === 'planned');
  const cut = new Set(shifts.flatMap(({ cutFrom }) => cutFrom ?? []));
  return { teamId: CARE, own, held, cut, teamNames: new Map([[CARE_US, 'Northwind Care US']]) };
}

const plan = (drafts: readonly Draft[], now = roster(), wish: Wish = { cancelsMissing: false, onlyGood: false }) =>
  planImport(drafts, [], now, wish);

const early = draft(2, 's1', 'U0ANA', '2026-03-16T06:00', '2026-03-16T14:00');
const late = draft(3, 's2', 'U0BEN', '2026-03-16T14:00', '2026-03-16T22:00');

test('adds what is not on the roster, and changes nothing the second time', async () => {
  const first = await plan([early, late]);
  const second = await plan([early, late], roster(imported(early), imported(late)));

  expect(first.counts).toEqual({ rows: 2, added: 2, changed: 0, same: 0, missing: 0, bad: 0 });
  expect(second.counts).toEqual({ rows: 2, added: 0, changed: 0, same: 2, missing: 0, bad: 0 });
  expect(second.changes).toEqual([]);
});

test('recognises shifts of a file without ids by person and start, several open ones alike included', async () => {
  const rows = [2, 3].map((line) => draft(line, undefined, null, '2026-03-16T06:00', '2026-03-16T14:00'));
  const first = await plan(rows);
  const kept = first.changes.flatMap((change, index) =>
    'add' in change ? [imported(rows[index] ?? early, { sourceKey: change.add.sourceKey ?? null })] : [],
  );

  expect(new Set(kept.map(({ sourceKey }) => sourceKey)).size).toBe(2);
  expect((await plan(rows, roster(...kept))).counts).toMatchObject({ added: 0, changed: 0, same: 2 });
});

test('keeps a swap made here for as long as the file says what it said', async () => {
  const swapped = imported(early, { slackId: 'U0BEN', version: 2 });

  expect((await plan([early], roster(swapped))).changes).toEqual([]);
});

test('takes from the file only what the file itself has changed', async () => {
  const swapped = imported(early, { slackId: 'U0BEN', version: 2 });
  const longer = draft(2, 's1', 'U0ANA', '2026-03-16T06:00', '2026-03-16T15:00');

  const [change] = (await plan([longer], roster(swapped))).changes;

  expect(change).toMatchObject({ shift: swapped, set: { endsLocal: '2026-03-16T15:00', endsAt: longer.endsAt } });
  expect(change && 'set' in change && 'slackId' in change.set).toBe(false);
});

test('leaves a shift cancelled that was cancelled here, and plans it again once the file changes it', async () => {
  const off = imported(early, { state: 'cancelled' });
  const changed = draft(2, 's1', 'U0ANA', '2026-03-16T07:00', '2026-03-16T14:00');

  expect((await plan([early], roster(off))).changes).toEqual([]);
  expect((await plan([changed], roster(off))).changes).toMatchObject([{ set: { state: 'planned' } }]);
});

test('cancels what the file lacks within its dates, only where that was asked for and only what once came from a file', async () => {
  const lacking = imported(draft(9, 's9', 'U0LIA', '2026-03-16T08:00', '2026-03-16T12:00'));
  const byHand = imported(draft(8, undefined, 'U0LEO', '2026-03-16T08:00', '2026-03-16T12:00'));
  const later = imported(draft(7, 's7', 'U0LIA', '2026-04-16T08:00', '2026-04-16T12:00'));
  const now = roster(imported(early), imported(late), lacking, byHand, later);

  const kept = await plan([early, late], now);
  const cancelling = await plan([early, late], now, { cancelsMissing: true, onlyGood: false });

  expect(kept).toMatchObject({ changes: [], counts: { missing: 1 } });
  expect(cancelling.changes).toEqual([{ shift: lacking, set: { state: 'cancelled', sourceFacts: null } }]);
  const again = imported(draft(9, 's9', 'U0LIA', '2026-03-16T08:00', '2026-03-16T12:00'), {
    state: 'cancelled',
    sourceFacts: null,
  });
  expect(
    (await plan([draft(9, 's9', 'U0LIA', '2026-03-16T08:00', '2026-03-16T12:00')], roster(again))).changes,
  ).toMatchObject([{ set: { state: 'planned' } }]);
});

test('looks for what is missing on all of the file’s first and last date, earlier and later than its shifts', async () => {
  const before = imported(draft(7, 's7', 'U0LIA', '2026-03-16T00:30', '2026-03-16T05:00'));
  const after = imported(draft(8, 's8', 'U0LIA', '2026-03-16T23:00', '2026-03-17T05:00'));
  const next = imported(draft(9, 's9', 'U0LIA', '2026-03-17T06:00', '2026-03-17T12:00'));

  const { changes } = await plan([early, late], roster(before, after, next), { cancelsMissing: true, onlyGood: false });

  expect(changes.filter((change) => 'shift' in change)).toMatchObject([{ shift: before }, { shift: after }]);
});

test('refuses an id that an earlier line has', async () => {
  const { problems } = await plan([early, draft(3, 's1', 'U0BEN', '2026-03-17T06:00', '2026-03-17T14:00')]);

  expect(problems).toEqual([{ line: 3, reason: 'The id “s1” is on line 2 already.' }]);
});

test('refuses a row that overlaps another one, or a shift of another team', async () => {
  const abroad = imported(draft(5, 'us', 'U0BEN', '2026-03-16T21:00', '2026-03-16T23:00'), { teamId: CARE_US });
  const second = draft(4, 's3', 'U0ANA', '2026-03-16T13:00', '2026-03-16T15:00');

  const { problems, counts } = await plan([early, late, second], roster(abroad));

  expect(problems).toEqual([
    {
      line: 3,
      reason: 'Its person already works then: it overlaps the shift of Northwind Care US on Mon 16 Mar, 21:00–23:00.',
    },
    { line: 4, reason: 'Its person already works then: it overlaps line 2.' },
  ]);
  expect(counts.bad).toBe(2);
});

test('lets two people exchange their shifts in one file', async () => {
  const now = roster(imported(early), imported(draft(3, 's2', 'U0BEN', '2026-03-16T06:00', '2026-03-16T14:00')));
  const crossed = [
    draft(2, 's1', 'U0BEN', '2026-03-16T06:00', '2026-03-16T14:00'),
    draft(3, 's2', 'U0ANA', '2026-03-16T06:00', '2026-03-16T14:00'),
  ];

  expect(await plan(crossed, now)).toMatchObject({ problems: [], counts: { changed: 2 } });
});

test('of only the good rows leaves those out, too, that a refused row stands in the way of', async () => {
  const abroad = imported(draft(5, 'us', 'U0ANA', '2026-03-17T06:00', '2026-03-17T14:00'), { teamId: CARE_US });
  const now = roster(imported(early), abroad);
  // s1 cannot move to the 17th, so it stays on the 16th, where s2 would overlap it.
  const moved = draft(2, 's1', 'U0ANA', '2026-03-17T06:00', '2026-03-17T14:00');
  const intoTheGap = draft(3, 's2', 'U0ANA', '2026-03-16T08:00', '2026-03-16T12:00');
  const free = draft(4, 's3', 'U0LIA', '2026-03-16T08:00', '2026-03-16T12:00');

  const { changes, problems } = await plan([moved, intoTheGap, free], now, { cancelsMissing: true, onlyGood: true });

  expect(problems.map(({ line }) => line)).toEqual([2, 3]);
  expect(changes).toMatchObject([{ add: { sourceKey: 's3' } }]);
});

test('refuses to move or to cancel a shift of which a part was swapped, and leaves it where the row says nothing new', async () => {
  const left = imported(late, { endsAt: new Date('2026-03-16T17:00Z'), endsLocal: '2026-03-16T18:00', version: 2 });
  const piece = imported(draft(9, undefined, 'U0ANA', '2026-03-16T18:00', '2026-03-16T22:00'), { cutFrom: left.id });
  const now = roster(imported(early), left, { ...piece, sourceKey: null });
  const longer = draft(3, 's2', 'U0BEN', '2026-03-16T14:00', '2026-03-16T22:30');
  const asItIs = draft(3, 's2', 'U0BEN', '2026-03-16T14:00', '2026-03-16T18:00');
  const cancelling = { cancelsMissing: true, onlyGood: false };

  const [same, moved, missing, agreed] = [
    await plan([early, late], now),
    await plan([early, longer], now),
    await plan([early], now, { ...cancelling, within: march }),
    await plan([early, asItIs], now),
  ];

  expect(same.problems).toEqual([]);
  expect(moved.problems).toEqual([{ line: 3, reason: 'A part of it was swapped: change it by hand.' }]);
  expect(moved.changes).toEqual([]);
  expect(missing.changes).toEqual([]);
  expect(missing.problems).toEqual([{ line: 0, reason: expect.stringContaining('A part of it was swapped') }]);
  expect(missing.counts).toMatchObject({ rows: 2, missing: 0, bad: 1 });
  expect(agreed.problems).toEqual([]);
});

const march = { from: new Date('2026-03-01T00:00Z'), to: new Date('2026-04-01T00:00Z') };
