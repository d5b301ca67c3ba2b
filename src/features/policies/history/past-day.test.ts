import { expect, it } from 'vitest';
import { maybeDays, readPastDay, readTitleAndDay } from './past-day.ts';

/** A Wednesday. */
const TODAY = '2026-05-20';

it.each([
  ['2026-03-10', '2026-03-10'],
  ['1 Nov', '2025-11-01'],
  ['Nov 1', '2025-11-01'],
  ['1.11.', '2025-11-01'],
  ['1.11', '2025-11-01'],
  ['1.13', undefined],
  ['1 May', '2026-05-01'],
  ['20 May', '2026-05-20'],
  ['21 May', '2025-05-21'],
  ['21 May 2026', '2026-05-21'],
  ['Friday, 15 May 2026', '2026-05-15'],
  ['today', '2026-05-20'],
  ['yesterday', '2026-05-19'],
  ['friday', '2026-05-15'],
  ['last Friday', '2026-05-15'],
  ['on wed', '2026-05-13'],
  ['on the 3 March', '2026-03-03'],
  ['returns', undefined],
  ['31 Feb', undefined],
  ['45', undefined],
])('%j is %s', (typed, day) => {
  expect(readPastDay(typed, TODAY)).toBe(day);
});

it.each([
  ['29 Feb', '2028-02-29', '2028-02-29'],
  ['29 Feb', '2026-05-20', undefined],
  ['1 Mar', '2028-02-29', '2027-03-01'],
])('%j is read in leap years too, on %s', (typed, today, day) => {
  expect(readPastDay(typed, today)).toBe(day);
});

it.each([
  ['late returns 1 Nov', { title: 'late returns', day: '2025-11-01', coming: '2026-11-01' }],
  ['late returns 1.6.', { title: 'late returns', day: '2025-06-01', coming: '2026-06-01' }],
  ['late returns friday', { title: 'late returns', day: '2026-05-15', coming: '2026-05-22' }],
  ['late returns next friday', { title: 'late returns', day: '2026-05-22' }],
  ['late returns on next wednesday', { title: 'late returns', day: '2026-05-27' }],
  ['late returns next 1 Nov', { title: 'late returns', day: '2026-11-01' }],
  ['late returns today', { title: 'late returns', day: '2026-05-20' }],
  ['late returns yesterday', { title: 'late returns', day: '2026-05-19' }],
  ['late returns on Friday, 15 May 2026', { title: 'late returns', day: '2026-05-15' }],
  ['late  returns last friday', { title: 'late returns', day: '2026-05-15' }],
  ['returns 2026-03-10', { title: 'returns', day: '2026-03-10' }],
  ['late returns', undefined],
  ['1 Nov', undefined],
  ['', undefined],
])('of %j the end is the day', (typed, read) => {
  expect(readTitleAndDay(typed, TODAY)).toEqual(read);
});

it.each([
  ['late returns 31 Feb', ['31 Feb', 'returns 31 Feb', 'late returns 31 Feb']],
  ['returns 01/12/2026', ['01/12/2026']],
  ['returns in two weeks', ['in two weeks']],
  ['late returns', []],
  ['returns', []],
  ['', []],
])('%j may end in what was meant as a day: %j', (typed, days) => {
  expect(maybeDays(typed).map(({ noDay }) => noDay)).toEqual(expect.arrayContaining(days.slice(0, 1)));
  expect(maybeDays(typed).length > 0).toBe(days.length > 0);
});
