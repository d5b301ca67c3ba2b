import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { mondayLate } from '../../../../../test/support/swap-looks.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import { offerPage } from './offer-page.ts';

const world = useSwapWorld();

/** Away on Wednesday 18 March. */
async function away(slackId: string): Promise<void> {
  await world.database.sql`
    insert into absences (workspace_id, id, slack_id, kind, time_zone, starts_at, ends_at, is_whole_dates)
    values ('T0NORTHWIND', ${randomUUID()}, ${slackId}, 'leave', 'Europe/Berlin', '2026-03-17T23:00Z', '2026-03-18T23:00Z', true)`;
}

test('who looks for a shift to offer does not read that its owner is away', async () => {
  await away('U0ANA');
  await world.shift('ben', '2026-03-18T14:00', '2026-03-18T22:00');
  const { id } = await world.post('ana', await mondayLate(world), { kind: 'trade' });

  const page = await offerPage(world.as('ben'), id);

  expect(page).toMatchObject({ offers: [], considered: 1, nearest: null });
});

test('who looks for a shift to offer reads that they are away themselves', async () => {
  const wednesday = await world.shift('ana', '2026-03-18T14:00', '2026-03-18T22:00');
  const { id } = await world.post('ana', wednesday, { kind: 'trade' });
  await world.shift('ben', '2026-03-20T14:00', '2026-03-20T22:00');
  await away('U0BEN');

  const page = await offerPage(world.as('ben'), id);

  expect(page.nearest).toContain('away for 8 h 00 of Wednesday 18 March');
});
