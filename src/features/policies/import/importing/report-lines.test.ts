import { expect, it } from 'vitest';
import { CARE } from '../../../../../test/support/northwind.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { exportPolicies } from '../export-policies.ts';
import type { GivenFile } from '../files/given-files.ts';
import { lookMessage } from '../in-slack/messages.ts';
import { previewImport, runImport } from './import-policies.ts';
import { reportLines } from './report-lines.ts';

const world = usePolicyWorld();
const of = (...files: readonly GivenFile[]) => ({ teamId: CARE, given: { files, problems: [], folder: 'policies' } });
const REFUNDS = { path: 'refunds.md', content: '# Refunds\n\nRefunds take 10 days.\n' };

it('says under which title a policy is known that a file gives another one', async () => {
  await runImport(world.maya, { ...of(REFUNDS), mode: 'publish', run: 'first' });
  const renamed = { ...REFUNDS, content: REFUNDS.content.replace('# Refunds', '# Refunds abroad') };

  const report = await previewImport(world.maya, { ...of(renamed), mode: 'publish' });

  expect(reportLines(report)).toEqual([expect.stringContaining('changed  refunds.md  Refunds → Refunds abroad')]);
  const looked = JSON.stringify(lookMessage(report, { importId: CARE, look: 1, isNews: false }));
  expect(looked).toContain('Changes *Refunds*, which becomes *Refunds abroad*:');
});

it('names files that were moved, also where nothing else changed', async () => {
  await runImport(world.maya, { ...of(REFUNDS), mode: 'publish', run: 'first' });
  const [taken] = (await exportPolicies(world.maya, CARE)).files;
  const moved = { path: 'money/refunds.md', content: taken?.content ?? '' };

  const report = await runImport(world.maya, { ...of(moved), mode: 'publish', run: 'second' });
  const again = await previewImport(world.maya, { ...of(moved), mode: 'publish' });

  expect(reportLines(report)).toEqual(['moved    money/refunds.md  Refunds, from refunds.md']);
  expect(reportLines(again)).toEqual([]);
});
