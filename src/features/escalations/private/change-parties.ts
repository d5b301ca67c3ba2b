import { and, eq, sql } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import type { Outgoing } from '../../../outbox/enqueue.ts';
import { casePersonKey, type CaseView } from '../case-view.ts';
import { alreadyDone, moveCase } from '../handling/move-case.ts';
import { recordChange } from '../record-change.ts';
import { requireCase } from '../require-case.ts';
import { cases, type Case, type CaseEntry } from '../tables.ts';
import type { PartyInput } from './inputs.ts';
import { noPartInIt, partyMessage } from './messages.ts';
import { requireColleagues } from './people.ts';
import { partiesOf } from './parties.ts';
import { caseParties } from './tables.ts';

/**
 * Lets somebody know of a private case: they get one direct message. Whoever the raiser wants kept out is added by the
 * raiser's own hand only.
 */
export function addParty(ctx: Ctx, { caseId, slackId, requestId }: PartyInput): Promise<Case> {
  return transaction(ctx, async (tx) => {
    await requireCase(tx, ctx, caseId, 'case.add-party');
    await requireColleagues(tx, ctx, [slackId], 'slackId');
    const held = await holdInvolved(tx, ctx, caseId, requestId);
    if (!held) return alreadyDone(tx, ctx, caseId, () => false, requestId);
    if (slackId === held.raisedBy || slackId === held.owner) throw new UserError('They have it already.', 'slackId');
    await insertParty(tx, ctx, held, slackId);

    const change = { kind: 'party-added', detail: { to: slackId }, requestId } as const;
    await recordChange(tx, ctx, held, change, (view, entry) => [welcome(view, entry, slackId)]);
    return held;
  });
}

/** Takes a party out of a private case: what they were shown of it is taken away. A party may leave by themselves. */
export function removeParty(ctx: Ctx, { caseId, slackId, requestId }: PartyInput): Promise<Case> {
  return transaction(ctx, async (tx) => {
    const permission = slackId === ctx.actor.slackId ? 'case.leave-private' : 'case.remove-party';
    await requireCase(tx, ctx, caseId, permission);
    const held = await holdInvolved(tx, ctx, caseId, requestId);
    if (!held) return alreadyDone(tx, ctx, caseId, () => false, requestId);
    const [removed] = await tx
      .delete(caseParties)
      .where(and(isOf(ctx, caseId, slackId), eq(caseParties.standing, 'party')))
      .returning();
    if (!removed) return alreadyDone(tx, ctx, caseId, (view) => !partiesOf(view).includes(slackId));

    const change = { kind: 'party-removed', detail: { from: slackId }, requestId } as const;
    await recordChange(tx, ctx, held, change, (view) => [parting(view, slackId)], slackId);
    return held;
  });
}

/**
 * The row of the case, locked: whoever else changes who it is for waits. Undefined if this was worked off before, or the
 * actor is not involved any more.
 */
function holdInvolved(tx: Tx, ctx: Ctx, caseId: string, requestId: string): Promise<Case | undefined> {
  const me = ctx.actor.slackId;
  const stillInvolved = sql`(${me} in (${cases.raisedBy}, ${cases.owner}) or exists (
    select from ${caseParties}
    where ${caseParties.workspaceId} = ${cases.workspaceId} and ${caseParties.caseId} = ${cases.id}
      and ${caseParties.slackId} = ${me} and ${caseParties.standing} = 'party'))`;
  return moveCase(tx, ctx, caseId, 'note', { onlyIf: stillInvolved, requestId });
}

async function insertParty(tx: Tx, ctx: Ctx, { id, raisedBy }: Case, slackId: string): Promise<void> {
  const [before] = await tx
    .select()
    .from(caseParties)
    .where(isOf(ctx, id, slackId));
  if (before?.standing === 'party') throw new UserError('They know of it already.', 'slackId');
  if (before && ctx.actor.slackId !== raisedBy) {
    throw new UserError('Whoever raised this does not want them to know of it.', 'slackId');
  }
  const row = { standing: 'party', addedBy: ctx.actor.slackId, addedAt: ctx.clock.now() } as const;
  await tx
    .insert(caseParties)
    .values({ workspaceId: ctx.workspaceId, caseId: id, slackId, ...row })
    .onConflictDoUpdate({ target: [caseParties.workspaceId, caseParties.caseId, caseParties.slackId], set: row });
}

function isOf(ctx: Ctx, caseId: string, slackId: string) {
  return and(
    eq(caseParties.workspaceId, ctx.workspaceId),
    eq(caseParties.caseId, caseId),
    eq(caseParties.slackId, slackId),
  );
}

function welcome(view: CaseView, entry: CaseEntry, slackId: string): Outgoing {
  const messageKey = casePersonKey(view.case.id, slackId);
  // Added again after having left: a new message, because an edit of the old one would tell them nothing.
  return { kind: 'post', to: slackId, message: partyMessage(view), messageKey, dedupeKey: `${messageKey}:${entry.id}` };
}

function parting(view: CaseView, slackId: string): Outgoing {
  return { kind: 'edit', messageKey: casePersonKey(view.case.id, slackId), message: noPartInIt(view.case) };
}
