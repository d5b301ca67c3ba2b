import { afterAll, beforeAll, expect, test } from 'vitest';
import { realClock } from '../../src/core/clock.ts';
import type { Ctx } from '../../src/core/context.ts';
import { forged, pressed } from '../support/acting.ts';
import { countStatements } from '../support/count-statements.ts';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';
import { CARE, type CastName, idOf, type Northwind, openNorthwind } from '../support/northwind.ts';
import { draftedPolicy, publishedPolicy } from '../support/policies.ts';
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
  /** After that: the job, the person's rights, the policy, its index and messages. */
  readonly work: number;
  readonly given: () => Promise<string>;
  readonly asked: (id: string) => object;
}

function as(name: CastName): Ctx {
  return { ...northwind.as(name), clock: realClock };
}

const drafted = async () => (await draftedPolicy(as('leo'))).revision.id;
const published = async () => (await publishedPolicy(as('maya'))).policy.id;

/**
 * From Slack's request to the queued messages. Whoever needs more statements for an action changes its number here and says
 * why. What changes the index of a policy reads the policy, its dates, questions and passages, and writes its units.
 */
const actions: Readonly<Record<string, Action>> = {
  // How many there are, a page of them, how each stands.
  '/policy list': { by: 'maya', ack: 4, work: 0, given: published, asked: () => command('/policy', 'list') },
  'the page of one': { by: 'ana', ack: 6, work: 0, given: published, asked: (id) => pressed('policy.open', id) },
  'a new draft, by form': {
    by: 'leo',
    ack: 1,
    // One of them looks for another policy with its title.
    work: 18,
    given: drafted,
    asked: () => forged('policy.edit', { teamId: CARE, joins: [], round: 'r' }, { title: 'Late', 'text0.r': 'Words' }),
  },
  'Send for review': {
    by: 'leo',
    ack: 1,
    work: 18,
    given: drafted,
    asked: (id) => pressed('policy.send-for-review', `${id}:1`),
  },
  // One of them looks for questions whose answer it is.
  'publish, by form': {
    by: 'maya',
    ack: 1,
    work: 37,
    given: drafted,
    asked: (id) => forged('policy.publish', { policyId: CARE, revisionId: id, version: 1 }, {}),
  },
  'questions, by form': {
    by: 'leo',
    ack: 1,
    work: 26,
    given: published,
    asked: (id) => forged('policy.questions', { policyId: id, seen: [] }, { questions: 'May I return it?\nWho pays?' }),
  },
  'settings, by form': {
    by: 'leo',
    ack: 1,
    work: 30,
    given: published,
    asked: (id) =>
      forged(
        'policy.settings',
        { policyId: id, version: 1 },
        { owner: ['U0MAYA'], reach: 'everybody', reviewDays: '30', keywords: 'RMA' },
      ),
  },
};

test.each(Object.entries(actions))(
  '%s takes no more statements than this',
  async (_name, { by, ack, work, ...action }) => {
    const id = await action.given();

    const counted = await countStatements(door, idOf(by), action.asked(id));

    expect(counted.ack).toBeLessThanOrEqual(ack);
    expect(counted.work).toBeLessThanOrEqual(work);
  },
);
