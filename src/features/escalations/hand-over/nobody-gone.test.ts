import { array, assert, asyncProperty, constantFrom, oneof, record, constant } from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimedByLeo, newRequest, openCaseOfAna, outcomeOf } from '../../../../test/support/cases.ts';
import { testContext, type TestContext } from '../../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { CARE, idOf, type CastName, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import type { Membership, Role } from '../../../core/context.ts';
import { claimCase } from '../handling/claim-case.ts';
import { handOverCase } from '../handling/hand-over-case.ts';
import { takeOverCase } from '../handling/take-over-case.ts';
import { acceptOffer } from './answer-offer.ts';
import { followMembers, lookAtLeaving } from './look-at-leaving.ts';
import { startHandOver } from './start-hand-over.ts';

let database: TestDatabase;
let northwind: Northwind;
let caseIds: readonly string[];

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());

const who = constantFrom<CastName[]>('leo', 'lia', 'maya', 'dora', 'ben');
const which = constantFrom(0, 1, 2);

const move = oneof(
  record({ kind: constant('leaves' as const), who }),
  record({ kind: constant('joins' as const), who, role: constantFrom<Role[]>('agent', 'lead', 'manager') }),
  record({ kind: constant('deactivated' as const), who }),
  record({ kind: constant('activated' as const), who }),
  record({ kind: constant('claims' as const), who, which }),
  record({ kind: constant('takes' as const), who, which }),
  record({ kind: constant('gives' as const), who, which, to: who }),
  record({ kind: constant('offers' as const), who, which, to: who }),
  record({ kind: constant('accepts' as const), who }),
);
type Move = ReturnType<(typeof move)['generate']>['value'];

/** The rights somebody had a moment ago: what they press may be worked off after they have lost them. */
async function rights(name: CastName): Promise<TestContext> {
  const memberships = await database.sql<Membership[]>`
    select team_id as "teamId", role from members where slack_id = ${idOf(name)}`;
  return { ...northwind.as(name), actor: { ...northwind.as(name).actor, memberships: [...memberships] } };
}

async function ownerOf(caseId: string): Promise<string | null> {
  const [row] = await database.sql<{ owner: string | null }[]>`select owner from cases where id = ${caseId}`;
  return row?.owner ?? null;
}

const membership = (name: CastName) => database.sql`workspace_id = 'T0NORTHWIND' and slack_id = ${idOf(name)}`;

/** What changes the team, with the job that follows it; what people do, with the job that follows a new owner. */
async function make(step: Move): Promise<void> {
  const { sql } = database;
  const app = testContext(database.db, { slackId: 'app', kind: 'system' });
  switch (step.kind) {
    case 'leaves':
      await sql`delete from members where ${membership(step.who)}`;
      return followMembers(app, CARE);
    case 'joins':
      await sql`insert into members (workspace_id, team_id, slack_id, role, source)
        values ('T0NORTHWIND', ${CARE}, ${idOf(step.who)}, ${step.role}, 'picked')
        on conflict (workspace_id, team_id, slack_id) do update set role = excluded.role`;
      return followMembers(app, CARE);
    case 'deactivated':
    case 'activated':
      await sql`update people set kind = ${step.kind === 'activated' ? 'full' : 'deactivated'} where ${membership(step.who)}`;
      return followMembers(app, CARE);
    default:
      await act(step);
      return lookAtOwners(app);
  }
}

async function act(step: Extract<Move, { kind: 'claims' | 'takes' | 'gives' | 'offers' | 'accepts' }>): Promise<void> {
  const ctx = await rights(step.who);
  if (step.kind === 'accepts') {
    const offers = await database.sql<{ batch: string }[]>`
      select batch from hand_over_offers where heir = ${idOf(step.who)} and state = 'waiting' limit 1`;
    if (offers[0]) await outcomeOf((as) => acceptOffer(as, { batch: offers[0]?.batch ?? '' }), ctx);
    return;
  }
  const caseId = caseIds[step.which] ?? '';
  const requestId = newRequest();
  const work: Record<typeof step.kind, (as: TestContext) => Promise<unknown>> = {
    claims: (as) => claimCase(as, { caseId }),
    takes: async (as) => takeOverCase(as, { caseId, from: (await ownerOf(caseId)) ?? 'U0NOBODY' }),
    gives: (as) => handOverCase(as, { requestId, caseId, to: 'to' in step ? idOf(step.to) : '' }),
    offers: (as) => startHandOver(as, { requestId, choices: [{ caseId, heir: 'to' in step ? idOf(step.to) : '' }] }),
  };
  await outcomeOf(() => work[step.kind](ctx), ctx);
}

async function lookAtOwners(app: TestContext): Promise<void> {
  for (const caseId of caseIds) {
    const owner = await ownerOf(caseId);
    if (owner !== null) await lookAtLeaving(app, CARE, owner);
  }
}

async function ownedByTheGone(): Promise<readonly object[]> {
  return [
    ...(await database.sql`
      select number, owner from cases as of
      where state in ('open', 'claimed', 'waiting') and owner is not null and not exists (
        select from members join people using (workspace_id, slack_id)
        where members.team_id = of.team_id and members.slack_id = of.owner and members.role <> 'agent' and people.kind = 'full')`),
  ];
}

test(
  'after whatever happens to a team, no open case belongs to somebody who may not decide it',
  { timeout: 120_000 },
  async () => {
    await assert(
      asyncProperty(array(move, { minLength: 4, maxLength: 14 }), async (steps) => {
        await database.sql`delete from cases`;
        await database.sql`update people set kind = 'full'`;
        for (const [name, role] of [
          ['leo', 'lead'],
          ['lia', 'lead'],
          ['maya', 'manager'],
          ['dora', 'director'],
        ] as const) {
          await make({ kind: 'joins', who: name, role: role === 'director' ? 'manager' : role });
        }
        caseIds = [
          (await claimedByLeo(northwind)).id,
          (await claimedByLeo(northwind)).id,
          (await openCaseOfAna(northwind)).id,
        ];

        for (const step of steps) {
          await make(step);
          expect(await ownedByTheGone()).toStrictEqual([]);
        }
      }),
      { numRuns: 25 },
    );
  },
);
