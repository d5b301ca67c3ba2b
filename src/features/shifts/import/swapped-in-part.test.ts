import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestContext } from '../../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { give, goOn, rosterLines } from '../../../../test/support/imports.ts';
import { openNorthwind } from '../../../../test/support/northwind.ts';
import { northwindSlack } from '../../../../test/support/slack-reads.ts';
import { transaction } from '../../../core/context.ts';
import { changeShifts } from '../roster/change-shifts.ts';
import { reassigned } from '../roster/cut-shift.ts';
import { shifts } from '../roster/tables.ts';
import { startImport } from './decide-import.ts';

let database: TestDatabase;
let maya: TestContext;

beforeAll(async () => {
  database = await createTestDatabase();
  maya = (await openNorthwind(database)).as('maya');
  await database.sql`update people set email = lower(name) || '@northwind.example'`;
});
afterAll(() => database.close());

async function importShift(end: string) {
  const slack = northwindSlack();
  const text = `shift_id,email,start_local,end_local\ns1,ana@northwind.example,2026-03-16T06:00,2026-03-16T${end}\n`;
  const importId = await give(maya, slack, text);
  const { look } = await goOn(maya, slack, importId);
  await startImport(maya, { importId, look }, { onlyGood: false }).catch(() => undefined);
  return goOn(maya, slack, importId);
}

test('an import leaves alone what was swapped in part, and says so', async () => {
  await importShift('14:00');
  await transaction(maya, async (tx) => {
    const [shift] = await tx.select().from(shifts).where(eq(shifts.sourceKey, 's1'));
    const part = { from: new Date('2026-03-16T09:00Z'), to: new Date('2026-03-16T13:00Z') };
    if (shift) await changeShifts(tx, maya, reassigned(shift, 'U0BEN', part), { cause: 'swap' });
  });

  const { firstProblems } = await importShift('14:30');

  expect(firstProblems).toEqual([{ line: 2, reason: 'A part of it was swapped: change it by hand.' }]);
  expect(await rosterLines(database.sql)).toEqual([
    's1 U0ANA 2026-03-16T06:00 2026-03-16T10:00 v2',
    '- U0BEN 2026-03-16T10:00 2026-03-16T14:00 v1',
  ]);
});
