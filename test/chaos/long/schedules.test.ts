import { expect, test } from 'vitest';
import { throwDice } from '../support/dice.ts';
import { ROUNDS } from '../support/length.ts';
import { killSchedules } from '../support/schedule-lab.ts';

/** 50 at full length. */
const KILLS = Math.ceil(ROUNDS / 2);

test(`what is scheduled happens once on each of ${KILLS} days on which its processes are killed`, async () => {
  const { sent, struckRunning, ...wrong } = await killSchedules(KILLS, throwDice('long schedules'));

  console.log(
    `${KILLS} kills of two processes, ${struckRunning} with runs begun: ${sent} messages, ` +
      `${wrong.missed.length} missed, ${wrong.doubled.length} doubled`,
  );
  expect(wrong).toEqual({ missed: [], doubled: [], givenUp: [] });
});
