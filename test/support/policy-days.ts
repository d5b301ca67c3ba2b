import { keepTrueSchedules } from '../../src/features/policies/keep-true/daily-round.ts';
import { handleAskForReviews } from '../../src/features/policies/keep-true/reviews/ask-for-reviews.ts';
import { handleTellManager } from '../../src/features/policies/keep-true/tell-managers.ts';
import { addDays, toInstant } from '../../src/core/local-time.ts';
import type { TestContext } from './context.ts';
import type { TestDatabase } from './database.ts';
import { CARE } from './northwind.ts';
import { queuedMessages } from './queued-messages.ts';
import { passTime, systemAt } from './timers.ts';

/** The app runs from the eve of `first` until the end of `last`, local dates of Berlin. */
export async function live(database: TestDatabase, first: string, last = first): Promise<void> {
  const [daily, weekly] = keepTrueSchedules;
  for (let date = first; date <= last; date = addDays(date, 1)) {
    const scheduledFor = toInstant(date, 4 * 60, 'Europe/Berlin');
    const occurrence = { key: CARE, localDate: date, scheduledFor, isLate: false };
    await daily?.run(systemAt(database, scheduledFor), occurrence);
    if (scheduledFor.getUTCDay() === 1) await weekly?.run(systemAt(database, scheduledFor), occurrence);
    const end = toInstant(addDays(date, 1), 0, 'Europe/Berlin');
    await passTime(database, [handleAskForReviews, handleTellManager], end);
  }
}

/** What was sent to each by now: `U0LEO: text`. */
export async function sent({ sql }: TestDatabase, kind = 'post'): Promise<readonly string[]> {
  const queued = await queuedMessages(sql);
  return queued
    .filter((message) => message.kind === kind)
    .map(
      ({ channel, payload }) => `${channel}: ${(JSON.parse(payload) as { message: { text: string } }).message.text}`,
    );
}

/** At 10:00 in Berlin. */
export function onDay(ctx: TestContext, date: string): TestContext {
  ctx.clock.set(toInstant(date, 10 * 60, 'Europe/Berlin'));
  return ctx;
}
