import { afterAll, beforeAll, expect, test } from 'vitest';
import { realClock } from '../../src/core/clock.ts';
import type { Ctx } from '../../src/core/context.ts';
import { forged, pressed } from '../support/acting.ts';
import { countStatements } from '../support/count-statements.ts';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';
import { CARE, type CastName, idOf, type Northwind, openNorthwind } from '../support/northwind.ts';
import { publishedPolicy } from '../support/policies.ts';
import { command } from '../support/slack-requests.ts';

let door: FrontDoor;
let northwind: Northwind;

beforeAll(async () => {
  door = await openFrontDoor();
  northwind = await openNorthwind(door.database);
});
afterAll(() => door?.close());

interface Action {
  readonly by: CastName;
  /** Before Slack is answered. */
  readonly ack: number;
  /** After that: the job, the person's rights, the policy, what its owner was asked. */
  readonly work: number;
  readonly asked: (id: string, revisionId: string) => object;
}

function as(name: CastName): Ctx {
  return { ...northwind.as(name), clock: realClock };
}

/** Published yesterday, so that saying that it is still true says something. */
async function given() {
  const { policy, revision } = await publishedPolicy(as('maya'));
  await door.database.sql`
    update policies set verified_at = now() - interval '2 days', review_on = current_date - 1 where id = ${policy.id}`;
  return { id: policy.id, revisionId: revision.id };
}

/** From Slack's request to the queued messages. Whoever needs more statements for an action changes its number and says why. */
const actions: Readonly<Record<string, Action>> = {
  'Still true': { by: 'maya', ack: 1, work: 17, asked: (id) => pressed('policy.still-true', id) },
  'give it to somebody, by form': {
    by: 'maya',
    ack: 1,
    work: 21,
    asked: (id) => forged('policy.give', { policyId: id, teamId: CARE, from: 'U0MAYA' }, { to: 'U0LIA' }),
  },
  'what is due': { by: 'maya', ack: 6, work: 0, asked: () => command('/policy', 'due') },
  'what is new': { by: 'ana', ack: 4, work: 0, asked: () => command('/policy', 'news') },
  // The policy, its revisions, questions and teams as on its page; who did what; what was read last; names twice.
  History: { by: 'ana', ack: 9, work: 0, asked: (id) => pressed('policy.history', id) },
  'What changed': {
    by: 'ana',
    ack: 4,
    work: 0,
    asked: (_id, revision) => pressed('policy.what-changed', `:${revision}:0`),
  },
};

test.each(Object.entries(actions))('%s takes no more statements than this', async (_name, { by, ack, work, asked }) => {
  const { id, revisionId } = await given();

  const counted = await countStatements(door, idOf(by), asked(id, revisionId));

  expect(counted.ack).toBeLessThanOrEqual(ack);
  expect(counted.work).toBeLessThanOrEqual(work);
});
