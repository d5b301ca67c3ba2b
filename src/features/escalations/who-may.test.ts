import { afterAll, beforeAll, expect, test } from 'vitest';
import { newRequest, outcomeOf, raising, resolving } from '../../../test/support/cases.ts';
import { testContext, type ContextOptions } from '../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { CARE, CARE_US, idOf, openNorthwind } from '../../../test/support/northwind.ts';
import type { Ctx } from '../../core/context.ts';
import type { Database } from '../../db/client.ts';
import { may, type Permission } from '../../people/permissions.ts';
import { addDetails } from './handling/add-details.ts';
import { addNote } from './handling/add-note.ts';
import { askForInfo } from './handling/ask-for-info.ts';
import { cancelCase } from './handling/cancel-case.ts';
import { changeUrgency } from './handling/change-urgency.ts';
import { claimCase } from './handling/claim-case.ts';
import { exportCases } from './export/export-cases.ts';
import { handOverCase } from './handling/hand-over-case.ts';
import { markTold } from './handling/mark-told.ts';
import { caseForViewing, caseHistory, lastQuestion, listCases } from './queries.ts';
import { raiseCase } from './raising/raise-case.ts';
import { reopenCase } from './handling/reopen-case.ts';
import { resolveCase } from './handling/resolve-case.ts';
import type { CaseState } from './tables.ts';
import { takeOverCase } from './handling/take-over-case.ts';

const care = (role: 'agent' | 'lead' | 'manager' | 'director') => [{ teamId: CARE, role }];
/** Whoever may not act at all is given every reason to. */
const mighty = { slackId: 'U0RAISER', isAdmin: true, memberships: care('manager') } as const;

const persons: Readonly<Record<string, ContextOptions>> = {
  'the agent who raised it': { slackId: 'U0RAISER', memberships: care('agent') },
  'the lead who raised it': { slackId: 'U0RAISER', memberships: care('lead') },
  'whoever raised it and left': { slackId: 'U0RAISER' },
  'the owner': { slackId: 'U0OWNER', memberships: care('lead') },
  'the owner who left': { slackId: 'U0OWNER' },
  'another agent': { slackId: 'U0BEN', memberships: care('agent') },
  'another lead': { slackId: 'U0LIA', memberships: care('lead') },
  'a manager': { slackId: 'U0MAYA', memberships: care('manager') },
  'a director': { slackId: 'U0DORA', memberships: care('director') },
  'a lead of another team': { slackId: 'U0LOU', memberships: [{ teamId: CARE_US, role: 'lead' }] },
  'an admin on no team': { slackId: 'U0ADMIN', isAdmin: true },
  'somebody on no team': { slackId: 'U0NOBODY' },
  'a guest': { ...mighty, kind: 'guest' },
  'a stranger': { ...mighty, kind: 'stranger' },
  'a bot': { ...mighty, kind: 'bot' },
  'a person whose account is switched off': { ...mighty, kind: 'deactivated' },
};

interface Action {
  readonly permission: Permission;
  /** The state in which it is possible. */
  readonly state: CaseState;
  readonly run: (ctx: Ctx, caseId: string) => Promise<unknown>;
}

const text = 'words';
const actions: Readonly<Record<string, Action>> = {
  raise: { permission: 'case.raise', state: 'open', run: (ctx) => raiseCase(ctx, raising()) },
  see: { permission: 'case.see', state: 'open', run: (ctx, id) => caseForViewing(ctx, id) },
  'see the history of': { permission: 'case.see', state: 'open', run: (ctx, id) => caseHistory(ctx, id) },
  'see the question of': { permission: 'case.see', state: 'waiting', run: (ctx, id) => lastQuestion(ctx, id) },
  note: {
    permission: 'case.note',
    state: 'open',
    run: (ctx, id) => addNote(ctx, { requestId: newRequest(), caseId: id, text }),
  },
  'add details to': {
    permission: 'case.details',
    state: 'open',
    run: (ctx, id) => addDetails(ctx, { requestId: newRequest(), caseId: id, text }),
  },
  'raise the urgency of': {
    permission: 'case.raise-urgency',
    state: 'open',
    run: (ctx, id) => changeUrgency(ctx, { requestId: newRequest(), caseId: id, urgency: 'critical' }),
  },
  'lower the urgency of': {
    permission: 'case.lower-urgency',
    state: 'open',
    run: (ctx, id) => changeUrgency(ctx, { requestId: newRequest(), caseId: id, urgency: 'normal' }),
  },
  claim: { permission: 'case.claim', state: 'open', run: (ctx, id) => claimCase(ctx, { caseId: id }) },
  'take over': {
    permission: 'case.take-over',
    state: 'claimed',
    run: (ctx, id) => takeOverCase(ctx, { caseId: id, from: 'U0OWNER' }),
  },
  'ask about': {
    permission: 'case.ask',
    state: 'claimed',
    run: (ctx, id) => askForInfo(ctx, { requestId: newRequest(), caseId: id, question: text, of: 'agent' }),
  },
  'hand over': {
    permission: 'case.hand-over',
    state: 'claimed',
    run: (ctx, id) => handOverCase(ctx, { requestId: newRequest(), caseId: id, to: idOf('leo') }),
  },
  resolve: { permission: 'case.resolve', state: 'claimed', run: (ctx, id) => resolveCase(ctx, resolving(id)) },
  cancel: {
    permission: 'case.cancel',
    state: 'claimed',
    run: (ctx, id) => cancelCase(ctx, { requestId: newRequest(), caseId: id, reason: text }),
  },
  reopen: {
    permission: 'case.reopen',
    state: 'resolved',
    run: (ctx, id) => reopenCase(ctx, { requestId: newRequest(), caseId: id }),
  },
  'mark the customer told of': {
    permission: 'case.told-customer',
    state: 'resolved',
    run: (ctx, id) => markTold(ctx, { caseId: id }),
  },
  'list the team with': {
    permission: 'case.list-team',
    state: 'open',
    run: (ctx) => listCases(ctx, { scope: 'team', teamId: CARE }),
  },
  export: {
    permission: 'case.export',
    state: 'open',
    run: (ctx) => exportCases(ctx, { requestId: newRequest(), teamId: CARE }),
  },
};

/** The actor alone is of interest. */
const NO_DATABASE = {} as Database;

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await openNorthwind(database);
  await raiseCase(testContext(database.db, { memberships: care('agent') }), raising());
});
afterAll(() => database.close());

/** A case of High urgency in this state, raised by U0RAISER; owned by U0OWNER unless open. */
async function caseIn(state: CaseState): Promise<string> {
  const owner = ownerIn(state);
  const [row] = await database.sql<{ id: string }[]>`
    insert into cases (workspace_id, number, request_id, team_id, state, summary, wanted, urgency, raised_by, raised_at, owner, changed_at)
    select 'T0NORTHWIND', 1000 + count(*), ${newRequest()}, ${CARE}, ${state}, 'Lamp', 'answer', 'high', 'U0RAISER', now(), ${owner}, now()
    from cases returning id`;
  return row?.id ?? '';
}

function ownerIn(state: CaseState): string | null {
  return state === 'open' ? null : 'U0OWNER';
}

/** Everything that a change leaves traces in. */
async function traces(): Promise<unknown> {
  const rows = await database.sql`
    select (select count(*) from case_entries) as entries, (select count(*) from audit_log) as audit,
      (select count(*) from outbox_messages) as messages, (select count(*) from jobs) as jobs,
      (select jsonb_agg(cases order by number) from cases) as cases`;
  return rows[0];
}

const product = Object.entries(persons).flatMap(([who, person]) =>
  Object.entries(actions).map(([what, action]) => {
    const { actor } = testContext(NO_DATABASE, person);
    const allowed = may(actor, action.permission, { teamId: CARE, raisedBy: 'U0RAISER', owner: ownerIn(action.state) });
    return { who, what, person, action, allowed };
  }),
);

test('the table is not one-sided', () => {
  expect(product.filter(({ allowed }) => allowed).length).toBeGreaterThan(80);
  expect(product.filter(({ allowed }) => !allowed).length).toBeGreaterThan(80);
});

test.each(product.filter(({ allowed }) => allowed))('$who may $what a case', async ({ person, action }) => {
  const id = await caseIn(action.state);

  const outcome = await outcomeOf(async (ctx) => action.run(ctx, id), testContext(database.db, person));

  expect(outcome).not.toBeTypeOf('string');
});

test.each(product.filter(({ allowed }) => !allowed))(
  '$who may not $what a case, is told who may, and leaves no trace',
  async ({ person, action }) => {
    const id = await caseIn(action.state);
    const before = await traces();

    const outcome = await outcomeOf(async (ctx) => action.run(ctx, id), testContext(database.db, person));

    expect(outcome).toMatch(
      /^There is no such case, or it is not yours to see|^Only .* can |^Somebody else has to |^Floorwalker is for people with a full account/,
    );
    expect(await traces()).toStrictEqual(before);
  },
);
