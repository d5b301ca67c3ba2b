import { beforeEach, describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../../../test/support/cases.ts';
import { untilSomebodyWaits } from '../../../../../test/support/lock-waits.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { publishedPolicy } from '../../../../../test/support/policies.ts';
import { type Ctx, transaction } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { holdPolicy } from '../hold-policy.ts';
import { addQuestion, removeQuestion, setQuestions, setQuestionsIn } from './questions.ts';
import { questionsOf } from '../reading/read-policy.ts';
import type { PolicyQuestion } from '../tables.ts';

const TEXT = 'Where is my parcel?';

let policyId: string;
let ana: Ctx;
let leo: Ctx;

const world = usePolicyWorld();
beforeEach(async () => {
  policyId = (await publishedPolicy(world.as('maya'))).policy.id;
  [ana, leo] = [world.as('ana'), world.as('leo')];
});

function live(): Promise<readonly PolicyQuestion[]> {
  return transaction(leo, (tx) => questionsOf(tx, leo, policyId));
}

function learn(text: string): Promise<PolicyQuestion | undefined> {
  return transaction(ana, (tx) => addQuestion(tx, ana, { policyId, anchor: null, text, origin: 'learned' }));
}

function lines(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `What of case ${at}?`);
}

/** Leo holds the policy, the other comes, Leo sets its questions: how often each transaction ran. */
async function whileLeoSets(texts: readonly string[], other: (tx: Tx) => Promise<unknown>) {
  const runs = { leo: 0, other: 0 };
  let others: Promise<unknown> | undefined;
  await transaction(leo, async (tx) => {
    runs.leo += 1;
    await holdPolicy(tx, leo, policyId, 'policy.questions');
    others ??= transaction(ana, async (second) => {
      runs.other += 1;
      return other(second);
    });
    if (runs.leo === 1) await untilSomebodyWaits(world.database.sql);
    await setQuestionsIn(tx, leo, { policyId, texts });
  });
  await others;
  return runs;
}

describe('a question that two write at once', () => {
  it('is added once, and neither has to begin again', async () => {
    const runs = await whileLeoSets([TEXT], (tx) =>
      addQuestion(tx, ana, { policyId, anchor: null, text: TEXT, origin: 'learned' }),
    );

    expect(runs).toEqual({ leo: 1, other: 1 });
    expect(await live()).toMatchObject([{ text: TEXT, origin: 'editor' }]);
  });

  it('is taken back once, and neither has to begin again', async () => {
    const { added } = await setQuestions(leo, { policyId, texts: [TEXT] });
    let removed: unknown;

    const runs = await whileLeoSets([], async (tx) => {
      removed = await removeQuestion(tx, ana, added[0]?.id ?? '');
    });

    expect(runs).toEqual({ leo: 1, other: 1 });
    expect(removed).toBeUndefined();
    expect(await live()).toEqual([]);
  });
});

describe('the 500 questions that a policy keeps', () => {
  it('leave no place to learn one more, and the same one is still there', async () => {
    await setQuestions(leo, { policyId, texts: lines(499) });

    expect(await learn('The last one?')).toMatchObject({ text: 'The last one?' });
    expect(await learn('One too many?')).toBeUndefined();

    expect(await learn('the LAST one?')).toMatchObject({ text: 'The last one?' });
    expect(await live()).toHaveLength(500);
  });

  it('hold learned ones too, which whoever writes more is told', async () => {
    await setQuestions(leo, { policyId, texts: lines(499) });
    await learn('The last one?');

    const set = (texts: readonly string[]) => outcomeOf((ctx) => setQuestions(ctx, { policyId, texts }), leo);

    expect(await set([...lines(499), 'One too many?'])).toContain('at most 500 questions');
    expect(await set([...lines(498), 'In its place?'])).not.toContain('at most');
    expect(await live()).toHaveLength(500);
  });
});
