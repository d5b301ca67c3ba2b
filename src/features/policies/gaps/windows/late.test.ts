import { expect, it } from 'vitest';
import { liveParts } from '../../../../../test/support/block-check.ts';
import { fingersOn } from '../../../../../test/support/fingers.ts';
import { asked } from '../../../../../test/support/gaps.ts';
import { publishedPolicy } from '../../../../../test/support/policies.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { answerGap } from '../answering/answer-gap.ts';
import { gapIds as ids } from '../ids.ts';
import { gapListeners } from '../listeners.ts';

const world = usePolicyWorld();

it.each([
  [ids.answer, { answer: 'They <!channel> stay.' }, 'They <!channel> stay.'],
  [ids.close, { because: 'We sell none.' }, 'We sell none.'],
  [ids.handOn, { to: 'U0LIA', note: 'Yours, I think.' }, 'Yours, I think.'],
  [ids.inPolicy, { passage: '', note: 'See there.' }, 'See there.'],
])(
  '%s, sent when somebody else has answered, ends with who did, how, and what was typed',
  async (form, typed, written) => {
    await publishedPolicy(world.maya);
    const { gap } = await asked(world.database, world.as('ana'));
    const fingers = fingersOn(gapListeners);
    await fingers.press(world.maya, form, gap.id);
    await answerGap(world.as('leo'), { gapId: gap.id, answer: 'They come back.', becomes: 'only' });

    await fingers.send(world.maya, typed);

    const view = fingers.last();
    expect(view.submit).toBeUndefined();
    expect(JSON.stringify(view)).toContain('*Not sent.* Leo has answered GAP-1 already with “They come back.”');
    expect(JSON.stringify(view)).toContain(`"text":"${written}"`);
    expect(liveParts(view)).toEqual([]);
  },
);

it.each([
  ['Leo asks alone', ['leo'], 'What would you say to Leo?'],
  ['two ask', ['ana', 'ben'], 'What would you say to them?'],
] as const)('the answer is to whoever asked: %s', async (_, askers, label) => {
  for (const name of askers) await asked(world.database, world.as(name));
  const { gap } = await asked(world.database, world.as(askers[0]));
  const fingers = fingersOn(gapListeners);

  await fingers.press(world.maya, ids.answer, gap.id);

  expect(JSON.stringify(fingers.last())).toContain(label);
});
