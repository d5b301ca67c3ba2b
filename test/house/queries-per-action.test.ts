import { afterAll, beforeAll, expect, test } from 'vitest';
import { askForInfo } from '../../src/features/escalations/handling/ask-for-info.ts';
import { forged, sentBy, threadReply } from '../support/acting.ts';
import { claimedByLeo, newRequest, openCaseOfAna } from '../support/cases.ts';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';
import { CARE, idOf, type CastName, type Northwind, openNorthwind } from '../support/northwind.ts';
import { click, command, event } from '../support/slack-requests.ts';

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
  /** After that: the job, the person's rights, the change, its messages. */
  readonly work: number;
  readonly given?: () => Promise<{ id: string }>;
  readonly asked: (caseId: string) => object;
}

const open = () => openCaseOfAna(northwind);
const claimed = () => claimedByLeo(northwind);
const waiting = async () => {
  const { id } = await claimed();
  return askForInfo(northwind.as('leo'), { requestId: newRequest(), caseId: id, question: 'Which?', of: 'agent' });
};

const escalation = { teams: [{ value: `${CARE}:EUR`, name: 'Northwind Care' }] };

/**
 * From Slack's request to the queued messages. Whoever adds a statement to an action changes its number here and says why.
 * Storing is one statement before the ack. Work is: claim the job, load what was sent, who acts, hold the row, the change
 * with its messages, clocks, chain (who is there, by the roster too) and timers (statements.test.ts of the feature has the parts), the row is done, the job is
 * done. A form with suggestions asks for the collection of policies, which is empty here.
 */
const actions: Readonly<Record<string, Action>> = {
  'claim, by click': { by: 'leo', ack: 1, work: 19, given: open, asked: (id) => click('case.claim', id) },
  'raise, by form': {
    by: 'ana',
    ack: 1,
    work: 21,
    asked: () => forged('case.escalate', escalation, { summary: 'Lamp broken', wanted: 'answer', urgency: 'normal' }),
  },
  'ask, by form': {
    by: 'leo',
    ack: 1,
    work: 16,
    given: claimed,
    asked: (caseId) => forged('case.ask', { caseId }, { question: 'Which order?', of: 'agent' }),
  },
  'answer, by form': {
    by: 'ana',
    ack: 1,
    work: 17,
    given: waiting,
    asked: (caseId) => forged('case.details', { caseId }, { text: 'Order 88190' }),
  },
  'resolve, by form': {
    by: 'leo',
    ack: 1,
    work: 19,
    given: claimed,
    asked: (caseId) =>
      forged(
        'case.resolve',
        { caseId, currency: 'EUR', fixedCurrency: false, needsWriteUp: false },
        { decision: 'answered', tellCustomer: 'A new lamp is on its way.' },
      ),
  },
  // Which message of ours it answers is looked up; so is whether it answers a question.
  'note, in the thread of the card': {
    by: 'ana',
    ack: 1,
    work: 15,
    given: async () => {
      const found = await claimed();
      await posted(`case:${found.id}:card`, 'C0CAREESC', `17000000${found.number}.000100`);
      return { ...found, id: `17000000${found.number}.000100` };
    },
    asked: (ts) => threadReply('C0CAREESC', ts, 'She called again'),
  },
  'a message that is in no thread': {
    by: 'ana',
    ack: 1,
    work: 6,
    asked: () => event('message', { channel: 'C0CARE', ts: '1700000555.000100', text: 'Good morning' }),
  },
  '/case list': { by: 'leo', ack: 2, work: 0, asked: () => command('/case', 'list open') },
  '/case 1': { by: 'leo', ack: 2, work: 0, asked: () => command('/case', '1') },
  // The words are looked up first, in their index.
  '/case search': { by: 'leo', ack: 3, work: 0, asked: () => command('/case', 'search lamp') },
  '/escalate': { by: 'ana', ack: 3, work: 0, asked: () => command('/escalate', 'refund 180 angry') },
  'Resolve, which opens a form': {
    by: 'leo',
    ack: 4,
    work: 0,
    given: claimed,
    asked: (id) => click('case.resolve', id),
  },
  // Two jobs: noting who looks, and the page with the parts of all features: what waits, one's own cases, the team's,
  // what is promised, which swaps wait for one's word or were asked of one by name, one's shifts, who is on now.
  'App Home opened and published': {
    by: 'leo',
    ack: 1,
    work: 24,
    asked: () => event('app_home_opened', { tab: 'home', channel: 'D0LEO' }),
  },
};

async function posted(messageKey: string, channel: string, ts: string): Promise<void> {
  await door.database.sql`
    insert into posted_messages (workspace_id, message_key, channel, slack_channel, ts)
    values ('T0NORTHWIND', ${messageKey}, ${channel}, ${channel}, ${ts})
    on conflict (workspace_id, message_key) do update set slack_channel = ${channel}, ts = ${ts}`;
}

test.each(Object.entries(actions))(
  '%s takes its number of statements',
  async (_name, { by, given, asked, ack, work }) => {
    const before = await given?.();
    await door.workOff();
    door.database.queries.length = 0;

    const answer = await door.send(sentBy({ id: idOf(by) }, asked(before?.id ?? '')));
    const beforeAck = door.database.queries.splice(0);
    const outcomes = await door.workOff();
    const afterAck = withoutLooking(door.database.queries.splice(0));

    expect(answer.status).toBe(200);
    expect(outcomes.filter((outcome) => outcome !== 'done')).toEqual([]);
    const statements = [...beforeAck, '--', ...afterAck];
    const counted = { ack: beforeAck.length, work: afterAck.length };
    expect({ ...counted, statements }).toEqual({ ack, work, statements });
  },
);

/** The last look for jobs, which finds none. */
function withoutLooking(statements: readonly string[]): readonly string[] {
  return statements.slice(0, -1);
}
