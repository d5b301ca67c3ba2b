import { sql } from 'drizzle-orm';
import { eventTime, transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { giveBackBudget } from '../../../people/authority/budget.ts';
import { tellOverruled } from '../approvals/tell-overruled.ts';
import { endAppeal } from '../approvals/end-appeal.ts';
import { enterException } from '../approvals/enter-exception.ts';
import { requestApproval, type Resolution } from '../approvals/request-approval.ts';
import { ruleOn, type Ruling } from '../approvals/ruling.ts';
import type { Approval } from '../approvals/tables.ts';
import { waitsForNoApprover } from '../approvals/waits-for-approver.ts';
import { departureOf } from '../exceptions/departure.ts';
import type { ResolveCaseInput } from '../inputs.ts';
import { alreadyDone, moveCase } from './move-case.ts';
import { promptRaiser, recordChange, tellRelieved } from '../record-change.ts';
import { requireCase } from '../require-case.ts';
import { cases, type Case } from '../tables.ts';
import { requireResolution } from '../export/write-up.ts';

/**
 * Decides a case and tells the raiser what to say to the customer. What is more than the decider may grant, by the
 * authority matrix and the budget as they are now, is asked for instead. An unclaimed case is claimed either way.
 */
export function resolveCase(ctx: Ctx, input: ResolveCaseInput): Promise<Case> {
  return transaction(ctx, async (tx) => {
    const before = await requireCase(tx, ctx, input.caseId, 'case.resolve');
    requireResolution(before, input);
    const resolution = { ...input, departure: await departureOf(tx, ctx, input) };

    const appeal = await endAppeal(tx, ctx, before, input.decision);
    const ruling = await ruleOn(tx, ctx, before, input);
    if (ruling.kind === 'ask') return requestApproval(tx, ctx, resolution, ruling, appeal);
    return decide(tx, ctx, resolution, ruling, appeal);
  });
}

type Decidable = Exclude<Ruling, { kind: 'ask' }>;

async function decide(
  tx: Tx,
  ctx: Ctx,
  input: Resolution,
  ruling: Decidable,
  appeal: Approval | undefined,
): Promise<Case> {
  const {
    caseId,
    requestId,
    departure,
    passageId: _chosen,
    passage: _named,
    departsBecause: _because,
    answerAt: _,
    amount: _typed,
    currency: _read,
    ...written
  } = input;
  const decidedAt = eventTime(ctx);
  const me = ctx.actor.slackId;
  const granted = grantedBy(ruling);
  const resolved = await moveCase(tx, ctx, caseId, 'resolve', {
    set: {
      ...written,
      ...granted,
      decidedBy: me,
      // Whoever grants what another refused has the case from then on.
      owner: appeal ? me : sql`coalesce(${cases.owner}, ${me})`,
      claimedAt: sql`coalesce(${cases.claimedAt}, ${decidedAt.toISOString()}::timestamptz)`,
      closedAt: decidedAt,
      toldCustomerAt: null,
    },
    onlyIf: appeal ? undefined : waitsForNoApprover,
    requestId,
  });
  if (!resolved) {
    await giveBack(tx, ctx, ruling);
    return alreadyDone(tx, ctx, caseId, () => false, requestId);
  }

  await enterException(tx, ctx, resolved, departure);
  const { decision, decidedAmount, currency } = resolved;
  const money = decidedAmount === null ? {} : { amount: decidedAmount, currency };
  const detail = { decision, ...money, ...(appeal && { approval: appeal.number }) };
  await recordChange(
    tx,
    ctx,
    resolved,
    { kind: 'resolved', text: input.tellCustomer, detail, requestId },
    (view, entry) => [
      promptRaiser(view, entry),
      ...tellRelieved(view, entry, view.case.owner),
      ...tellOverruled(view, entry, appeal),
    ],
  );
  return resolved;
}

function grantedBy(ruling: Decidable): Partial<Case> {
  if (ruling.kind === 'free') return {};
  const { decided, revision, month } = ruling;
  const money = decided.amount === null ? {} : { decidedAmount: decided.amount, currency: decided.currency };
  return { ...money, authorityRevision: revision, budgetMonth: month };
}

/** Of a submission that had been worked off, or that came too late. */
async function giveBack(tx: Tx, ctx: Ctx, ruling: Decidable): Promise<void> {
  if (ruling.kind === 'free' || ruling.month === null) return;
  const { minor, currency } = { minor: ruling.grant.amount, currency: ruling.grant.currency };
  if (minor === null || currency === null) return;
  await giveBackBudget(tx, ctx, ruling.teamId, ruling.month, { minor, currency });
}
