import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTimers, type Timers } from './timers.ts';

let offsetMs = 0;
let timers: Timers;
const ran: string[] = [];
const now = () => new Date(Date.now() + offsetMs);
const inMinutes = (minutes: number) => new Date(now().getTime() + minutes * 60_000);
const note = (word: string) => () => void ran.push(word);

beforeEach(() => {
  vi.useFakeTimers();
  offsetMs = 0;
  ran.length = 0;
  timers = createTimers(now);
});

afterEach(() => {
  vi.useRealTimers();
});

test('what waits for a moment runs when real time brings it', async () => {
  timers.at(inMinutes(5), note('five'));

  await vi.advanceTimersByTimeAsync(5 * 60_000 - 1);
  expect(ran).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);

  expect(ran).toEqual(['five']);
  expect(timers.next()).toBeUndefined();
});

test('all that a moved clock has made due runs in the order of its moments', async () => {
  timers.at(inMinutes(90), note('ninety'));
  timers.at(inMinutes(30), note('thirty'));
  timers.at(inMinutes(30), note('thirty again'));
  timers.at(inMinutes(180), note('later'));

  offsetMs = 2 * 3_600_000;
  timers.rearm();
  await vi.advanceTimersByTimeAsync(0);

  expect(ran).toEqual(['thirty', 'thirty again', 'ninety']);
  expect(timers.next()).toEqual(new Date(Date.now() + 3 * 3_600_000));
});

test('running what is due waits for all of it, and one that fails holds up nothing', async () => {
  const report = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  let finish = (): void => {};
  timers.at(inMinutes(-1), () => Promise.reject(new Error('broken')));
  timers.at(inMinutes(0), () => new Promise<void>((resolve) => void (finish = resolve)));
  timers.at(inMinutes(0), note('after'));

  let isDone = false;
  const running = timers.runDue().then(() => (isDone = true));
  await vi.advanceTimersByTimeAsync(0);

  expect([isDone, ran]).toEqual([false, ['after']]);
  finish();
  await running;
  expect(report).toHaveBeenCalledWith(expect.stringContaining('broken'));
  report.mockRestore();
});

test('what was called off does not run', async () => {
  const cancel = timers.at(inMinutes(1), note('never'));
  timers.at(inMinutes(2), note('neither'));

  cancel();
  timers.clear();
  await vi.advanceTimersByTimeAsync(3 * 60_000);

  expect(ran).toEqual([]);
});

test('a moment months away is waited for', async () => {
  timers.at(inMinutes(120 * 24 * 60), note('spring'));

  await vi.advanceTimersByTimeAsync(60 * 24 * 60 * 60_000);
  expect(ran).toEqual([]);
  await vi.advanceTimersByTimeAsync(60 * 24 * 60 * 60_000);

  expect(ran).toEqual(['spring']);
});
