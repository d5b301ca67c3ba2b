import { afterAll, beforeAll, expect, test } from 'vitest';
import { withinPromised } from '../../support/long-form.ts';
import { percentile } from '../slack-matrix/judge.ts';
import { audit } from '../support/audit.ts';
import { crashLoop } from '../support/crash-loop.ts';
import { throwDice } from '../support/dice.ts';
import { isFull, ROUNDS } from '../support/length.ts';
import { type Office, openOffice, settled } from '../support/office.ts';
import { followInterruptions } from '../support/resumed.ts';
import { workUntil } from '../support/stories.ts';

const LOST_ANSWERS = 0.05;
const READY_WITHIN_S = withinPromised(5);
/** Half of it is the lease; the rest takes longer where other tests run beside it. */
const RESUMED_WITHIN_S = isFull ? 60 : 120;
const dice = throwDice('long crash');

let office: Office;
beforeAll(async () => {
  office = await openOffice({ moreLeads: 24, moreAgents: 22, repeats: dice.of('repeats') });
});
afterAll(() => office?.close());

test(`${ROUNDS} kills under load lose nothing, double nothing, and interrupted work goes on within a minute`, async () => {
  office.workspace.world.faults.add({
    method: '*',
    times: 'always',
    chance: LOST_ANSWERS,
    seed: dice.of('lost answers').seed,
    fault: { kind: 'lost_answer' },
  });
  const interruptions = followInterruptions(office);
  const shift = new AbortController();
  const working = workUntil(shift.signal, office, dice.of('stories'));

  const { readyMs } = await crashLoop(office, ROUNDS, dice.of('kills'), { interruptions });
  shift.abort();
  const log = await working;
  await settled(office, 300_000);

  const { seconds, stillHeld } = await interruptions.end();
  const { checked, ...wrong } = await audit(office, log.operations);
  const ready = readyMs.map((ms) => ms / 1_000);
  console.log(
    `${ROUNDS} kills; ${log.summary()}; ${checked} effects checked: ${wrong.lost.length} lost, ${wrong.doubled.length} doubled; ` +
      `ready after ${percentile(ready, 0.5).toFixed(1)} s at the median, ${longest(ready)} s at most (${ready.length} times); ` +
      `${seconds.length} pieces of work interrupted, the last taken up after ${longest(seconds)} s`,
  );
  expect(wrong).toEqual({ lost: [], doubled: [], disordered: [], failed: [] });
  expect(stillHeld).toBe(0);
  expect(Math.max(...seconds)).toBeLessThan(RESUMED_WITHIN_S);
  expect(Math.max(...ready)).toBeLessThan(READY_WITHIN_S);
});

function longest(seconds: readonly number[]): string {
  return Math.max(0, ...seconds).toFixed(1);
}
