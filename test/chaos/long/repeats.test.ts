import { afterAll, beforeAll, expect, test } from 'vitest';
import { throwDice } from '../support/dice.ts';
import { EVENTS } from '../support/length.ts';
import { type Office, openOffice } from '../support/office.ts';
import { repeatEvents } from '../support/repeated-events.ts';

const dice = throwDice('long repeats');

let office: Office;
beforeAll(async () => {
  office = await openOffice({ processes: 2, moreLeads: 3 });
});
afterAll(() => office?.close());

test(`${EVENTS} events, delivered four times each to two processes of which one dies, have one effect each`, async () => {
  const { deliveries, effects } = await repeatEvents(office, EVENTS, dice);

  console.log(`${EVENTS} events in ${deliveries} deliveries: ${effects.get(1) ?? 0} had one effect`);
  expect(effects).toEqual(new Map([[1, EVENTS]]));
});
