import { expect, it } from 'vitest';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { CARE } from '../../../../../test/support/northwind.ts';
import { previewImport, runImport } from './import-policies.ts';
import { importedMessage, lookMessage } from '../in-slack/messages.ts';
import { reportLines } from './report-lines.ts';

const world = usePolicyWorld();

function giving(...matter: readonly string[]) {
  const content = ['---', ...matter, '---', '# Refunds', '', 'Refunds take 10 days.', ''].join('\n');
  return { teamId: CARE, given: { files: [{ path: 'refunds.md', content }], problems: [] } };
}

async function keywords(): Promise<unknown> {
  const [row] = await world.database.sql`select keywords from policies`;
  return row?.['keywords'];
}

it('a draft leaves what counts at once as it is; this is said before and after, and *Publish* does it', async () => {
  const maya = world.as('maya');
  const changed = giving('keywords: cash', 'questions: [How long?]');
  await runImport(maya, { ...giving('keywords: money'), mode: 'publish', run: 'first' });
  const report = await previewImport(maya, { ...changed, mode: 'publish' });
  const looked = JSON.stringify(lookMessage(report, { importId: CARE, look: 1, isNews: false }));

  const drafted = await runImport(maya, { ...changed, mode: 'draft', run: 'second' });
  const before = await keywords();
  await runImport(maya, { ...changed, mode: 'publish', run: 'third' });

  expect(looked).toContain('*Keep as draft* keeps the text alone');
  expect(looked).toContain('What a file leaves out stays as it is.');
  expect(JSON.stringify(importedMessage(drafted, 'draft'))).toContain(
    '*Refunds*: keywords, questions: as before; this changes with Publish only',
  );
  expect(reportLines(drafted)).toEqual([
    'later    refunds.md  keywords, questions: as before; this changes with Publish only',
  ]);
  expect([before, await keywords()]).toEqual([['money'], ['cash']]);
});
