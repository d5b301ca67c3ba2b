import { afterAll, beforeAll, expect, test } from 'vitest';
import { realClock } from '../../src/core/clock.ts';
import { lookUp } from '../../src/features/policies/look-up/look-up.ts';
import { pressed } from '../support/acting.ts';
import { countStatements } from '../support/count-statements.ts';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';
import { idOf, type Northwind, openNorthwind } from '../support/northwind.ts';
import { publishedPolicy } from '../support/policies.ts';
import { fillShelf } from '../support/policy-shelf.ts';
import { command, messageShortcut } from '../support/slack-requests.ts';

const ASKED = 'she wants to return opened headphones';

let door: FrontDoor;
let northwind: Northwind;

beforeAll(async () => {
  door = await openFrontDoor();
  northwind = await openNorthwind(door.database);
  const maya = { ...northwind.as('maya'), clock: realClock };
  await fillShelf(maya);
  await publishedPolicy(maya);
  await door.workOff();
});
afterAll(() => door?.close());

/** Of a look-up of Ana's, for buttons of its answer. */
async function answered(): Promise<{ value: string; lookUpId: string; revisionId: string }> {
  const ana = { ...northwind.as('ana'), clock: realClock };
  const { lookUpId, passages } = await lookUp(ana, { query: ASKED, place: 'command' });
  const view = passages[0]?.view;
  return { lookUpId, value: `${lookUpId}:${view?.passage.id}`, revisionId: view?.revision.id ?? '' };
}

interface Action {
  /** Before Slack is answered. */
  readonly ack: number;
  /** After that. */
  readonly work: number;
  readonly asked: () => Promise<object>;
}

/** From Slack's request to what is queued. Whoever needs more statements for an action changes its number here and says why. */
const actions: Readonly<Record<string, Action>> = {
  // Who asks, the collection, its terms, those that are alike, the candidates, their passages, what they are of, and the row.
  '/policy with a sentence': { ack: 6, work: 0, asked: async () => command('/policy', ASKED) },
  'Find policy on a message': { ack: 6, work: 0, asked: async () => messageShortcut('find_policy', { text: ASKED }) },
  '/policy alone': { ack: 2, work: 0, asked: async () => command('/policy') },
  'Read all': { ack: 5, work: 0, asked: async () => pressed('policy.read', (await answered()).revisionId) },
  'Share here': { ack: 1, work: 10, asked: async () => pressed('policy.share', (await answered()).value) },
  // The question, its index, and what is on record of it.
  'This helped': { ack: 1, work: 22, asked: async () => pressed('policy.helped', (await answered()).value) },
  'Not this': {
    ack: 1,
    work: 14,
    asked: async () => pressed('policy.not-this', `${(await answered()).lookUpId}:5`),
  },
};

test.each(Object.entries(actions))('%s takes no more statements than this', async (_name, { ack, work, asked }) => {
  const payload = await asked();

  const counted = await countStatements(door, idOf('ana'), payload);

  expect(counted.ack).toBeLessThanOrEqual(ack);
  expect(counted.work).toBeLessThanOrEqual(work);
});
