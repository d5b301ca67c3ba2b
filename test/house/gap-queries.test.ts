import { afterAll, beforeAll, expect, test } from 'vitest';
import { realClock } from '../../src/core/clock.ts';
import { forged, pressed } from '../support/acting.ts';
import { countStatements } from '../support/count-statements.ts';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';
import { asked, lookedUp } from '../support/gaps.ts';
import { type CastName, idOf, type Northwind, openNorthwind } from '../support/northwind.ts';
import { publishedPolicy } from '../support/policies.ts';
import { command } from '../support/slack-requests.ts';

let door: FrontDoor;
let northwind: Northwind;
let passageId = '';

beforeAll(async () => {
  door = await openFrontDoor();
  northwind = await openNorthwind(door.database);
  await publishedPolicy(now('maya'));
  const [passage] = await door.database.sql<{ id: string }[]>`select id from policy_passages order by ordinal limit 1`;
  passageId = passage?.id ?? '';
  await door.workOff();
});
afterAll(() => door?.close());

function now(name: CastName) {
  return { ...northwind.as(name), clock: realClock };
}

let questions = 0;

/** Another question of Ana's that waits for Maya. */
async function waiting(): Promise<string> {
  questions += 1;
  const { gap } = await asked(door.database, now('ana'), `where is parcel ${questions}`);
  return gap.id;
}

interface Action {
  readonly by: CastName;
  /** Before Slack is answered. */
  readonly ack: number;
  /** After that. */
  readonly work: number;
  readonly asked: () => Promise<object>;
}

/** From Slack's request to what is queued. Whoever needs more statements for an action changes its number here and says why. */
const actions: Readonly<Record<string, Action>> = {
  // The look-up, its team, one after the other, the search, who decides and is there, the calendar, the gap, its message and timer.
  'Ask the owner': {
    by: 'ana',
    ack: 1,
    // One of them asks whether a policy answered it until lately, whose owner would know.
    work: 27,
    asked: async () => pressed('policy.ask', await lookedUp(door.database, now('ana'), { query: 'sunday' })),
  },
  'Ask the owner, joining': {
    by: 'ben',
    ack: 1,
    work: 18,
    asked: async () => {
      await waiting();
      return pressed(
        'policy.ask',
        await lookedUp(door.database, now('ben'), { query: `where is parcel ${questions}` }),
      );
    },
  },
  '/policy gaps': { by: 'leo', ack: 2, work: 0, asked: async () => command('/policy', 'gaps') },
  'the button Answer': {
    by: 'maya',
    ack: 4,
    work: 0,
    asked: async () => pressed('policy.gap-answer', await waiting()),
  },
  'Answer, to whoever asked alone': {
    by: 'maya',
    ack: 1,
    work: 19,
    asked: async () => form('answer', { answer: 'At ours.', becomes: 'only' }),
  },
  // The draft, its publication, its passages and its question, each with its index; one looks whether its owner may open it.
  'Answer, as a policy at once': {
    by: 'maya',
    ack: 1,
    work: 62,
    asked: async () => form('answer', { answer: 'At ours.', becomes: 'publish', title: 'Parcels' }),
  },
  // Two of them hold the policy before the question.
  'It is in a policy': { by: 'maya', ack: 1, work: 45, asked: async () => form('in-policy', { passage: passageId }) },
  // Two read when it is due for whoever has it now, two tell whoever asked.
  'Not mine': { by: 'maya', ack: 1, work: 25, asked: async () => form('hand-on', { to: 'U0LEO' }) },
  'No answer needed': { by: 'maya', ack: 1, work: 19, asked: async () => form('close', { because: 'Not sold' }) },
};

async function form(what: string, fields: Readonly<Record<string, string>>): Promise<object> {
  return forged(`policy.gap-${what}`, { gapId: await waiting() }, fields);
}

test.each(Object.entries(actions))('%s takes no more statements than this', async (_name, action) => {
  const payload = await action.asked();

  const counted = await countStatements(door, idOf(action.by), payload);

  const { ack, work, statements } = counted;
  expect({ ack, work, statements }).toEqual({ ack: action.ack, work: action.work, statements });
});
