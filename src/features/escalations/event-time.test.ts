import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimedByLeo, newRequest, openCaseOfAna, resolving } from '../../../test/support/cases.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { type CastName, type Northwind, openNorthwind } from '../../../test/support/northwind.ts';
import type { Ctx } from '../../core/context.ts';
import { cancelCase } from './handling/cancel-case.ts';
import { claimCase } from './handling/claim-case.ts';
import { handOverCase } from './handling/hand-over-case.ts';
import { markTold } from './handling/mark-told.ts';
import { resolveCase } from './handling/resolve-case.ts';
import { takeOverCase } from './handling/take-over-case.ts';

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());

const PRESSED = new Date('2026-03-10T09:05:00Z');
const WORKED_OFF = new Date('2026-03-10T11:30:00Z');

/** Somebody whose click waited for hours before it was worked off. */
function late(name: CastName): Ctx {
  const ctx = northwind.as(name);
  ctx.clock.set(WORKED_OFF);
  return { ...ctx, happenedAt: PRESSED };
}

const open = () => openCaseOfAna(northwind);
const claimed = () => claimedByLeo(northwind);
const resolved = async () => resolveCase(northwind.as('leo'), resolving((await claimed()).id));
const request = (caseId: string) => ({ requestId: newRequest(), caseId });

test.each([
  ['a claim', 'claimedAt', open, (id: string) => claimCase(late('leo'), { caseId: id })],
  ['taking over', 'claimedAt', claimed, (id: string) => takeOverCase(late('maya'), { caseId: id, from: 'U0LEO' })],
  ['handing over', 'claimedAt', claimed, (id: string) => handOverCase(late('leo'), { ...request(id), to: 'U0LIA' })],
  ['a decision', 'closedAt', claimed, (id: string) => resolveCase(late('leo'), resolving(id))],
  ['a decision that claims', 'claimedAt', open, (id: string) => resolveCase(late('leo'), resolving(id))],
  ['cancelling', 'closedAt', claimed, (id: string) => cancelCase(late('ana'), request(id))],
  ['telling the customer', 'toldCustomerAt', resolved, (id: string) => markTold(late('ana'), { caseId: id })],
] as const)(
  'rule 13: %s happened when it was pressed, however late it is worked off',
  async (_what, at, given, act) => {
    const { id } = await given();

    const changed = await act(id);

    expect(changed[at]).toEqual(PRESSED);
  },
);
