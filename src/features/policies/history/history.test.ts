import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../../test/support/cases.ts';
import { FIRST, SECOND, useHistory } from '../../../../test/support/use-history.ts';
import { usePolicyWorld } from '../../../../test/support/use-policy-world.ts';
import { draftedPolicy, publishedPolicy } from '../../../../test/support/policies.ts';
import { transaction } from '../../../core/context.ts';
import { othersIds } from '../library/ids.ts';
import { publish } from '../library/publishing/publish.ts';
import { recordRead } from '../library/reading/record-read.ts';
import { stillTrue } from '../library/publishing/still-true.ts';
import { changesPage } from './changes-page.ts';
import { historyIds as ids } from './ids.ts';
import { catchUp } from './history-page.ts';
import { saidOn } from './said-on.ts';

const world = usePolicyWorld();

const { lived, handsOf } = useHistory(world);

describe('the history of a policy', () => {
  it('says which revision counted when, who changed what, and leads to each', async () => {
    const { policy, first, second } = await lived();
    await stillTrue(world.maya, { policyId: policy.id });

    const shown = await handsOf('ana').press(othersIds.history, policy.id);

    expect(shown).toContain('*Revision 2* counts since 4 May 2026, by Maya\\n45 days');
    expect(shown).toContain('*Revision 1* counted 10 March 2026 to 4 May 2026, by Maya');
    expect(shown).toContain('10 March 2026, 10:00: Maya published revision 1.');
    expect(shown).toContain('20 May 2026, 14:00: Maya said that it is still true.');
    for (const { id } of [first, second]) expect(shown).toContain(`"value":"${id}"`);
  });

  it('says who wrote what somebody else published, at what time where two revisions are of one day, and what never counted', async () => {
    const { policy } = await publishedPolicy(world.maya, { markdown: FIRST });
    const { revision } = await draftedPolicy(world.leo, { policyId: policy.id, markdown: SECOND });
    await publish(world.maya, { revisionId: revision.id, version: 1, effectiveFrom: '2026-04-01' });
    world.maya.clock.set(new Date('2026-03-10T12:30:00Z'));
    await publishedPolicy(world.maya, { policyId: policy.id, markdown: 'Other' });

    const shown = await handsOf('ana').press(othersIds.history, policy.id);

    expect(shown).toContain('*Revision 3* counts since 10 March 2026, 13:30, by Maya');
    expect(shown).toContain('*Revision 2* was replaced by revision 3 before it counted, by Leo, published by Maya');
    expect(shown).toContain('*Revision 1* counted 10 March 2026, 10:00 to 13:30, by Maya');
    const told = await world.database.sql<{ text: string }[]>`
      select payload -> 'message' ->> 'text' as text from outbox_messages where payload ->> 'to' = 'U0LEO' order by sequence`;
    expect(told.map(({ text }) => text)).toEqual([
      'Maya has published your *Late returns*, revision 2, which counts from 1 April 2026.',
      '*Late returns*: revision 2, planned for 1 April 2026, was replaced by revision 3 before it counted. Maya has published that one.',
    ]);
  });

  it('has drafts and settings for whoever may write it, and for nobody else', async () => {
    const { policy, draft } = await lived();

    const [writer, reader] = [
      await handsOf('leo').press(othersIds.history, policy.id),
      await handsOf('ana').press(othersIds.history, policy.id),
    ];

    expect(writer).toContain('Revision 3* is being written');
    expect(writer).toContain('Maya began revision 3.');
    expect(reader).not.toContain('evision 3');
    expect(reader).not.toContain(draft.id);
  });

  it('does not exist for whoever may not see the policy: no page, no comparison, no day', async () => {
    const { policy, second, first } = await lived();
    const amy = handsOf('amy');

    for (const [key, value] of [
      [othersIds.history, policy.id],
      [ids.more, `${policy.id}:1`],
      [ids.changes, `:${second.id}:0`],
      [ids.changes, `${first.id}:${second.id}:0`],
    ] as const) {
      expect(await outcomeOf(() => amy.press(key, value), amy.ctx)).toBe('There is no such policy.');
    }
    expect(await outcomeOf((ctx) => saidOn(ctx, policy.id, '2026-05-01'), amy.ctx)).toBe('There is no such policy.');
  });
});

describe('what changed', () => {
  it('is compared word by word with what counted before', async () => {
    const { second } = await lived();

    const shown = await handsOf('ana').press(ids.changes, `:${second.id}:0`);

    expect(shown).toContain('From revision 1 (10 March 2026) to revision 2 (4 May 2026)');
    expect(shown).toContain('1 word new (bold), 1 word gone (struck through)');
  });

  it('since somebody last read it: from what they read to what counts, and nothing once they have read that', async () => {
    const { policy, first, second } = await lived();
    const ana = handsOf('ana');
    expect(await catchUp(ana.ctx, policy.id)).toEqual({
      from: '',
      to: second.id,
      soFar: 'You have read none of it yet. This is the latest change.',
    });

    await transaction(ana.ctx, (tx) => recordRead(tx, ana.ctx, first.id));
    expect(await catchUp(ana.ctx, policy.id)).toEqual({
      from: first.id,
      to: second.id,
      soFar: 'Since you read it on 20 May 2026.',
    });
    expect(await ana.press(othersIds.history, policy.id)).toContain('You last read revision 1, on 20 May 2026.');

    await transaction(ana.ctx, (tx) => recordRead(tx, ana.ctx, second.id));
    await transaction(ana.ctx, (tx) => recordRead(tx, ana.ctx, first.id));
    expect(await catchUp(ana.ctx, policy.id)).toEqual({
      from: '',
      to: second.id,
      soFar: 'You have read it as it is now, on 20 May 2026. This was the latest change.',
    });
  });

  it('shows a draft to those who write only, and nothing of another policy', async () => {
    const { second, draft } = await lived();
    const other = await publishedPolicy(world.maya, { title: 'Gift cards', markdown: 'Other words.' });
    const between = (from: string, to: string) => `${from}:${to}:0`;

    expect((await changesPage(world.maya, between(second.id, draft.id))).from?.id).toBe(second.id);
    expect(await outcomeOf((ctx) => changesPage(ctx, between(second.id, draft.id)), world.as('ana'))).toBe(
      'There is no such policy.',
    );
    expect((await changesPage(world.maya, between(other.revision.id, second.id))).from).toBeUndefined();
    expect((await changesPage(world.as('ana'), between(draft.id, second.id))).from).toBeUndefined();
  });
});

describe('having read', () => {
  it('a draft, or what is not there, is not remembered', async () => {
    const { draft } = await lived();

    await transaction(world.maya, (tx) => recordRead(tx, world.maya, draft.id));
    await transaction(world.maya, (tx) => recordRead(tx, world.maya, '00000000-0000-4000-8000-000000000000'));

    expect(await world.database.sql`select 1 from policy_reads`).toHaveLength(0);
  });
});
