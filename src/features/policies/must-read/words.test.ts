import { expect, it } from 'vitest';
import { dayOf, lastDayOf } from './last-day.ts';
import { dueText } from './words.ts';

// The end of Friday 13 March in Berlin, where the team is, and of Friday 27 March, after which clocks go forward there.
const FRIDAY = '2026-03-13T23:00:00Z';
const BEFORE_SUMMER = '2026-03-27T23:00:00Z';
const SUNDAY_OF_CHANGE = '2026-03-29T22:00:00Z';

it.each([
  [FRIDAY, 'Europe/Berlin', 'the end of Friday 13 March', 'Friday 13 March'],
  [FRIDAY, 'Europe/London', 'Friday 13 March, 23:00', 'Friday 13 March'],
  [FRIDAY, 'America/Los_Angeles', 'Friday 13 March, 16:00', 'Friday 13 March'],
  [FRIDAY, 'Asia/Tokyo', 'Saturday 14 March, 08:00', 'Saturday 14 March'],
  [FRIDAY, 'Asia/Kathmandu', 'Saturday 14 March, 04:45', 'Saturday 14 March'],
  [BEFORE_SUMMER, 'Europe/Berlin', 'the end of Friday 27 March', 'Friday 27 March'],
  [SUNDAY_OF_CHANGE, 'Europe/Berlin', 'the end of Sunday 29 March', 'Sunday 29 March'],
  [SUNDAY_OF_CHANGE, 'Europe/London', 'Sunday 29 March, 23:00', 'Sunday 29 March'],
  // A newcomer in London has the end of a day of theirs, which is the next one in Berlin.
  ['2026-12-03T00:00:00Z', 'Europe/London', 'the end of Wednesday 2 December', 'Wednesday 2 December'],
  ['2026-12-03T00:00:00Z', 'Europe/Berlin', 'Thursday 3 December, 01:00', 'Thursday 3 December'],
])('due at %s, whoever is in %s reads %s, of which whoever asked reads %s', (at, zone, toReader, toAsker) => {
  const dueAt = new Date(at);

  expect(dueText(dueAt, zone)).toBe(toReader);
  expect(dayOf(lastDayOf(dueAt, zone))).toBe(toAsker);
  expect(toReader).toContain(toAsker);
});
