import { and, asc, eq, inArray, isNull, ne, or, sql, type SQL } from 'drizzle-orm';
import { transaction, type Actor, type Ctx } from '../../../core/context.ts';
import { approverNow, waitsForNoApprover } from '../approvals/waits-for-approver.ts';
import { caseApprovals } from '../approvals/tables.ts';
import { casesVisibleTo, isOrdinary, teamsSeenBy } from './cases-visible-to.ts';
import { cases, type Case } from '../tables.ts';

/** A case on App Home and why it is there, which is what its one button does. */
export interface HomeCase {
  readonly case: Case;
  readonly because: 'claim' | 'decide' | 'approve' | 'answer' | 'tell';
}

/** By next deadline, then the most urgent, then the oldest. */
export const nextFirst: readonly SQL[] = [
  sql`least(${cases.nextDueAt}, ${cases.promisedBy}) asc nulls last`,
  sql`case ${cases.urgency} when 'critical' then 0 when 'high' then 1 else 2 end`,
  asc(cases.raisedAt),
  asc(cases.number),
];

/** What waits on the actor, the next first. */
export async function waitingOnMe(ctx: Ctx, limit = 20): Promise<readonly HomeCase[]> {
  const found = await transaction(ctx, (tx) =>
    tx
      .select()
      .from(cases)
      .where(and(eq(cases.workspaceId, ctx.workspaceId), casesVisibleTo(ctx.actor), waitsOn(ctx.actor)))
      .orderBy(...nextFirst)
      .limit(limit),
  );
  return found.map((row) => ({ case: row, because: reason(row, ctx.actor) }));
}

function waitsOn(actor: Actor): SQL | undefined {
  const { slackId } = actor;
  const teamIds = [...teamsSeenBy(actor)];
  return or(
    and(eq(cases.owner, slackId), eq(cases.state, 'claimed')),
    and(eq(cases.raisedBy, slackId), eq(cases.state, 'waiting'), waitsForNoApprover),
    and(eq(cases.waitingOn, 'approver'), isAskedNow(slackId)),
    and(eq(cases.raisedBy, slackId), eq(cases.state, 'resolved'), isNull(cases.toldCustomerAt)),
    and(eq(cases.state, 'open'), ne(cases.raisedBy, slackId), inArray(cases.teamId, teamIds), isOrdinary),
  );
}

/** Whoever was asked last to approve something about the case. */
function isAskedNow(slackId: string): SQL {
  return sql`exists (
    select from ${caseApprovals}
    where ${caseApprovals.workspaceId} = ${cases.workspaceId} and ${caseApprovals.caseId} = ${cases.id}
      and ${caseApprovals.state} = 'asked' and ${approverNow} = ${slackId})`;
}

function reason({ state, waitingOn, owner }: Case, { slackId }: Actor): HomeCase['because'] {
  if (state === 'open') return 'claim';
  if (waitingOn === 'approver') return 'approve';
  if (state === 'waiting') return 'answer';
  if (state === 'resolved') return 'tell';
  if (owner === slackId) return 'decide';
  throw new Error('a case on Home waits on nobody');
}
