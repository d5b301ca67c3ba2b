import { beforeEach, expect, it } from 'vitest';
import { liveParts, messageProblems } from '../../../../../test/support/block-check.ts';
import { type Fingers, fingersOn } from '../../../../../test/support/fingers.ts';
import { asked, firstHit, posts, refusalOf } from '../../../../../test/support/gaps.ts';
import { CARE } from '../../../../../test/support/northwind.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { publish } from '../../library/publishing/publish.ts';
import { gapPage } from '../gap-page.ts';
import { gapIds as ids } from '../ids.ts';
import { gapListeners } from '../listeners.ts';
import { handOn } from '../waiting/hand-on.ts';
import { answerGap } from './answer-gap.ts';
import { NO_TITLE } from './draft-of-answer.ts';
import { suggestionMessage } from './suggestion-message.ts';
import { takeSuggestion } from './suggestion.ts';

const ANSWER = 'Worn earbuds stay with the customer.';

const world = usePolicyWorld();
let fingers: Fingers;

beforeEach(() => {
  fingers = fingersOn(gapListeners);
});

/** Ana asks, Maya hands it on to Ben, and Ben answers it as a suggestion. */
async function suggested(): Promise<string> {
  const gapId = await askedOfBen();
  await answerGap(world.as('ben'), { gapId, answer: ANSWER, becomes: 'suggest', title: 'Worn *earbuds*' });
  return gapId;
}

async function askedOfBen(): Promise<string> {
  const { gap } = await asked(world.database, world.as('ana'));
  await handOn(world.as('maya'), { gapId: gap.id, to: 'U0BEN', note: '' });
  return gap.id;
}

async function policiesMade() {
  return world.database.sql`
    select p.owner, p.title, r.state, r.markdown from policies p join policy_revisions r on r.policy_id = p.id`;
}

it('is offered to whoever may answer, but writes no policies', async () => {
  const gapId = await askedOfBen();

  expect((await gapPage(world.as('ben'), gapId)).fates).toEqual(['only', 'suggest']);
  expect((await gapPage(world.as('leo'), gapId)).fates).toEqual(['only', 'review', 'draft']);
});

it('answers whoever asked, and asks the managers whether it becomes a policy', async () => {
  await suggested();

  const told = await posts(world.database);
  expect(told.findLast(({ to }) => to === 'U0ANA')?.text).toContain('Ben answers your question (GAP-1)');
  expect(told.filter(({ text }) => text.includes('suggests')).map(({ to }) => to)).toEqual(['U0MAYA']);
  expect(await policiesMade()).toEqual([]);
});

it('has to have a title', async () => {
  const gapId = await askedOfBen();

  const refused = await refusalOf(
    answerGap(world.as('ben'), { gapId, answer: ANSWER, becomes: 'suggest', title: ' ' }),
  );

  expect(refused).toBe(NO_TITLE);
});

it('is a draft by one press, in its form, and once it is published whoever asked hears of it', async () => {
  const gapId = await suggested();
  const maya = world.as('maya');

  await fingers.press(maya, ids.makeDraft, `${gapId}:Worn *earbuds*`);

  const form = JSON.stringify(fingers.last());
  expect(form).toContain(ANSWER);
  expect(form).toContain('Worn *earbuds*');
  expect(await policiesMade()).toMatchObject([{ owner: 'U0MAYA', title: 'Worn *earbuds*', state: 'draft' }]);
  expect(await gapPage(world.as('ana'), gapId)).toMatchObject({ isComing: true });
  const [open] = await world.database.sql<{ id: string; version: number }[]>`select id, version from policy_revisions`;
  await publish(maya, { revisionId: open?.id ?? '', version: open?.version ?? 0 });
  const news = (await posts(world.database)).filter(({ text }) => text.includes('is the policy'));
  expect(news.map(({ to }) => to)).toEqual(['U0ANA']);
  expect(await firstHit(world.as('ana'))).toMatchObject({ answered: true });
});

it('is made a draft once, whoever presses, and what asked for it says by whom', async () => {
  const gapId = await suggested();

  const both = await Promise.all(
    (['maya', 'leo'] as const).map((who) => takeSuggestion(world.as(who), gapId, 'Worn earbuds')),
  );

  expect(new Set(both).size).toBe(1);
  expect(await policiesMade()).toHaveLength(1);
  const edits = await world.database.sql`
    select payload->'message' as message from outbox_messages where kind = 'edit' and channel = 'U0MAYA'`;
  expect(JSON.stringify(edits)).toMatch(/(you have|Leo has) made it a draft/);
});

it('is nothing for those who write no policies, nor before there is an answer', async () => {
  const gapId = await askedOfBen();

  const early = await refusalOf(takeSuggestion(world.as('maya'), gapId, 'Worn earbuds'));
  const agent = await refusalOf(takeSuggestion(world.as('ben'), gapId, 'Worn earbuds'));
  const stranger = await refusalOf(takeSuggestion(world.as('amy'), gapId, 'Worn earbuds'));

  expect([early, agent, stranger]).toEqual([
    'There is no answer yet of which a policy could be made.',
    "Only leads, managers and directors of Northwind Care can write this team's policies.",
    'There is no such question, or it is not yours to see.',
  ]);
  expect(await policiesMade()).toEqual([]);
});

it('is a message in which what people wrote stays text', () => {
  const text = '<!channel> *b* <https://evil.example|x> '.repeat(60);
  const gap = { id: CARE, number: 3, question: text.slice(0, 500), answer: text } as never;

  const message = suggestionMessage({ gap, by: text.slice(0, 80), title: text.slice(0, 150) });

  expect([...messageProblems(message), ...liveParts(message)]).toEqual([]);
});
