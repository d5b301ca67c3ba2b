import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit } from '../support/audit.ts';
import { throwDice } from '../support/dice.ts';
import { killApp, type Office, openOffice, restarted, settled } from '../support/office.ts';
import { longestWaitAfter } from '../support/resumed.ts';
import { workShift } from '../support/shift.ts';

const KILLS = 10;
const RESUMED_WITHIN_S = 60;
const dice = throwDice('long crash');

let office: Office;
beforeAll(async () => {
  office = await openOffice({ processes: 2, moreLeads: 3 });
});
afterAll(() => office?.close());

test(`${KILLS} kills at random moments under load lose nothing, double nothing, and work resumes within a minute`, async () => {
  const shift = new AbortController();
  const working = workShift(office, dice, shift.signal);
  const killedAt: number[] = [];
  for (let kills = 0; kills < KILLS; kills += 1) {
    await pause(dice.between(500, 5_000));
    const victim = dice.pick(office.workspace.apps);
    await restarted(victim);
    if (dice.roll() < 0.5)
      office.workspace.world.faults.add({ method: 'chat.postMessage', fault: { kind: 'lost_answer' } });
    killedAt.push(Date.now());
    await killApp(victim);
  }
  shift.abort();
  const done = await working;
  await settled(office, 150_000);

  const { checked, ...wrong } = await audit(office, done);
  const waits = await Promise.all(killedAt.map((at) => longestWaitAfter(office, at)));
  const { raised, claimed, noted, inVain } = done;
  console.log(
    `${KILLS} kills; ${raised.length} raised, ${claimed.length} claimed, ${noted.length} noted, ${inVain} tries in vain; ` +
      `${checked} effects checked: ${wrong.lost.length} lost, ${wrong.doubled.length} doubled; ` +
      `longest waits after each kill in seconds: ${waits.map((wait) => wait.toFixed(1)).join(' ')}`,
  );
  expect(wrong).toEqual({ lost: [], doubled: [], disordered: [], failed: [] });
  // After the others the next kill may have hit the same work again.
  expect(waits.at(-1)).toBeLessThan(RESUMED_WITHIN_S);
});
