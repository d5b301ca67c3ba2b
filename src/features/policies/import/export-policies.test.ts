import { describe, expect, it } from 'vitest';
import { givenPolicies, refunds, refusals, returns } from '../../../../test/support/given-policies.ts';
import { usePolicyWorld } from '../../../../test/support/use-policy-world.ts';
import { CARE } from '../../../../test/support/northwind.ts';
import { draftedPolicy, LATE_RETURNS, publishedPolicy } from '../../../../test/support/policies.ts';
import { transaction } from '../../../core/context.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { changeSettings } from '../library/settings/change-settings.ts';
import { setQuestions } from '../library/settings/questions.ts';
import { exportPolicies, teamsToExport } from './export-policies.ts';
import type { GivenFile } from './files/given-files.ts';
import { reportLines } from './importing/report-lines.ts';

const world = usePolicyWorld();

const { give, look, fatesOf } = givenPolicies(world);

describe('an export', () => {
  it('given back changes nothing, whatever the policies are like', async () => {
    await give([
      refunds(
        'Refunds take 10 days.',
        'owner: Leo',
        'roles: leads',
        'layout: "2026-01-01"',
        'aliases: "Money, please?"',
      ),
    ]);
    await give([
      { path: 'returns.md', content: `---\naudience: everyone\nexpires: 2027-01-01\n---\n\n${LATE_RETURNS}` },
    ]);
    await publishedPolicy(world.maya, {
      title: 'Title: with "quotes" & *stars*',
      markdown: '\n---\ntitle: no front matter\n---\r\n  indented\n',
      section: 'Money, all of it',
      keywords: ['a, b', '- c'],
      audience: { teams: null, roles: ['manager'] },
      effectiveFrom: '2026-06-01',
    });
    await draftedPolicy(world.maya, { title: 'Only a draft' });

    const { files } = await exportPolicies(world.maya, CARE);

    expect(files.map(({ path }) => path)).toEqual([
      'money/refunds.md',
      'returns.md',
      expect.stringMatching(/^title-with/),
    ]);
    expect(await fatesOf(files)).toEqual(['same', 'same', 'same']);
    expect(await fatesOf(files, { mode: 'draft' })).toEqual(['same', 'same', 'same']);
  });

  it('is offered of teams with a published policy that its reader may see', async () => {
    await give([refunds('For leads alone.', 'roles: leads')]);
    await draftedPolicy(world.maya, { title: 'Only a draft' });

    const teams = async (name: 'ana' | 'leo') => {
      const ctx = world.as(name);
      return (await transaction(ctx, (tx) => teamsToExport(tx, ctx))).map(({ id }) => id);
    };

    expect(await teams('leo')).toEqual([CARE]);
    expect(await teams('ana')).toEqual([]);
  });

  it('has only what its reader may see', async () => {
    await give([refunds('For leads alone.', 'roles: leads'), returns]);
    const everyone = '---\naudience: everyone\n---\n\nFor all teams.\n';
    await give([{ path: 'all.md', content: everyone }]);

    const paths = async (name: 'ana' | 'leo' | 'lou') =>
      (await exportPolicies(world.as(name), CARE)).files.map(({ path }) => path);

    expect(await paths('leo')).toEqual(['all.md', 'money/refunds.md', 'returns.md']);
    expect(await paths('ana')).toEqual(['all.md', 'returns.md']);
    expect(await paths('lou')).toEqual(['all.md']);
  });

  it('undoes nothing that was published in Slack after it was taken away', async () => {
    const { policy } = await publishedPolicy(world.maya, { title: 'Late returns' });
    const taken = await onlyExported();
    const mine = { ...taken, content: taken.content.replace('30 days', '40 days') };
    expect(await fatesOf([mine])).toEqual(['changed']);
    await publishedPolicy(world.maya, {
      policyId: policy.id,
      title: 'Late returns',
      markdown: 'Take it back within 60 days.',
    });

    expect(await fatesOf([taken])).toEqual(['refused']);
    expect(refusals(await look([mine]))).toEqual([expect.stringContaining('Revision 2 was published in Slack after')]);
    const forced = { ...mine, content: mine.content.replace(/policy_revision: 1\n/, '') };
    await give([forced]);

    // What came from the folder itself may be followed from the same file.
    expect(await fatesOf([{ ...mine, content: mine.content.replace('40 days', '45 days') }])).toEqual(['changed']);
  });

  it('sets back no settings or questions that were changed in Slack after it was taken away, unless told to', async () => {
    const { policy } = await publishedPolicy(world.maya, { keywords: ['parcel'] });
    await setQuestions(world.maya, { policyId: policy.id, texts: ['May I send it back?'] });
    const taken = await onlyExported();
    await changeSettings(world.leo, { policyId: policy.id, owner: 'U0LEO', keywords: ['parcel', 'box'] });
    await setQuestions(world.leo, { policyId: policy.id, texts: ['What if I am late?'] });
    const mine = { ...taken, content: taken.content.replace('30 days', '40 days') };

    expect(reportLines(await look([taken]))).toEqual([
      expect.stringContaining(`newer    ${taken.path}  owner, keywords, questions: changed here`),
    ]);
    await give([mine]);
    const [kept] = await world.database.sql`select owner, keywords from policies`;
    expect(kept).toEqual({ owner: 'U0LEO', keywords: ['parcel', 'box'] });
    expect(await fatesOf([mine], { replaces: true })).toEqual(['changed']);
    await give([mine], { replaces: true });
    expect(await world.database.sql`select keywords from policies`).toEqual([{ keywords: ['parcel'] }]);

    // What came from the file itself may be followed from the same file.
    const more = { ...mine, content: mine.content.replace('- parcel', '- crate') };
    expect((await look([more])).files[0]?.change?.settings).toEqual(['keywords']);
  });

  it('given back by somebody else is told to the owner of what it changes', async () => {
    await publishedPolicy(world.maya, { owner: 'U0LEO' });
    const taken = await onlyExported();

    await give([{ ...taken, content: taken.content.replace('30 days', '40 days') }]);

    const told = await world.database.sql<{ payload: { message: Message } }[]>`
      select payload from outbox_messages where payload ->> 'to' = 'U0LEO'`;
    expect(told.map(({ payload }) => payload.message.text)).toEqual([
      'Maya has published a policy of yours from a file: *Late returns*, revision 2.',
    ]);
  });
});

async function onlyExported(): Promise<GivenFile> {
  const [taken] = (await exportPolicies(world.maya, CARE)).files;
  if (!taken) throw new Error('nothing was exported');
  return taken;
}
