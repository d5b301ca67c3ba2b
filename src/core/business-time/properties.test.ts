import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OddWeek, firstOf, oddWeek, pausesAround, shifted } from '../../../test/support/calendars.ts';
import { type WalkedZone, walkTime, walkZone } from '../../../test/support/walked-time.ts';
import type { Pause } from './calendar.ts';
import { countBack, countedSeconds, dueAt, isOpenAt, nextOpening, openings } from './counting.ts';

const DAY = 86_400;
const seconds = fc.oneof(
  fc.integer({ min: 0, max: 2 * DAY }),
  fc.integer({ min: 0, max: 48 }).map((n) => n * 1800),
);

/** A week, an instant within two days of what happens in it, and pauses around that. */
const moment = oddWeek.chain((week) => {
  const near = new Date(`${week.date}T00:00:00Z`);
  return fc.record({
    week: fc.constant(week),
    start: fc.integer({ min: -2 * DAY, max: 2 * DAY }).map((s) => new Date(near.getTime() + s * 1000)),
    pauses: pausesAround(near),
  });
});

describe('business time, for any calendar in weeks in which clocks change', () => {
  it('is never due earlier for a later start', () => {
    fc.assert(
      fc.property(moment, seconds, seconds, ({ week: { calendar }, start, pauses }, target, later) => {
        const due = timeOf(dueAt(calendar, start, target, pauses));
        expect(timeOf(dueAt(calendar, plus(start, later), target, pauses))).toBeGreaterThanOrEqual(due);
      }),
    );
  });

  it('is due later, by at least as much, for a longer target', () => {
    fc.assert(
      fc.property(moment, seconds, seconds, ({ week: { calendar }, start, pauses }, target, more) => {
        const due = timeOf(dueAt(calendar, start, target, pauses));
        fc.pre(due !== Infinity && target > 0);
        expect(timeOf(dueAt(calendar, start, target + more, pauses))).toBeGreaterThanOrEqual(due + more * 1000);
      }),
    );
  });

  it('adds up over splits, both as time counted and as targets', () => {
    fc.assert(
      fc.property(moment, seconds, seconds, ({ week: { calendar }, start, pauses }, one, other) => {
        const [middle, end] = [plus(start, one), plus(start, one + other)];
        const parts = countedSeconds(calendar, start, middle, pauses) + countedSeconds(calendar, middle, end, pauses);
        expect(countedSeconds(calendar, start, end, pauses)).toBe(parts);

        fc.pre(other > 0);
        const first = dueAt(calendar, start, one, pauses);
        const both = dueAt(calendar, start, one + other, pauses);
        expect(first && dueAt(calendar, first, other, pauses)).toEqual(both);
      }),
    );
  });

  it('counts exactly the target until it is due, and less until any instant before', () => {
    fc.assert(
      fc.property(moment, seconds, ({ week: { calendar }, start, pauses }, target) => {
        const due = dueAt(calendar, start, target, pauses);
        fc.pre(due !== undefined && target > 0);
        expect(countedSeconds(calendar, start, due, pauses)).toBe(target);
        expect(countedSeconds(calendar, start, plus(due, -1), pauses)).toBe(target - 1);
      }),
    );
  });

  it('goes back as it goes forward', () => {
    fc.assert(
      fc.property(moment, seconds, ({ week: { calendar }, start }, target) => {
        const due = dueAt(calendar, start, target);
        fc.pre(due !== undefined && target > 0);
        const back = countBack(calendar, due, target);
        expect(back && countedSeconds(calendar, back, due)).toBe(target);
        expect(back).toEqual(nextOpening(calendar, start));
      }),
    );
  });

  it('has nothing to do with pauses outside the hours', () => {
    fc.assert(
      fc.property(moment, seconds, ({ week: { calendar }, start }, target) => {
        const [first, second] = firstOf(openings(calendar, start), 2);
        fc.pre(first !== undefined && second !== undefined);
        const closed: Pause = { from: first.to, to: second.from };
        expect(dueAt(calendar, start, target, [closed])).toEqual(dueAt(calendar, start, target));
      }),
    );
  });

  it('is due as much later, in counted time, as a pause in the meantime lasted in counted time', () => {
    fc.assert(
      fc.property(moment, seconds, pausesAround(new Date(0)), ({ week, start }, target, [pause]) => {
        const { calendar } = week;
        fc.pre(pause?.to !== undefined && target > 0);
        const from = plus(start, Math.abs(pause.from.getTime() / 1000) % DAY);
        const to = new Date(from.getTime() + pause.to.getTime() - pause.from.getTime());
        const due = dueAt(calendar, start, target);
        fc.pre(due !== undefined && from < due);
        const length = countedSeconds(calendar, from, to);
        expect(dueAt(calendar, start, target, [{ from, to }])).toEqual(dueAt(calendar, start, target + length));
      }),
    );
  });

  it('does not care in which order pauses come, or whether they are in pieces', () => {
    fc.assert(
      fc.property(moment, seconds, ({ week: { calendar }, start, pauses }, target) => {
        const pieces = pauses.flatMap(({ from, to }) => {
          const middle = new Date((from.getTime() + to!.getTime()) / 2);
          return [
            { from: middle, to },
            { from, to: middle },
            { from, to },
          ];
        });
        expect(dueAt(calendar, start, target, pieces)).toEqual(dueAt(calendar, start, target, pauses));
      }),
    );
  });

  it('opens and closes in order, is open within and closed between', () => {
    fc.assert(
      fc.property(moment, ({ week: { calendar }, start }) => {
        let closed = start;
        for (const { from, to } of firstOf(openings(calendar, start), 12)) {
          expect(to.getTime()).toBeGreaterThan(from.getTime());
          expect(from > closed || closed === start).toBe(true);
          expect([from, plus(to, -1)].every((time) => isOpenAt(calendar, time))).toBe(true);
          expect([plus(from, -1), to].some((time) => isOpenAt(calendar, time))).toBe(false);
          closed = to;
        }
      }),
    );
  });
});

describe('business time worked out second by second from what Intl says', () => {
  const anyPauses = moment.chain(({ week, start }) =>
    fc.record({ week: fc.constant(week), start: fc.constant(start), pauses: pausesAround(start, { mayLast: true }) }),
  );

  it('is due at the same second', () => {
    fc.assert(
      fc.property(anyPauses, seconds, ({ week, start, pauses }, target) => {
        const walked = walkTime(week.calendar, walkedWeek(week));
        const seen = (due: number) => (due > walkEnd(week) ? 'beyond the walk' : due);
        const expected = seen(walked.dueAt(start.getTime(), target, pauses) ?? Infinity);
        expect(seen(timeOf(dueAt(week.calendar, start, target, pauses)))).toBe(expected);
      }),
      { numRuns: 150 },
    );
  });

  it('has counted the same seconds', () => {
    fc.assert(
      fc.property(anyPauses, seconds, ({ week, start, pauses }, length) => {
        const end = plus(start, length);
        const walked = walkTime(week.calendar, walkedWeek(week));
        const expected = walked.countedSeconds(start.getTime(), end.getTime(), pauses);
        expect(countedSeconds(week.calendar, start, end, pauses)).toBe(expected);
      }),
      { numRuns: 150 },
    );
  });
});

const walks = new Map<string, WalkedZone>();

function walkedWeek({ calendar: { timeZone }, date }: OddWeek): WalkedZone {
  const key = `${timeZone} ${date}`;
  const walk = walks.get(key) ?? walkZone(timeZone, Date.parse(shifted(date, -4)), Date.parse(shifted(date, 8)));
  walks.set(key, walk);
  return walk;
}

function walkEnd({ date }: OddWeek): number {
  return Date.parse(shifted(date, 8)) - 1;
}

function timeOf(at: Date | undefined): number {
  return at?.getTime() ?? Infinity;
}

function plus(at: Date, more: number): Date {
  return new Date(at.getTime() + more * 1000);
}
