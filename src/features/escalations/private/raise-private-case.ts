import { randomInt } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { eventTime, transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { enqueue, type Outgoing } from '../../../outbox/enqueue.ts';
import { requireMay } from '../../../people/permissions.ts';
import { touchHomes } from '../../../slack/home.ts';
import { caseCardKey, casePersonKey, caseStatusKey, caseView, type CaseView } from '../case-view.ts';
import { followChange } from '../follow-change.ts';
import { firstSentence } from '../modals/escalate.ts';
import { addEntry, homesShowing } from '../record-change.ts';
import { cases, type Case } from '../tables.ts';
import type { RaisePrivateInput } from './inputs.ts';
import { partyMessage, privateCard, privateStatus } from './messages.ts';
import { partiesOf } from './parties.ts';
import { requireColleagues, requireMediator } from './people.ts';
import { caseParties, type PartyStanding } from './tables.ts';

/**
 * Opens a private case: its mediator has it from the start. It is shown in direct messages to her, to the raiser and to
 * whoever is to know, and nowhere else. A second run of the same submission gives the existing case.
 */
export function raisePrivateCase(ctx: Ctx, input: RaisePrivateInput): Promise<Case> {
  requireMay(ctx, 'case.raise-private', { teamId: input.teamId });
  return transaction(ctx, async (tx) => {
    const others = input.parties.filter((slackId) => slackId !== ctx.actor.slackId && slackId !== input.mediator);
    await requireMediator(tx, ctx, input.mediator);
    await requireColleagues(tx, ctx, others, 'parties');

    const raised = await insertPrivately(tx, ctx, input);
    if (!raised) return raisedBefore(tx, ctx, input.requestId);
    await insertPeople(tx, ctx, raised.id, others, input.keptOut);
    const entry = await addEntry(tx, ctx, raised, { kind: 'raised', requestId: input.requestId });
    await followChange(tx, ctx, raised, entry);
    const view = await caseView(tx, ctx, raised.id);
    await enqueue(tx, ctx, announced(view));
    await touchHomes(tx, ctx, homesShowing(view));
    return raised;
  });
}

async function insertPrivately(tx: Tx, ctx: Ctx, input: RaisePrivateInput): Promise<Case | undefined> {
  const now = ctx.clock.now();
  const { source, whatHappened } = input;
  const [raised] = await tx
    .insert(cases)
    .values({
      workspaceId: ctx.workspaceId,
      number: drawNumber(),
      requestId: input.requestId,
      teamId: input.teamId,
      state: 'claimed',
      isPrivate: true,
      summary: firstSentence(whatHappened),
      wanted: 'other',
      urgency: 'normal',
      whatHappened,
      sourceChannel: source?.channel,
      sourceTs: source?.ts,
      sourceAuthor: source?.author,
      sourceText: source?.text,
      raisedBy: ctx.actor.slackId,
      raisedAt: eventTime(ctx),
      owner: input.mediator,
      claimedAt: now,
      changedAt: now,
    })
    .onConflictDoNothing({ target: [cases.workspaceId, cases.requestId] })
    .returning();
  return raised;
}

/**
 * The numbers of a workspace have no gaps, so a gap would tell of a private case: it draws one of nine digits instead,
 * which no row of cases gets to. Two that draw the same are one in a billion; the job then draws again.
 */
function drawNumber(): number {
  return randomInt(100_000_000, 1_000_000_000);
}

async function raisedBefore(tx: Tx, ctx: Ctx, requestId: string): Promise<Case> {
  const [raised] = await tx
    .select()
    .from(cases)
    .where(and(eq(cases.workspaceId, ctx.workspaceId), eq(cases.requestId, requestId)));
  if (!raised) throw new Error('a private case was neither inserted nor found');
  return raised;
}

async function insertPeople(
  tx: Tx,
  ctx: Ctx,
  caseId: string,
  parties: readonly string[],
  keptOut: readonly string[],
): Promise<void> {
  const rows = [...parties.map(rowAs('party')), ...keptOut.map(rowAs('kept-out'))];
  if (rows.length === 0) return;
  await tx.insert(caseParties).values(rows).onConflictDoNothing();

  function rowAs(standing: PartyStanding) {
    const { workspaceId, actor, clock } = ctx;
    return (slackId: string) => ({
      workspaceId,
      caseId,
      slackId,
      standing,
      addedBy: actor.slackId,
      addedAt: clock.now(),
    });
  }
}

function announced(view: CaseView): readonly Outgoing[] {
  const { id, raisedBy, owner } = view.case;
  const cardKey = caseCardKey(view.case);
  const statusKey = caseStatusKey(id);
  return [
    { kind: 'post', to: owner ?? raisedBy, message: privateCard(view), messageKey: cardKey, dedupeKey: cardKey },
    { kind: 'post', to: raisedBy, message: privateStatus(view), messageKey: statusKey, dedupeKey: statusKey },
    ...partiesOf(view).map((slackId): Outgoing => {
      const messageKey = casePersonKey(id, slackId);
      return { kind: 'post', to: slackId, message: partyMessage(view), messageKey, dedupeKey: messageKey };
    }),
  ];
}
