import type { ResolveCaseInput } from '../../src/features/escalations/inputs.ts';
import type { Approval } from '../../src/features/escalations/approvals/tables.ts';
import { resolveCase } from '../../src/features/escalations/handling/resolve-case.ts';
import type { Case } from '../../src/features/escalations/tables.ts';
import { claimedByLeo, resolving } from './cases.ts';
import { type TestContext, testContext } from './context.ts';
import type { TestDatabase } from './database.ts';
import { CARE, type Northwind } from './northwind.ts';
import { queuedMessages } from './queued-messages.ts';

export const WRITE_UP = { writeUpIssue: 'Broken', writeUpWho: 'Adler', writeUpSaid: 'Sorry', writeUpOutcome: 'Refund' };

/** A decision to give money, in minor units of EUR, with everything that takes. */
export function granting(caseId: string, amount: number, more: Partial<ResolveCaseInput> = {}): ResolveCaseInput {
  return resolving(caseId, {
    decision: 'granted',
    amount,
    currency: 'EUR',
    tellCustomer: 'We refund it.',
    ...WRITE_UP,
    ...more,
  });
}

/** New messages to a person or in a channel. */
export async function postsTo({ sql }: TestDatabase, to: string): Promise<readonly string[]> {
  const queued = await queuedMessages(sql);
  return queued.filter(({ kind, channel }) => kind === 'post' && channel === to).map(({ payload }) => payload);
}

/** What only the decider sees, where the form was sent. */
export async function toldLeo({ sql }: TestDatabase): Promise<string | undefined> {
  const queued = await queuedMessages(sql);
  return queued.find(({ kind, payload }) => kind === 'ephemeral' && payload.includes('U0LEO'))?.payload;
}

/** What a message that was posted says now. */
export async function lastEdit({ sql }: TestDatabase, messageKey: string): Promise<string> {
  const queued = await queuedMessages(sql);
  return queued.findLast((message) => message.kind === 'edit' && message.messageKey === messageKey)?.payload ?? '';
}

export function asTheApp({ db }: TestDatabase): TestContext {
  return testContext(db, { slackId: 'app', kind: 'system' });
}

/** A refund that Ana asked for and Leo has decided above his authority, so that it waits for approval. */
export async function requestedByLeo(
  database: TestDatabase,
  northwind: Northwind,
  amount = 50_000,
): Promise<{ readonly case: Case; readonly approval: Approval }> {
  const { id } = await claimedByLeo(northwind, { wanted: 'refund', amount, currency: 'EUR' });
  const waiting = await resolveCase(northwind.as('leo'), granting(id, amount));
  return { case: waiting, approval: await newestApproval(database, id) };
}

export async function newestApproval({ sql }: TestDatabase, caseId: string): Promise<Approval> {
  const [row] = await sql<Approval[]>`
    select id, case_id as "caseId", number, kind, state, requested_by as "requestedBy", asked, approved_by as "approvedBy",
      decided_by as "decidedBy", amount::float8 as amount, second_look_of as "secondLookOf", refusal, question, answer,
      reminded, asked_at as "askedAt"
    from case_approvals where case_id = ${caseId} order by number desc limit 1`;
  if (!row) throw new Error('nothing was asked about this case');
  return row;
}

export interface Limits {
  readonly lead?: number | null;
  readonly manager?: number | null;
  readonly director?: number | null;
  readonly secondPersonAbove?: number;
  readonly monthlyBudget?: number;
}

let revision = 0;

/** Saves what the team's roles may grant, in minor units of EUR; null is any amount. */
export async function saveLimits({ sql }: TestDatabase, limits: Limits): Promise<void> {
  revision += 1;
  const { lead = 20_000, manager = 100_000, director = null, secondPersonAbove = null, monthlyBudget = null } = limits;
  const rules = Object.entries({ lead, manager, director }).map(([role, limit]) => ({
    role,
    remedy: 'any',
    category: null,
    limit,
  }));
  await sql`
    insert into authority_revisions (workspace_id, team_id, revision, currency, rules, second_person_above, monthly_budget, saved_by, saved_at)
    values ('T0NORTHWIND', ${CARE}, ${revision}, 'EUR', ${sql.json(rules)}, ${secondPersonAbove}, ${monthlyBudget}, 'U0MAYA', now())`;
}

/** The limits that a team without its own has. */
export async function forgetLimits({ sql }: TestDatabase): Promise<void> {
  await sql`delete from authority_revisions`;
  await sql`delete from authority_budgets`;
}
