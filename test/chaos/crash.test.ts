import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit } from './support/audit.ts';
import { crashLoop } from './support/crash-loop.ts';
import { throwDice } from './support/dice.ts';
import { letLeasesRunOut, type Office, openOffice, settled } from './support/office.ts';
import { workUntil } from './support/stories.ts';

const KILLS = 4;
const dice = throwDice('crash');

let office: Office;
beforeAll(async () => {
  office = await openOffice({ moreLeads: 5, moreAgents: 3, repeats: dice.of('repeats') });
}, 90_000);
afterAll(() => office?.close());

/** The long form, with 100 kills and leases that run out by themselves, is in long/. */
test(`an app that is killed ${KILLS} times under load loses nothing and does nothing twice`, async () => {
  office.workspace.world.faults.add({
    method: '*',
    times: 'always',
    chance: 0.05,
    seed: dice.of('lost answers').seed,
    fault: { kind: 'lost_answer' },
  });
  const shift = new AbortController();
  const working = workUntil(shift.signal, office, dice.of('stories'));

  await crashLoop(office, KILLS, dice.of('kills'), { between: () => letLeasesRunOut(office) });
  shift.abort();
  const log = await working;
  await settled(office, 90_000);

  const { checked, ...wrong } = await audit(office, log.operations);
  console.log(`${KILLS} kills; ${log.summary()}; ${checked} effects checked`);
  expect(wrong).toEqual({ lost: [], doubled: [], disordered: [], failed: [] });
  expect(log.count('ok')).toBeGreaterThan(0);
}, 300_000);
