import { expect, test } from 'vitest';
import { throwDice } from './support/dice.ts';
import { killSchedules } from './support/schedule-lab.ts';

const ROUNDS = 8;

/** The long form, with 50 rounds, is in long/. */
test(`what is scheduled happens once on each of ${ROUNDS} days on which its processes are killed`, async () => {
  const { sent, struckRunning, ...wrong } = await killSchedules(ROUNDS, throwDice('schedules'));

  console.log(`${ROUNDS} kills of two processes, ${struckRunning} with runs begun: ${sent} messages`);
  expect(wrong).toEqual({ missed: [], doubled: [], givenUp: [] });
}, 300_000);
