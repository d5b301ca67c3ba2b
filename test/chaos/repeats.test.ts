import { afterAll, beforeAll, expect, test } from 'vitest';
import { throwDice } from './support/dice.ts';
import { type Office, openOffice } from './support/office.ts';
import { repeatEvents } from './support/repeated-events.ts';

const EVENTS = 100;
const dice = throwDice('repeats');

let office: Office;
beforeAll(async () => {
  office = await openOffice({ processes: 2, moreLeads: 3 });
}, 90_000);
afterAll(() => office?.close());

/** The long form has 1,000 events. */
test(`${EVENTS} events, delivered four times each to two processes of which one dies, have one effect each`, async () => {
  const { deliveries, effects } = await repeatEvents(office, EVENTS, dice);

  console.log(`${EVENTS} events in ${deliveries} deliveries`);
  expect(effects).toEqual(new Map([[1, EVENTS]]));
}, 300_000);
