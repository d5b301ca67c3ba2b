import { expect, test } from 'vitest';
import { testContext } from '../../../test/support/context.ts';
import { messageProblems } from '../../../test/support/block-check.ts';
import type { Database } from '../../db/client.ts';
import { escalateOnHome } from './home.ts';

// It is drawn without the database.
const nowhere = {} as Database;
const TEAM = '00000000-0000-4000-8000-00000000ca1e';

test.each(['agent', 'lead', 'manager'] as const)('an %s can escalate from the top of App Home', async (role) => {
  const blocks = await escalateOnHome.blocks(testContext(nowhere, { memberships: [{ teamId: TEAM, role }] }));

  expect(JSON.stringify(blocks)).toContain('"action_id":"case.escalate-words"');
  expect(messageProblems({ text: 'Home', blocks })).toEqual([]);
});

test('whoever may not escalate is offered nothing', async () => {
  const guest = testContext(nowhere, { kind: 'guest', memberships: [] });

  expect(await escalateOnHome.blocks(guest)).toEqual([]);
});
