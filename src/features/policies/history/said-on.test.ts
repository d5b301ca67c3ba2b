import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../../test/support/cases.ts';
import { FIRST, SECOND, useHistory } from '../../../../test/support/use-history.ts';
import { usePolicyWorld } from '../../../../test/support/use-policy-world.ts';
import { fingersOn } from '../../../../test/support/fingers.ts';
import { type CastName } from '../../../../test/support/northwind.ts';
import { publishedPolicy } from '../../../../test/support/policies.ts';
import { othersIds } from '../library/ids.ts';
import { archive } from '../library/publishing/archive.ts';
import { historyIds as ids } from './ids.ts';
import { historyPart } from './part.ts';
import { saidOn, saidText } from './said-on.ts';

const world = usePolicyWorld();

const { lived, handsOf } = useHistory(world);

describe('what it said on a day', () => {
  /** What they are shown who type `/policy history` and this. */
  async function typed(name: CastName, text: string, now?: string): Promise<string> {
    const fingers = fingersOn([]);
    const { ctx } = handsOf(name);
    if (now !== undefined) ctx.clock.set(new Date(now));
    const word = historyPart.words?.find(({ words }) => words.includes('history'));
    const said = await word?.run(ctx, text, {} as never, fingers.views);
    return JSON.stringify(said ?? fingers.last());
  }

  it('is shown at once where a day is typed behind the title, unless a title ends so', async () => {
    await lived();
    await publishedPolicy(world.maya, { title: 'Sale of 1 May', markdown: 'All is cheaper.' });

    expect(await typed('ana', 'late returns 1 May')).toContain('On 1 May 2026 *revision 1 counted*.');
    expect(await typed('ana', 'late returns on 5 May')).toContain('On 5 May 2026 *revision 2 counted*.');
    expect(await typed('ana', 'sale of 1 may')).toContain('"History"');
    expect(await typed('ana', 'late returns')).toContain('"History"');
  });

  it('is shown of what is in the archive to whoever writes for the team; who could read it hears that it ended, and nobody else a thing', async () => {
    const { policy } = await lived();
    await archive(world.maya, { policyId: policy.id, because: 'It was replaced.' });

    expect(await typed('leo', 'late returns 5 May')).toContain('On 5 May 2026 *revision 2 counted*.');
    expect(await typed('leo', 'late returns')).toContain('"History"');
    expect(await typed('ana', 'late returns')).toContain('*Late returns* ended on 20 May 2026.');
    expect(await typed('amy', 'late returns')).toContain('No policy has “late returns” in its title.');
  });

  it.each(['31 Feb', '2026-13-45', '01/12/2026', 'in two weeks', 'on 45'])(
    'is no title with something behind it that is no day, such as %s: how to write one is said',
    async (noDay) => {
      await lived();

      const said = await typed('ana', `late returns ${noDay}`);

      expect(said).toContain(`“${noDay}” is not understood as a day. Write a day like`);
      expect(said).toContain('Open its history');
      expect(await typed('amy', `late returns ${noDay}`)).toContain('No policy has “late returns');
    },
  );

  it('is that of the day also where several have the title, and one is chosen', async () => {
    const { policy } = await publishedPolicy(world.maya, { title: 'Gifts' });
    await publishedPolicy(world.maya, { title: 'Gifts to staff' });
    const listeners = historyPart.listeners ?? [];
    const { ctx } = handsOf('ana');

    const which = JSON.parse(await typed('ana', 'gif next wednesday'));
    const [button] = which.blocks.at(-1).elements;
    const fingers = fingersOn(listeners);
    await fingers.press(ctx, ids.saidOnDay, button.value);

    expect(button.value).toContain(policy.id);
    expect(JSON.stringify(fingers.last())).toContain('As planned now, on 27 May 2026 *revision 1 will count*.');
    await expect(fingers.press(ctx, ids.saidOnDay, `${policy.id}:2026-05-27:nonsense`)).rejects.toThrow(
      'Choose a date.',
    );
  });

  it('of what is planned to begin or to end says so in its tense', async () => {
    world.maya.clock.set(new Date('2026-05-20T12:00:00Z'));
    await publishedPolicy(world.maya, { title: 'Wrapping', effectiveFrom: '2026-06-01' });
    await publishedPolicy(world.maya, { title: 'Matching', expiresOn: '2026-05-30' });

    expect(await typed('ana', 'wrapping today')).toContain(
      'On 20 May 2026 *nothing counts yet*. It counts from 1 June',
    );
    expect(await typed('ana', 'wrapping tomorrow')).toContain('*nothing will count yet*. It counts from 1 June 2026.');
    expect(await typed('ana', 'wrapping 1 May 2026')).toContain('*nothing counted yet*. It counts from 1 June 2026.');
    expect(await typed('ana', 'matching 5 June')).toContain(
      'On 5 June 2026 *nothing will count*: it ends on 30 May 2026.',
    );
    expect(await typed('ana', 'matching 5 June 2026', '2026-06-10T12:00:00Z')).toContain(
      'On 5 June 2026 *nothing counted*: it ended on 30 May 2026.',
    );
  });

  it('of a day without a year is the coming one, where a change is planned until then or the policy is younger', async () => {
    const { policy } = await publishedPolicy(world.maya, { title: 'Gifts', markdown: FIRST });
    expect(await typed('ana', 'gifts 5.12.')).toContain('As planned now, on 5 December 2026 *revision 1 will count*.');
    expect(await typed('ana', 'gifts next wednesday')).toContain('As planned now, on 27 May 2026 *revision 1');

    const later = '2026-12-20T10:00:00Z';
    expect(await typed('ana', 'gifts 5.12', later)).toContain('On 5 December 2026 *revision 1 counted*.');
    world.maya.clock.set(new Date(later));
    await publishedPolicy(world.maya, { policyId: policy.id, markdown: SECOND, effectiveFrom: '2027-12-01' });

    expect(await typed('ana', 'gifts 5.12.', later)).toContain('on 5 December 2027 *revision 2 will count*.');
    expect(await typed('ana', 'gifts 30.11.', later)).toContain('On 30 November 2026');
  });

  it.each([
    ['2026-03-09', '*it did not exist yet*. It counts from 10 March 2026.'],
    ['2026-03-10', 'On 10 March 2026 *revision 1 counted*.'],
    ['2026-05-04', 'On 4 May 2026 *revision 1 counted*, from 14:00 on revision 2.'],
    ['2026-05-05', 'On 5 May 2026 *revision 2 counted*.'],
    ['2026-12-24', 'As planned now, on 24 December 2026 *revision 2 will count*.'],
  ])('%s', async (date, answer) => {
    const { policy } = await lived();
    const ana = handsOf('ana');
    await ana.press(othersIds.history, policy.id);

    const shown = await ana.press(ids.saidOn, date);

    expect(shown).toContain(answer);
    expect(shown).not.toContain('SECRET PLAN');
  });

  it('is the text of that day', async () => {
    const { policy } = await lived();
    const ana = handsOf('ana');
    await ana.press(othersIds.history, policy.id);

    expect(await ana.press(ids.saidOn, '2026-04-01')).toContain(FIRST);
    expect(await ana.press(ids.saidOn, '2026-05-10')).toContain(SECOND);
  });

  it('is refused for what is no date', async () => {
    const { policy } = await lived();

    expect(await outcomeOf((ctx) => saidOn(ctx, policy.id, '2026-02-30'), world.maya)).toBe('Choose a date.');
  });

  it('is that it ended', async () => {
    const { policy } = await publishedPolicy(world.maya, { expiresOn: '2026-03-31' });
    const ana = handsOf('ana');
    await ana.press(othersIds.history, policy.id);

    expect(await ana.press(ids.saidOn, '2026-04-01')).toContain(
      'On 1 April 2026 *nothing counted*: it ended on 31 March 2026.',
    );
  });
});

describe('of what is in the archive', () => {
  const archivedOn20May = async () => {
    const { policy } = await lived();
    world.maya.clock.set(new Date('2026-05-20T11:58:00Z'));
    await archive(world.maya, { policyId: policy.id, because: 'It was replaced.' });
    return policy;
  };

  it.each([
    ['2026-05-19', 'On 19 May 2026 *revision 2 counted*.'],
    ['2026-05-20', 'On 20 May 2026 *revision 2 counted*, until 13:58.'],
    ['2026-05-21', 'On 21 May 2026 *nothing will count*: it was archived on 20 May 2026.'],
  ])('on %s it is said when it ended', async (date, answer) => {
    const policy = await archivedOn20May();
    const { team, ...said } = await saidOn(world.maya, policy.id, date);

    expect(saidText({ team, ...said })).toBe(answer);
  });

  it('no revision is said to count', async () => {
    const policy = await archivedOn20May();

    const shown = await handsOf('leo').press(othersIds.history, policy.id);

    expect(shown).toContain('*Revision 2* counted 4 May 2026 to 20 May 2026');
    expect(shown).not.toContain(' counts ');
  });

  it('what was planned never counted, and it is said why', async () => {
    const { policy } = await publishedPolicy(world.maya, { markdown: FIRST });
    await publishedPolicy(world.maya, { policyId: policy.id, markdown: SECOND, effectiveFrom: '2026-06-01' });
    await archive(world.maya, { policyId: policy.id, because: 'It was replaced.' });

    const shown = await handsOf('leo').press(othersIds.history, policy.id);

    expect(shown).toContain('never counted: the policy was archived before');
  });
});
