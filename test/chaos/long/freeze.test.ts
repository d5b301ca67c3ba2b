import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit } from '../support/audit.ts';
import { insist } from '../support/colleague.ts';
import { throwDice } from '../support/dice.ts';
import { cardOf, ESCALATIONS, type Office, openOffice, settled } from '../support/office.ts';
import { longestWaitAfter } from '../support/resumed.ts';
import { workShift } from '../support/shift.ts';
import { until } from '../support/until.ts';

const FROZEN_MS = 40_000;
const TAKEN_OVER_WITHIN_S = 60;
const dice = throwDice('freeze');

let office: Office;
beforeAll(async () => {
  office = await openOffice({ processes: 2, moreLeads: 3 });
});
afterAll(() => office?.close());

test('the work of a process that freezes for 40 s is taken over, and nothing is done twice when it thaws', async () => {
  const [one, other] = office.workspace.apps;
  const { world } = office.workspace;
  const [ana] = office.agents;
  // Only `one` can take the work, and it freezes while its call to Slack is under way.
  other!.signal('SIGSTOP');
  world.faults.add({ method: 'chat.postMessage', channel: ESCALATIONS, fault: { kind: 'hang', ms: 7_000 } });
  await insist(() => ana!.raise('Stove smells of gas'));
  await until('the card is on its way', isOnItsWay);
  const frozenAt = Date.now();
  one!.signal('SIGSTOP');
  other!.signal('SIGCONT');

  const shift = new AbortController();
  const working = workShift(office, dice, shift.signal);
  await pause(frozenAt + FROZEN_MS - Date.now());
  one!.signal('SIGCONT');
  const thawedAt = Date.now();
  await cardOf(office, 'Stove smells of gas', 60_000);
  shift.abort();
  const done = await working;
  await settled(office, 90_000);

  done.raised.push({ summary: 'Stove smells of gas', by: ana! });
  const { checked, ...wrong } = await audit(office, done);
  const waited = await longestWaitAfter(office, frozenAt);
  console.log(
    `frozen for ${(thawedAt - frozenAt) / 1000} s; taken over after ${waited.toFixed(1)} s; ` +
      `${checked} effects checked: ${wrong.lost.length} lost, ${wrong.doubled.length} doubled`,
  );
  expect(wrong).toEqual({ lost: [], doubled: [], disordered: [], failed: [] });
  expect(waited).toBeLessThan(TAKEN_OVER_WITHIN_S);
});

async function isOnItsWay(): Promise<boolean> {
  const sending = await office.database.sql`
    select from outbox_messages where state = 'sending' and channel = ${ESCALATIONS} and kind = 'post'`;
  return sending.length > 0 && !office.workspace.world.faults.waits('chat.postMessage', ESCALATIONS);
}
