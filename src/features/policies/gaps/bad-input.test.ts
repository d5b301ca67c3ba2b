import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lookedUp } from '../../../../test/support/gaps.ts';
import { OWN_AWKWARD_TEXTS } from '../../../../test/support/own-awkward-texts.ts';
import { sharedData } from '../../../../test/support/shared-data.ts';
import { usePolicyWorld } from '../../../../test/support/use-policy-world.ts';
import { UserError } from '../../../core/errors.ts';
import { cleanText } from '../../../slack/mrkdwn.ts';
import { answerGap } from './answering/answer-gap.ts';
import { askOwner } from './asking/ask-owner.ts';
import { addToPolicy } from './answering/add-to-policy.ts';

const path = sharedData('bad-input/blns.json');
const shared = path ? (JSON.parse(readFileSync(path, 'utf8')) as string[]) : [];
const strings = [...OWN_AWKWARD_TEXTS, ...shared];

describe('what people type to break things', () => {
  const world = usePolicyWorld();

  test('is asked and answered, also as a policy, or refused in words', { timeout: 120_000 }, async () => {
    const [ana, maya] = [world.as('ana'), world.as('maya')];
    const lookUpId = await lookedUp(world.database, ana, { query: 'x' });
    const refused: string[] = [];

    for (const [at, text] of strings.entries()) {
      const becomes = at % 5 === 0 ? 'publish' : 'only';
      try {
        const { gap } = await askOwner(ana, { lookUpId, question: text, again: true });
        await answerGap(maya, {
          gapId: gap.id,
          answer: text.replaceAll('\u0000', ''),
          becomes,
          title: `${at} ${cleanText(text)}`,
        });
      } catch (error) {
        if (!(error instanceof UserError)) throw new Error(`${JSON.stringify(text)} broke it`, { cause: error });
        refused.push(text);
      }
    }

    expect(refused.filter((text) => /[\p{L}\p{N}]/u.test(text))).toEqual([]);
    const [row] = await world.database.sql`select count(*)::int as answered from policy_gaps where state = 'answered'`;
    expect(row?.['answered']).toBe(strings.length - refused.length);
  });

  test('is no passage', async () => {
    const maya = world.as('maya');
    for (const passageId of strings.slice(0, 50))
      await expect(addToPolicy(maya, { passageId, question: 'x' })).rejects.toThrow('Choose the passage that says it.');
  });
});
