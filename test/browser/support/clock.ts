/** The workshop's clock, moved as a person moves it. */
import { localDate, localWeekday, toInstant } from '../../../src/core/local-time.ts';
import { connectTo } from '../../../src/sandbox/hands/client.ts';

const BERLIN = 'Europe/Berlin';
const DAY_MS = 24 * 60 * 60 * 1000;
const SATURDAY = 6;
const MOST_MOVES = 60;

/** What the workshop says now. */
export async function timeIn(url: string): Promise<Date> {
  const workshop = connectTo(url);
  try {
    const { clock } = await workshop.state('U0ANA');
    return new Date(clock.now);
  } finally {
    workshop.close();
  }
}

/** Lets time pass up to then. Where much is due on the way the clock stops there, and is moved on. */
async function passTo(url: string, to: Date): Promise<void> {
  for (let moves = 0; moves < MOST_MOVES && (await timeIn(url)) < to; moves += 1) await moved(url, to);
  if ((await timeIn(url)) < to) throw new Error(`the clock never came to ${to.toISOString()}`);
}

async function moved(url: string, to: Date): Promise<void> {
  const workshop = connectTo(url);
  try {
    await workshop.moveClock({ to: to.toISOString() });
  } catch (error) {
    if (!String(error).includes('Move it on from there')) throw error;
  } finally {
    workshop.close();
  }
}

export async function passMinutes(url: string, minutes: number): Promise<void> {
  await passTo(url, new Date((await timeIn(url)).getTime() + minutes * 60_000));
}

/** Ten in the morning of the next day on which people work, or of the next such day of the week (1 is Monday). */
export async function passToMorning(url: string, weekday?: number): Promise<void> {
  let day = new Date((await timeIn(url)).getTime() + DAY_MS);
  const isIt = (at: number): boolean => (weekday === undefined ? at < SATURDAY : at === weekday);
  while (!isIt(localWeekday(day, BERLIN))) day = new Date(day.getTime() + DAY_MS);
  await passTo(url, toInstant(localDate(day, BERLIN), 10 * 60, BERLIN));
}
