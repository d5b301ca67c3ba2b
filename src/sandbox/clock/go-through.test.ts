import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AppWork } from './app-clock.ts';
import { goThrough, type Patience, type Timed } from './go-through.ts';
import { createTimers, type Timers } from './timers.ts';

const HOUR_MS = 3_600_000;
const START = Date.parse('2026-03-02T07:00:00Z');
const patience: Patience = { momentMs: 60, unsentMs: 30, totalMs: 500 };
const at = (hours: number) => new Date(START + hours * HOUR_MS);

/** An app with a list of jobs, which it does after some looks at it. */
interface FakeApp {
  readonly jobs: { due: Date; run?: () => void }[];
  unsent: number;
  /** How often somebody has to look until a due job is done; Infinity for an app that is down. */
  looks: number;
}

let now: number;
let app: FakeApp;
let timers: Timers;
let timed: Timed;
const happened: string[] = [];
const note = (word: string) => () => void happened.push(`${new Date(now).toISOString().slice(11, 16)} ${word}`);

beforeEach(() => {
  now = START;
  app = { jobs: [], unsent: 0, looks: 1 };
  happened.length = 0;
  timers = createTimers(() => new Date(now));
  let looked = 0;
  timed = {
    timers,
    now: () => new Date(now),
    put: async (moment) => void (now = Math.max(now, moment.getTime())),
    quiet: () => Promise.resolve(0),
    app: {
      setClock: () => Promise.resolve(),
      async work(): Promise<AppWork> {
        const due = app.jobs.filter((job) => job.due.getTime() <= now);
        looked += due.length > 0 ? 1 : 0;
        if (due.length > 0 && looked > app.looks) {
          looked = 0;
          for (const job of due) {
            app.jobs.splice(app.jobs.indexOf(job), 1);
            job.run?.();
          }
          return timed.app.work();
        }
        const later = app.jobs.filter((job) => job.due.getTime() > now).map((job) => job.due.getTime());
        return { due: due.length, unsent: app.unsent, next: later.length ? new Date(Math.min(...later)) : undefined };
      },
    },
  };
});

afterEach(() => timers.clear());

test('each moment comes when what was due before it is done, the app’s and the workspace’s alike', async () => {
  app.jobs.push({ due: at(3), run: note('third') }, { due: at(1), run: note('first') });
  timers.at(at(2), note('second'));

  const passage = await goThrough(timed, at(4), patience);

  expect(happened).toEqual(['08:00 first', '09:00 second', '10:00 third']);
  expect(passage).toEqual({ ok: true, moments: [at(1), at(2), at(3)] });
  expect(timed.now()).toEqual(at(4));
});

test('work that comes back every hour is done every hour', async () => {
  const again = (due: Date): void => {
    app.jobs.push({ due, run: () => (note('upkeep')(), again(new Date(now + HOUR_MS))) });
  };
  again(at(1));

  await goThrough(timed, at(24.5), patience);

  expect(happened).toHaveLength(24);
});

test('what is due already is done before the clock moves', async () => {
  app.jobs.push({ due: at(-1), run: note('overdue') });

  await goThrough(timed, at(1), patience);

  expect(happened).toEqual(['07:00 overdue']);
});

test('what a moment calls for is done too, when it falls on the way', async () => {
  timers.at(at(1), () => {
    note('reminder')();
    app.jobs.push({ due: at(2), run: note('follow-up') });
    timers.at(at(9), note('too late'));
  });

  await goThrough(timed, at(3), patience);

  expect(happened).toEqual(['08:00 reminder', '09:00 follow-up']);
});

test('an app that does not do what is due holds the clock at that moment', async () => {
  app.jobs.push({ due: at(1) });
  app.looks = Infinity;
  timers.at(at(2), note('never'));

  const passage = await goThrough(timed, at(3), patience);

  expect(passage).toEqual({ ok: false, why: 'unfinished work' });
  expect([timed.now(), happened]).toEqual([at(1), []]);
});

test('the app hears of what it has done before time goes on', async () => {
  let sent = 0;
  app.jobs.push({ due: at(1), run: () => (sent += 1) });
  timed = {
    ...timed,
    quiet: async () => {
      // What the app did at eight comes back to it as an event, and that is work again.
      if (sent === 1) app.jobs.push({ due: at(1), run: note('heard of it') });
      if (sent === 1) sent = 2;
      return sent;
    },
  };
  timers.at(at(2), note('later'));

  await goThrough(timed, at(3), patience);

  expect(happened).toEqual(['08:00 heard of it', '09:00 later']);
});

test('messages that wait for their turn are waited for, but not for ever', async () => {
  app.unsent = 3;
  timers.at(at(1), note('went on'));
  const began = performance.now();

  const passage = await goThrough(timed, at(2), patience);

  expect(passage).toMatchObject({ ok: true });
  expect(happened).toEqual(['08:00 went on']);
  expect(performance.now() - began).toBeGreaterThanOrEqual(patience.unsentMs);
});

test('a way with too many moments ends in the middle', async () => {
  const again = (): void => void timers.at(new Date(now + 60_000), again);
  again();

  const passage = await goThrough(timed, at(24 * 365), { ...patience, totalMs: 50 });

  expect(passage).toEqual({ ok: false, why: 'too much on the way' });
  expect(timed.now() > at(0) && timed.now() < at(24 * 365)).toBe(true);
});

test('a job that is due by one clock and not yet by the other is waited for', async () => {
  const late = vi.fn(() => Promise.resolve<AppWork>({ due: 0, unsent: 0, next: at(0) }));
  late.mockResolvedValueOnce({ due: 0, unsent: 0, next: at(1) });
  late.mockResolvedValueOnce({ due: 0, unsent: 0, next: at(1) });
  late.mockResolvedValueOnce({ due: 0, unsent: 0, next: undefined });
  timed = { ...timed, app: { ...timed.app, work: late } };

  const passage = await goThrough(timed, at(2), patience);

  expect(passage).toEqual({ ok: true, moments: [at(1)] });
});
