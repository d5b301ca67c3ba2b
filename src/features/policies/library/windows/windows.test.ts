import { describe, expect, it } from 'vitest';
import { liveParts, messageProblems } from '../../../../../test/support/block-check.ts';
import { libraryHands } from '../../../../../test/support/library-hands.ts';
import type { CastName } from '../../../../../test/support/northwind.ts';
import { draftedPolicy, publishedPolicy } from '../../../../../test/support/policies.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import type { Message } from '../../../../outbox/enqueue.ts';
import { libraryIds as ids, seenValue } from '../ids.ts';

const world = usePolicyWorld();
const handsOf = (name: CastName) => libraryHands(world, name);

const LONG_TITLE = 'A title that goes on and on, as titles of policies do when three departments have a say in them '
  .repeat(2)
  .trim();
const AWKWARD = '<!channel> *bold* & <script> :tada: “quotes” ‮ مرحبا';

describe('the page of a policy', () => {
  it.each<[CastName, readonly string[], readonly string[]]>([
    ['ana', ['Read all', 'History'], ['Edit', 'Settings', 'Questions', 'Archive …', 'Still true']],
    ['leo', ['Read all', 'Edit', 'Questions', 'Settings', 'History'], ['Archive …', 'Still true']],
    ['dora', ['Read all', 'Still true', 'Edit', 'Questions', 'Settings', 'Archive …'], []],
  ])('offers %s what they may, and nothing else', async (name, offered, others) => {
    const { policy } = await publishedPolicy(world.as('maya'));
    const hands = handsOf(name);

    await hands.open(ids.open, policy.id);

    for (const label of offered) expect(hands.shown()).toContain(`"text":"${label}"`);
    for (const label of others) expect(hands.shown()).not.toContain(`"text":"${label}"`);
  });

  it('shows a long title and awkward words as they are, within what Slack takes', async () => {
    const { policy } = await publishedPolicy(world.as('maya'), {
      title: LONG_TITLE,
      markdown: AWKWARD.repeat(200),
      section: AWKWARD,
      keywords: Array.from({ length: 100 }, (_, at) => `${AWKWARD} ${at}`),
    });
    const hands = handsOf('maya');

    await hands.open(ids.open, policy.id);
    await hands.press(ids.settings, policy.id);

    for (const { view } of hands.fingers.shown) expect(liveParts(view)).toEqual([]);
  });
});

describe('the lists', () => {
  it('have fifty policies page by page, by title, and say what is empty', async () => {
    const maya = world.as('maya');
    for (let number = 1; number <= 50; number += 1)
      await draftedPolicy(maya, { title: number === 3 ? 'policy 3' : `Policy ${number}`, markdown: 'x' });
    const hands = handsOf('maya');
    const titles = () => hands.shown().match(/\*policy \d+(?=\*)/gi);

    await hands.open(ids.list, 'mine:0');
    expect(titles()?.slice(0, 4)).toEqual(['*Policy 1', '*Policy 2', '*policy 3', '*Policy 4']);
    expect(hands.shown()).toContain('50 policies, page 1 of 3');
    await hands.press(ids.list, 'mine:2');
    expect(titles()?.at(-1)).toBe('*Policy 50');
    expect(hands.shown()).not.toContain('More ›');
    await hands.press(ids.list, 'mine:7');
    expect(hands.shown()).toContain('50 policies, page 3 of 3');
    await hands.press(ids.which, 'review');
    expect(hands.shown()).toContain('Nothing waits for your review.');
  });

  it.each<[CastName, string]>([
    ['ana', 'All policies'],
    ['maya', 'Mine'],
  ])('lead %s back to the one that opens first: %s', async (name, list) => {
    const { policy } = await publishedPolicy(world.maya);
    const hands = handsOf(name);

    await hands.open(ids.open, policy.id);
    const [, value = 'none'] = /"action_id":"policy\.list","value":"([^"]*)"/.exec(hands.shown()) ?? [];
    await hands.press(ids.list, value);

    expect(hands.shown()).toContain('Late returns');
    expect(hands.shown()).toMatch(new RegExp(`"initial_option":\\{"text":\\{[^}]*"text":"${list}"`));
  });

  it('have what waits for my review, and not what I wrote', async () => {
    const { revision } = await draftedPolicy(world.as('leo'), { title: 'From Leo' });
    await handsOf('leo').open(ids.review, seenValue(revision));
    const own = await draftedPolicy(world.as('maya'), { title: 'From Maya' });
    await handsOf('maya').open(ids.review, seenValue(own.revision));
    const hands = handsOf('maya');

    await hands.open(ids.list, 'review:0');

    expect(hands.shown()).toContain('From Leo');
    expect(hands.shown()).not.toContain('From Maya');
  });
});

describe('a change of what counts', () => {
  it('shows both to whoever publishes: what counts, and the draft', async () => {
    const { policy } = await publishedPolicy(world.as('maya'));
    await draftedPolicy(world.as('leo'), { policyId: policy.id });
    const hands = handsOf('maya');

    await hands.open(ids.open, policy.id);

    expect(hands.shown()).toContain('Revision 2, by Leo, is being written.');
  });
});

describe('a change that is planned', () => {
  it('is said with its last day, and can be read, by readers too', async () => {
    const { policy } = await publishedPolicy(world.as('maya'));
    const planned = { policyId: policy.id, effectiveFrom: '2026-04-01', expiresOn: '2026-04-10' };
    const { revision } = await publishedPolicy(world.as('maya'), planned);
    const hands = handsOf('ana');

    await hands.open(ids.open, policy.id);

    expect(hands.shown()).toContain('a change counts from 1 April 2026 until 10 April 2026');
    expect(hands.shown()).toMatch(new RegExp(`"Read the change"[^{}]*\\},[^{}]*"value":"${revision.id}"`));
  });

  it('or what counts is there for people to be asked to read it: not once it has ended', async () => {
    const { policy } = await publishedPolicy(world.as('maya'), { expiresOn: '2026-03-12' });
    const asksOn = async (date: string) => {
      const hands = handsOf('maya');
      hands.ctx.clock.set(new Date(`${date}T09:00:00Z`));
      await hands.open(ids.open, policy.id);
      return hands.shown().includes('"Have people read it …"');
    };

    expect([await asksOn('2026-03-12'), await asksOn('2026-03-14')]).toEqual([true, false]);
  });
});

describe('the messages of a review', () => {
  it('ask the managers with what changes, and lose their buttons when it is over', async () => {
    const { policy } = await publishedPolicy(world.as('maya'));
    const { revision } = await draftedPolicy(world.as('leo'), {
      policyId: policy.id,
      markdown: AWKWARD.repeat(100),
    });

    await handsOf('leo').open(ids.review, seenValue(revision));
    const maya = handsOf('maya');
    await maya.open(ids.sendBack, `${revision.id}:2`);
    await maya.send({ note: AWKWARD });
    await handsOf('leo').open(ids.review, `${revision.id}:3`);

    const messages = await world.database.sql<{ kind: string; channel: string; payload: { message: Message } }[]>`
      select kind, channel, payload from outbox_messages order by queued_at, sequence`;
    expect(messages.map(({ kind, channel }) => [kind, channel])).toEqual(
      expect.arrayContaining([
        ['post', 'U0MAYA'],
        ['edit', 'U0MAYA'],
        ['post', 'U0LEO'],
      ]),
    );
    for (const { payload } of messages) {
      expect(messageProblems(payload.message)).toEqual([]);
      expect(liveParts(payload.message)).toEqual([]);
    }
    const asks = messages.filter(({ payload }) => payload.message.text.startsWith('Leo asks you to review'));
    expect(asks.map(({ payload }) => JSON.stringify(payload).includes('It was sent back by Maya: “'))).toEqual([
      false,
      true,
    ]);
  });
});
