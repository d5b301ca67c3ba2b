import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit } from './support/audit.ts';
import { throwDice } from './support/dice.ts';
import { killApp, letLeasesRunOut, type Office, openOffice, restarted, settled } from './support/office.ts';
import { workShift } from './support/shift.ts';

const dice = throwDice('crash');

let office: Office;
beforeAll(async () => {
  office = await openOffice({ moreLeads: 3 });
}, 90_000);
afterAll(() => office?.close());

/** The long form, with leases that run out by themselves, is in long/. */
test('an app that is killed twice under load loses nothing and does nothing twice', async () => {
  const [app] = office.workspace.apps;
  const shift = new AbortController();
  const working = workShift(office, dice, shift.signal);
  for (let kills = 0; kills < 2; kills += 1) {
    await pause(dice.between(1_500, 4_000));
    if (dice.roll() < 0.5) loseNextAnswer(office);
    await killApp(app!);
    await letLeasesRunOut(office);
    await restarted(app!);
  }
  shift.abort();
  const done = await working;
  await settled(office, 60_000);

  const { checked, ...wrong } = await audit(office, done);
  const { raised, claimed, noted, inVain } = done;
  console.log(
    `${raised.length} raised, ${claimed.length} claimed, ${noted.length} noted, ${inVain} tries in vain, ${checked} effects checked`,
  );
  expect(wrong).toEqual({ lost: [], doubled: [], disordered: [], failed: [] });
}, 120_000);

function loseNextAnswer({ workspace }: Office): void {
  workspace.world.faults.add({ method: 'chat.postMessage', fault: { kind: 'lost_answer' } });
}
