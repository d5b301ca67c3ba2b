import { expect, it } from 'vitest';
import { meanwhile } from '../../../../../test/support/between-statements.ts';
import { CARE } from '../../../../../test/support/northwind.ts';
import { publishedPolicy } from '../../../../../test/support/policies.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { changeSettings } from '../../library/settings/change-settings.ts';
import { exportPolicies } from '../export-policies.ts';
import { runImport } from './import-policies.ts';

const world = usePolicyWorld();
/** Statements of an import of one file, from the last that reads the team to the first that writes. */
const MOMENTS = [4, 5, 6, 7, 8, 9, 10, 11, 12];

/** Imports the policy as it was taken away, but for one thing, while something else happens after so many statements. */
async function importing(from: string, to: string, moment: number, other: () => Promise<unknown>): Promise<void> {
  const [taken] = (await exportPolicies(world.maya, CARE)).files;
  const file = { path: taken?.path ?? '', content: taken?.content.replace(from, to) ?? '' };
  const input = { teamId: CARE, mode: 'publish' as const, run: 'r', given: { files: [file], problems: [] } };
  await meanwhile(world.database, { work: (db) => runImport({ ...world.maya, db }, input), other, moment });
}

it.each(MOMENTS)('opens to nobody what is closed to them after %i of its statements', async (moment) => {
  const { policy } = await publishedPolicy(world.maya, { markdown: 'Ten days.' });
  const audience = { teams: [CARE], roles: ['lead' as const] };

  await importing('title: Late returns', 'title: Late returns\nkeywords: [cash]', moment, () =>
    changeSettings(world.as('maya'), { policyId: policy.id, audience }),
  );

  const [row] = await world.database.sql`select audience from policies`;
  expect(row?.['audience']).toEqual([`team:${CARE}:lead`]);
});

it.each(MOMENTS)('takes back nothing that is published after %i of its statements', async (moment) => {
  const { policy } = await publishedPolicy(world.maya, { markdown: 'Ten days.' });
  const markdown = 'Ten days, and fourteen for shoes.';

  await importing('Ten', 'Twelve', moment, () => publishedPolicy(world.as('maya'), { policyId: policy.id, markdown }));

  const [last] = await world.database.sql`
    select markdown from policy_revisions where state = 'published' order by number desc limit 1`;
  expect(last?.['markdown']).toBe(markdown);
});
