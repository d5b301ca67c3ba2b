import { describe, expect, test } from 'vitest';
import { at, calendarOf } from '../../../../test/support/calendars.ts';
import { isInTime, keeperOf, remindAt } from './promise-rules.ts';

const BERLIN = calendarOf('Europe/Berlin', 'Mon-Fri 09:00-17:00');

describe('when somebody is reminded of a promise', () => {
  test.each([
    ['a working hour before', '2026-11-24 09:00', '2026-11-24 16:00', '2026-11-24 15:00'],
    ['with a quarter left of a short one', '2026-11-24 10:00', '2026-11-24 12:00', '2026-11-24 11:30'],
    ['on the evening before', '2026-11-24 10:00', '2026-11-25 09:30', '2026-11-24 16:30'],
    ['on Friday, of Monday morning', '2026-11-27 09:00', '2026-11-30 09:00', '2026-11-27 16:00'],
    ['before closing, if it is due in the night', '2026-11-24 09:00', '2026-11-24 22:00', '2026-11-24 16:00'],
    ['by the plain clock where there is no working hour', '2026-11-28 10:00', '2026-11-28 12:00', '2026-11-28 11:30'],
    ['at once, of what was due before it was entered', '2026-11-24 12:00', '2026-11-24 11:00', '2026-11-24 11:00'],
  ])('%s', (_name, made, due, reminded) => {
    const [madeAt, dueAt] = [at(made, 'Europe/Berlin'), at(due, 'Europe/Berlin')];

    expect(remindAt(BERLIN, madeAt, dueAt)).toStrictEqual(at(reminded, 'Europe/Berlin'));
  });
});

describe('who sees to a promise', () => {
  test.each([
    ['her own word', 'U0ANA', 'U0LEO', 'U0ANA'],
    ["the owner's word", 'U0LEO', 'U0LEO', 'U0LEO'],
    ['the word of whoever owned it before', 'U0LIA', 'U0LEO', 'U0LEO'],
    ['a word on a case that nobody has', 'U0LEO', null, 'U0ANA'],
  ])('%s', (_name, madeBy, owner, keeper) => {
    expect(keeperOf({ madeBy }, { raisedBy: 'U0ANA', owner })).toBe(keeper);
  });
});

test('kept at the very time is kept in time', () => {
  const dueAt = at('2026-11-24 12:00');

  expect(isInTime({ dueAt }, dueAt)).toBe(true);
  expect(isInTime({ dueAt }, at('2026-11-24 12:00:01'))).toBe(false);
});
