import { and, eq, sql } from 'drizzle-orm';
import { eventTime, transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { enqueue, type Message, type Outgoing } from '../../../outbox/enqueue.ts';
import { requireMay } from '../../../people/permissions.ts';
import { rememberTeam } from '../../../people/team-of.ts';
import { teams } from '../../../people/tables.ts';
import { touchHomes } from '../../../slack/home.ts';
import { caseCardKey, caseStatusKey, caseView, type CaseView } from '../case-view.ts';
import { findEscalatedMessage } from './escalated-message.ts';
import { followChange } from '../follow-change.ts';
import type { AnswerPlace, RaiseCaseInput } from '../inputs.ts';
import { caseCard } from '../messages/card.ts';
import { alreadyEscalated, raisedReceipt } from '../messages/receipt.ts';
import { caseStatus } from '../messages/status.ts';
import { addEntry, homesShowing } from '../record-change.ts';
import { caseNumbers, cases, type Case } from '../tables.ts';
import { calledFirst, criticalCalls } from '../chain/whom-to-call.ts';

export interface RaisedCase {
  readonly case: Case;
  /** repeated: the same submission again; already-escalated: somebody raised a case from this message before. */
  readonly outcome: 'raised' | 'repeated' | 'already-escalated';
}

/**
 * Opens a case with its number, card, status message, receipt and, when Critical, direct messages to the leads, all in
 * one transaction. A second run of the same submission, or a message that is escalated already, gives the existing case.
 */
export async function raiseCase(ctx: Ctx, input: RaiseCaseInput): Promise<RaisedCase> {
  requireMay(ctx, 'case.raise', { teamId: input.teamId });
  return transaction(ctx, (tx) => openCase(tx, ctx, input));
}

/** Raises without asking whether the actor may; the caller has. */
export async function openCase(tx: Tx, ctx: Ctx, input: RaiseCaseInput): Promise<RaisedCase> {
  const number = await takeNumber(tx, ctx);
  const raised = await insertCase(tx, ctx, input, number);
  if (!raised) {
    await giveBack(tx, ctx);
    return raisedBefore(tx, ctx, input);
  }

  await rememberTeam(tx, ctx, raised.teamId);
  const entry = await addEntry(tx, ctx, raised, { kind: 'raised', requestId: input.requestId });
  await followChange(tx, ctx, raised, entry);
  const view = await caseView(tx, ctx, raised.id);
  await enqueue(tx, ctx, [...announced(view), ...receipt(ctx, input, raisedReceipt(view))]);
  await touchHomes(tx, ctx, homesShowing(view));
  return { case: raised, outcome: 'raised' };
}

/** Numbers of a workspace have no gaps: whoever takes one holds the row until the transaction ends. */
async function takeNumber(tx: Tx, ctx: Ctx): Promise<number> {
  const [taken] = await tx
    .insert(caseNumbers)
    .values({ workspaceId: ctx.workspaceId, lastNumber: 1 })
    .onConflictDoUpdate({ target: caseNumbers.workspaceId, set: { lastNumber: sql`${caseNumbers.lastNumber} + 1` } })
    .returning();
  if (!taken) throw new Error('upsert into case_numbers returned no row');
  return taken.lastNumber;
}

async function giveBack(tx: Tx, ctx: Ctx): Promise<void> {
  await tx
    .update(caseNumbers)
    .set({ lastNumber: sql`${caseNumbers.lastNumber} - 1` })
    .where(eq(caseNumbers.workspaceId, ctx.workspaceId));
}

async function insertCase(tx: Tx, ctx: Ctx, input: RaiseCaseInput, number: number): Promise<Case | undefined> {
  const { source, answerAt: _answerAt, ...said } = input;
  const now = ctx.clock.now();
  const [raised] = await tx
    .insert(cases)
    .values({
      ...said,
      currency: input.amount === undefined ? null : (input.currency ?? currencyOfTeam(ctx, input.teamId)),
      workspaceId: ctx.workspaceId,
      number,
      state: 'open',
      sourceChannel: source?.channel,
      sourceTs: source?.ts,
      sourceAuthor: source?.author,
      sourceText: source?.text,
      raisedBy: ctx.actor.slackId,
      raisedAt: eventTime(ctx),
      changedAt: now,
    })
    .onConflictDoNothing()
    .returning();
  return raised;
}

function currencyOfTeam(ctx: Ctx, teamId: string) {
  return sql`(select ${teams.currency} from ${teams} where ${teams.workspaceId} = ${ctx.workspaceId} and ${teams.id} = ${teamId})`;
}

async function raisedBefore(tx: Tx, ctx: Ctx, input: RaiseCaseInput): Promise<RaisedCase> {
  const [repeated] = await tx
    .select()
    .from(cases)
    .where(and(eq(cases.workspaceId, ctx.workspaceId), eq(cases.requestId, input.requestId)));
  if (repeated) return { case: repeated, outcome: 'repeated' };

  const escalated = input.source && (await findEscalatedMessage(tx, ctx, input.source.channel, input.source.ts));
  if (!escalated) throw new Error('a case was neither inserted nor found');
  const message = alreadyEscalated(escalated.visible ? escalated.view : undefined);
  await enqueue(tx, ctx, receipt(ctx, input, message));
  return { case: escalated.view.case, outcome: 'already-escalated' };
}

/** The card mentions those who may claim it, once: an edit of it pings nobody. */
function announced(view: CaseView): readonly Outgoing[] {
  const { id, raisedBy } = view.case;
  const cardKey = caseCardKey(view.case);
  const statusKey = caseStatusKey(id);
  return [
    {
      kind: 'post',
      to: view.team.escalationsChannel,
      message: caseCard(view, calledFirst(view)),
      messageKey: cardKey,
      dedupeKey: cardKey,
    },
    { kind: 'post', to: raisedBy, message: caseStatus(view), messageKey: statusKey, dedupeKey: statusKey },
    ...criticalCalls(view),
  ];
}

function receipt(ctx: Ctx, { requestId, answerAt = {} }: RaiseCaseInput, message: Message): readonly Outgoing[] {
  return [
    { kind: 'ephemeral', person: ctx.actor.slackId, ...placed(answerAt), message, dedupeKey: `receipt:${requestId}` },
  ];
}

function placed({
  channel,
  responseUrl,
  threadTs,
}: AnswerPlace): Pick<Outgoing & { kind: 'ephemeral' }, 'channel' | 'responseUrl' | 'inThreadTs'> {
  return {
    ...(channel !== undefined && { channel }),
    ...(responseUrl !== undefined && { responseUrl }),
    ...(threadTs !== undefined && { inThreadTs: threadTs }),
  };
}
