import { and, eq, sql } from 'drizzle-orm';
import { eventTime, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Outgoing } from '../../../outbox/enqueue.ts';
import { rolesIn } from '../../../people/permissions.ts';
import { caseView } from '../case-view.ts';
import type { ResolveCaseInput } from '../inputs.ts';
import type { Departure } from '../exceptions/departure.ts';
import { alreadyDone, moveCase } from '../handling/move-case.ts';
import { recordChange } from '../record-change.ts';
import { cases, type Case } from '../tables.ts';
import { mostFor, personsFor, type Choice } from './approval-rules.ts';
import { whomToAsk } from './find-approver.ts';
import { watch } from './job-kinds.ts';
import { approvalPosts } from './messages/card.ts';
import { nobodyMayApprove } from './messages/nobody-may.ts';
import { askedReceipt } from './messages/to-requester.ts';
import type { Ruling } from './ruling.ts';
import { caseApprovals, type Approval, type Why } from './tables.ts';
import { waitsForNoApprover } from './waits-for-approver.ts';

/** What was sent, with what it departs from as the actor may see it. */
export interface Resolution extends ResolveCaseInput {
  readonly departure: Departure;
}

type Asking = Extract<Ruling, { kind: 'ask' }>;

/**
 * Has somebody with enough authority asked for a decision that is not the decider's to make. The case waits, claimed by
 * the decider if nobody had it; nothing is told to the raiser yet. Where nobody of the team may approve it, the request is
 * kept, its managers are told how to mend that, and so is the decider. `appeal` is the second look that the decider gave
 * by deciding.
 */
export async function requestApproval(
  tx: Tx,
  ctx: Ctx,
  input: Resolution,
  ruling: Asking,
  appeal?: Approval,
): Promise<Case> {
  const { caseId, requestId } = input;
  const { writeUpIssue, writeUpWho, writeUpSaid, writeUpOutcome } = input;
  const waiting = await moveCase(tx, ctx, caseId, 'requestApproval', {
    set: {
      waitingOn: 'approver',
      writeUpIssue,
      writeUpWho,
      writeUpSaid,
      writeUpOutcome,
      // Whoever grants what another refused has the case from then on.
      owner: appeal ? ctx.actor.slackId : sql`coalesce(${cases.owner}, ${ctx.actor.slackId})`,
      claimedAt: sql`coalesce(${cases.claimedAt}, ${eventTime(ctx).toISOString()}::timestamptz)`,
    },
    onlyIf: appeal ? undefined : waitsForNoApprover,
    requestId,
  });
  if (!waiting) return alreadyDone(tx, ctx, caseId, () => false, requestId);

  const view = await caseView(tx, ctx, caseId);
  const wanted = {
    kind: 'decision',
    ...ruling.decided,
    tellCustomer: input.tellCustomer,
    ...input.departure,
    matrixRevision: ruling.matrix.revision,
    budget: ruling.budget,
    why: whyOf(ctx, waiting, ruling),
    // The second look goes on with it: whoever refused is told how it ends, and is not asked.
    reason: appeal?.reason ?? null,
    refusedBy: appeal?.refusedBy ?? null,
  } as const;
  const choice = await whomToAsk(tx, ctx, view, ruling.matrix, { ...wanted, requestedBy: ctx.actor.slackId });
  const approval = await insertApproval(tx, ctx, waiting, choice, wanted);
  const { decision, amount, currency } = ruling.decided;
  const detail = { approval: approval.number, to: approval.asked[0], decision, amount, currency };
  await recordChange(tx, ctx, waiting, { kind: 'approval-asked', detail, requestId }, (after, entry) => [
    ...approvalPosts(after),
    ...receipt(ctx, input, approval, askedReceipt(after, approval, ruling.because, choice)),
    ...(choice.kind === 'nobody' ? nobodyMayApprove(after, approval, entry) : []),
  ]);
  return waiting;
}

function whyOf({ actor }: Ctx, { teamId }: Case, { because, matrix, grant }: Asking): Why {
  const limits = rolesIn(actor.memberships, teamId).map((role) => mostFor(matrix, role, grant));
  const most = limits.includes(null) ? null : Math.max(0, ...limits.filter((limit) => limit !== null));
  // Whoever may grant it themselves is one of the two.
  const approvals = because === 'above' ? personsFor(matrix, grant) : 1;
  return { because, most, currency: matrix.currency, approvals };
}

type NewApproval = Pick<Approval, 'kind' | 'decision' | 'amount' | 'currency' | 'tellCustomer' | 'matrixRevision'> &
  Departure &
  Partial<Pick<Approval, 'budget' | 'why' | 'reason' | 'secondLookOf' | 'refusedBy'>>;

/** The row of a request of the actor, with its timer. The case has been moved, so that it is held. */
export async function insertApproval(
  tx: Tx,
  ctx: Ctx,
  of: Case,
  choice: Choice,
  wanted: NewApproval,
): Promise<Approval> {
  const now = ctx.clock.now();
  const before = and(eq(caseApprovals.workspaceId, ctx.workspaceId), eq(caseApprovals.caseId, of.id));
  const [approval] = await tx
    .insert(caseApprovals)
    .values({
      ...wanted,
      workspaceId: ctx.workspaceId,
      caseId: of.id,
      teamId: of.teamId,
      number: sql`(select coalesce(max(${caseApprovals.number}), 0) + 1 from ${caseApprovals} where ${before})`,
      state: 'asked',
      requestedBy: ctx.actor.slackId,
      requestedAt: now,
      asked: choice.kind === 'ask' ? [choice.slackId] : [],
      askedAt: now,
      approvedBy: [],
    })
    .returning();
  if (!approval) throw new Error('insert into case_approvals returned no row');
  await watch(tx, ctx, approval, of.urgency, choice.kind === 'wait' ? choice.until : undefined);
  return approval;
}

/** Where the decider sent the form: who is asked, and why. */
function receipt(
  ctx: Ctx,
  { answerAt }: ResolveCaseInput,
  approval: Approval,
  message: ReturnType<typeof askedReceipt>,
): readonly Outgoing[] {
  return [
    {
      kind: 'ephemeral',
      person: ctx.actor.slackId,
      ...(answerAt?.channel !== undefined && { channel: answerAt.channel }),
      message,
      dedupeKey: `approval:${approval.id}:receipt`,
    },
  ];
}
