import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit } from '../support/audit.ts';
import { throwDice } from '../support/dice.ts';
import { isFull } from '../support/length.ts';
import { cardOf, ESCALATIONS, type Office, openOffice, settled } from '../support/office.ts';
import { Log } from '../support/operations.ts';
import { followInterruptions } from '../support/resumed.ts';
import { workUntil } from '../support/stories.ts';
import { until } from '../support/until.ts';

const FROZEN_MS = 40_000;
/** Half of it is the lease; the rest takes longer where other tests run beside it. */
const TAKEN_OVER_WITHIN_S = isFull ? 60 : 120;
const dice = throwDice('freeze');

let office: Office;
beforeAll(async () => {
  office = await openOffice({ processes: 2, moreLeads: 5, moreAgents: 3, repeats: dice.of('repeats') });
});
afterAll(() => office?.close());

test('the work of a process that freezes for 40 s is taken over, and nothing is done twice when it thaws', async () => {
  const [one, other] = office.apps;
  const { world } = office.workspace;
  const [ana] = office.agents;
  const interruptions = followInterruptions(office);
  const shift = new AbortController();
  const first = new Log(shift.signal);
  // Only `one` can take the work, and it freezes while its call to Slack is under way.
  await settled(office, 60_000);
  other!.signal('SIGSTOP');
  world.faults.add({ method: 'chat.postMessage', channel: ESCALATIONS, fault: { kind: 'hang', ms: 7_000 } });
  const summary = 'Stove smells of gas';
  // What she sends may arrive long before she hears of it: Slack repeats it, and half of it goes to the frozen process.
  const raised = first.do({ what: 'raise', summary, by: ana! }, () => ana!.raise(summary));
  await until('the card is on its way', isOnItsWay, 60_000);
  const frozenAt = Date.now();
  one!.signal('SIGSTOP');
  await interruptions.note();
  other!.signal('SIGCONT');

  const working = workUntil(shift.signal, office, dice.of('stories'));
  await pause(frozenAt + FROZEN_MS - Date.now());
  one!.signal('SIGCONT');
  const thawedAt = Date.now();
  await cardOf(office, summary, 60_000);
  await raised;
  shift.abort();
  const log = await working;
  await settled(office, 120_000);

  const { seconds, stillHeld } = await interruptions.end();
  const { checked, ...wrong } = await audit(office, [...first.operations, ...log.operations]);
  console.log(
    `frozen for ${(thawedAt - frozenAt) / 1000} s; ${log.summary()}; ` +
      `${seconds.length} pieces of work taken over, the last after ${Math.max(...seconds).toFixed(1)} s; ` +
      `${checked} effects checked: ${wrong.lost.length} lost, ${wrong.doubled.length} doubled`,
  );
  expect(wrong).toEqual({ lost: [], doubled: [], disordered: [], failed: [] });
  expect(stillHeld).toBe(0);
  expect(seconds.length).toBeGreaterThan(0);
  expect(Math.max(...seconds)).toBeLessThan(TAKEN_OVER_WITHIN_S);
});

async function isOnItsWay(): Promise<boolean> {
  const sending = await office.database.sql`
    select from outbox_messages where state = 'sending' and channel = ${ESCALATIONS} and kind = 'post'`;
  return sending.length > 0 && !office.workspace.world.faults.waits('chat.postMessage', ESCALATIONS);
}
