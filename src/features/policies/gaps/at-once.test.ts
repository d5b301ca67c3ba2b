import { expect, it } from 'vitest';
import { meanwhile } from '../../../../test/support/between-statements.ts';
import { asked, lookedUp } from '../../../../test/support/gaps.ts';
import { publishedPolicy } from '../../../../test/support/policies.ts';
import { usePolicyWorld } from '../../../../test/support/use-policy-world.ts';
import { theApp } from '../../../core/context.ts';
import { publish } from '../library/publishing/publish.ts';
import { answerGap } from './answering/answer-gap.ts';
import { askOwner } from './asking/ask-owner.ts';
import { tellOfLateGap } from './waiting/look-at-gap.ts';

const world = usePolicyWorld();

async function queuedFor(channel: string): Promise<readonly string[]> {
  const rows = await world.database.sql<{ kind: string; key: string; payload: object }[]>`
    select kind, dedupe_key as key, payload from outbox_messages where channel = ${channel} order by sequence`;
  return rows.map(({ kind, key, payload }) => `${kind} ${key} ${JSON.stringify(payload)}`);
}

async function publishDraft(): Promise<void> {
  const [open] = await world.database.sql<{ id: string; version: number }[]>`
    select id, version from policy_revisions where state = 'draft'`;
  await publish(world.as('maya'), { revisionId: open?.id ?? '', version: open?.version ?? 0 });
}

it.each([3, 5, 6, 7, 8, 9, 10, 11, 12])(
  'whoever asks what is becoming a policy hears of it, also where it is published after %i of their statements',
  async (moment) => {
    const { gap } = await asked(world.database, world.as('ana'));
    await answerGap(world.as('leo'), { gapId: gap.id, answer: 'They stay.', becomes: 'draft', title: 'Earbuds' });
    const lookUpId = await lookedUp(world.database, world.as('ben'));

    await meanwhile(world.database, {
      work: (db) => askOwner({ ...world.as('ben'), db }, { lookUpId }),
      other: publishDraft,
      moment,
    });

    const bens = await queuedFor('U0BEN');
    const isPromised = bens.some((one) => one.includes('You hear when it is published'));
    expect(bens.some((one) => one.includes(':published'))).toBe(isPromised);
  },
);

it.each([1, 2, 3, 4, 5])(
  'who is told of a late question has nothing to press where it is answered after %i statements',
  async (moment) => {
    await publishedPolicy(world.maya, { owner: 'U0LEO' });
    const { gap } = await asked(world.database, world.as('ana'), 'late returns of opened lamps');
    await world.database.sql`update policy_gaps set reminded = 3`;
    await world.database.sql`truncate outbox_messages`;
    const system = { ...world.as('maya'), actor: theApp };

    await meanwhile(world.database, {
      work: (db) => tellOfLateGap({ ...system, db }, { gapId: gap.id, slackId: 'U0MAYA' }),
      other: () => answerGap(world.as('leo'), { gapId: gap.id, answer: 'Yes.', becomes: 'only' }),
      moment,
    });

    expect((await queuedFor('U0MAYA')).at(-1) ?? '').not.toContain('"actions"');
  },
);
