import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { executionOf, mondayLate, take } from '../../../../../test/support/swap-looks.ts';
import { newSubmission, refusalOf } from '../../../../../test/support/swap-world.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import { coverNow } from '../executions/cover-now.ts';
import { undoExecution } from '../executions/undo-execution.ts';

const world = useSwapWorld();

const HIDDEN = 'something that is not yours to see';

/** All of Monday. */
async function onLeave(slackId: string): Promise<void> {
  await world.database.sql`
    insert into absences (workspace_id, id, slack_id, kind, time_zone, starts_at, ends_at, is_whole_dates)
    values ('T0NORTHWIND', ${randomUUID()}, ${slackId}, 'leave', 'Europe/Berlin', '2026-03-15T23:00Z', '2026-03-16T23:00Z', true)`;
}

test('who answers for somebody reads what is private of them only where they could approve it', async () => {
  await onLeave('U0BEN');
  const request = await world.post('ana', await mondayLate(world));

  const byLead = await refusalOf(take(world, 'leo', request, { onBehalfOf: 'U0BEN' }));
  const byManager = await refusalOf(take(world, 'maya', request, { onBehalfOf: 'U0BEN' }));
  const own = await refusalOf(take(world, 'ben', request));

  expect(byLead).toContain(HIDDEN);
  expect(byLead).not.toContain('Ben');
  for (const all of [byManager, own]) expect(all).toMatch(/Ben: .*away/);
  for (const all of [byManager, own]) expect(all).not.toContain(HIDDEN);
});

test('who takes back reads why not; of the other person’s leave only a manager who is not in it', async () => {
  const taken = await take(world, 'ben', await world.post('ana', await mondayLate(world)));
  const executionId = await executionOf(world, taken);
  await onLeave('U0ANA');

  const byPeer = await refusalOf(undoExecution(world.as('ben'), { executionId }));
  const byManager = await refusalOf(undoExecution(world.as('maya'), { executionId, because: 'Too few on Monday' }));

  expect(byPeer).toContain(HIDDEN);
  expect(byPeer).not.toContain('Ana');
  expect(byManager).toMatch(/Ana: .*away/);
});

test('who covers reads it as a manager, and not as a lead', async () => {
  await onLeave('U0BEN');
  const { id: shiftId } = await mondayLate(world);
  const cover = { shiftId, to: 'U0BEN', because: 'Ana is ill', submission: newSubmission() };

  expect(await refusalOf(coverNow(world.as('leo'), cover))).toContain(HIDDEN);
  expect(await refusalOf(coverNow(world.as('maya'), cover))).toMatch(/Ben: .*away/);
});
