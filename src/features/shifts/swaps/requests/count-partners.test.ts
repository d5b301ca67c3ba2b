import { expect, test } from 'vitest';
import { literalTexts } from '../../../../../test/support/block-check.ts';
import { idOf } from '../../../../../test/support/northwind.ts';
import { mondayLate } from '../../../../../test/support/swap-looks.ts';
import { aRequest, aRequestView } from '../../../../../test/support/swap-views.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import { requestCard } from '../messages/request-card.ts';
import { lookText } from '../modals/post-form.ts';

const world = useSwapWorld();

test('where only those who lead could take it, that is said, by name', async () => {
  const shift = await mondayLate(world);
  expect((await world.post('ana', shift)).partners).not.toHaveProperty('onlyAbove');
  await world.clear();
  const again = await mondayLate(world);
  const others = await world.database.sql<{ id: string }[]>`
    select slack_id as id from members where team_id = ${again.teamId} and slack_id <> ${idOf('ana')} and role <> 'manager'`;
  for (const { id } of others) await world.shift('ben', '2026-03-16T10:00', '2026-03-16T18:00', { slackId: id });

  const { partners } = await world.post('ana', again);

  expect(partners?.onlyAbove).toMatch(/^\w+ \(manager\)/);
  expect(partners?.onlyAbove).not.toMatch(/agent|lead\)/);
});

test('the card and the form say so', () => {
  const partners = { legal: 1, considered: 5, onlyAbove: 'Maya (manager)' };
  const request = aRequest({ kind: 'give', owner: 'U0ANA' });

  const words = literalTexts(requestCard(aRequestView(request, { partners })).blocks ?? []).join(' ');

  expect(words).toContain('Only Maya (manager); no colleague');
  expect(lookText({ ...partners, nearest: null }, 'people')).toBe(
    'By the rules only Maya (manager) may take it, and no colleague.',
  );
});
