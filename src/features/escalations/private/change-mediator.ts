import { and, eq, notExists, sql } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import type { Outgoing } from '../../../outbox/enqueue.ts';
import { caseCardKey, casePersonKey, type CaseView } from '../case-view.ts';
import { alreadyDone, moveCase } from '../handling/move-case.ts';
import { recordChange, tellRaiser } from '../record-change.ts';
import { requireCase } from '../require-case.ts';
import { cases, type Case, type CaseEntry } from '../tables.ts';
import type { ChangeMediatorInput } from './inputs.ts';
import { noPartInIt, privateCard, privateNews } from './messages.ts';
import { requireMediator } from './people.ts';
import { caseParties } from './tables.ts';

/**
 * Passes a private case to another mediator, at once. The raiser is told first; what the former mediator was shown is
 * taken away. Of two who pass it on at the same time one does, the other is told who has it.
 */
export function changeMediator(ctx: Ctx, { caseId, from, to, requestId }: ChangeMediatorInput): Promise<Case> {
  return transaction(ctx, async (tx) => {
    const before = await requireCase(tx, ctx, caseId, 'case.change-mediator');
    if (to === before.raisedBy) throw new UserError('Whoever raised it cannot mediate it.', 'mediator');
    await requireMediator(tx, ctx, to);

    const passed = await moveCase(tx, ctx, caseId, 'handOver', {
      set: { owner: to, claimedAt: ctx.clock.now() },
      onlyIf: and(
        sql`${cases.owner} is not distinct from ${from}`,
        sql`${cases.owner} is distinct from ${to}`,
        notKeptOut(tx, to),
      ),
      requestId,
    });
    if (!passed) {
      await requireNotKeptOut(tx, ctx, caseId, to);
      return alreadyDone(tx, ctx, caseId, (view) => view.case.owner === to, requestId);
    }
    await forgetParty(tx, ctx, caseId, to);

    const change = { kind: 'handed-over', detail: { from, to }, requestId } as const;
    await recordChange(tx, ctx, passed, change, (view, entry) => tellOfMediator(view, entry, from), from);
    return passed;
  });
}

function keptOut(tx: Tx, slackId: string) {
  return tx
    .select({ slackId: caseParties.slackId })
    .from(caseParties)
    .where(
      and(
        eq(caseParties.workspaceId, cases.workspaceId),
        eq(caseParties.caseId, cases.id),
        eq(caseParties.slackId, slackId),
        eq(caseParties.standing, 'kept-out'),
      ),
    );
}

function notKeptOut(tx: Tx, slackId: string) {
  return notExists(keptOut(tx, slackId));
}

async function requireNotKeptOut(tx: Tx, ctx: Ctx, caseId: string, slackId: string): Promise<void> {
  const [found] = await tx
    .select()
    .from(caseParties)
    .where(
      and(
        eq(caseParties.workspaceId, ctx.workspaceId),
        eq(caseParties.caseId, caseId),
        eq(caseParties.slackId, slackId),
        eq(caseParties.standing, 'kept-out'),
      ),
    );
  if (found) throw new UserError('Whoever raised this does not want them to know of it.', 'mediator');
}

/** Who mediates is no party besides: passing it on ends their part. */
async function forgetParty(tx: Tx, ctx: Ctx, caseId: string, slackId: string): Promise<void> {
  await tx
    .delete(caseParties)
    .where(
      and(
        eq(caseParties.workspaceId, ctx.workspaceId),
        eq(caseParties.caseId, caseId),
        eq(caseParties.slackId, slackId),
      ),
    );
}

function tellOfMediator(view: CaseView, entry: CaseEntry, from: string | null): readonly Outgoing[] {
  const { id, raisedBy, owner } = view.case;
  if (owner === null) throw new Error('a case that was passed on has no mediator');
  const messageKey = caseCardKey(view.case);
  const next = 'If you would rather have somebody else, choose another mediator above.';
  return [
    ...(entry.by === raisedBy ? [] : [tellRaiser(view, entry, privateNews(view, entry, next))]),
    { kind: 'post', to: owner, message: privateCard(view), messageKey, dedupeKey: `${messageKey}:${entry.id}` },
    ...(from === null
      ? []
      : [{ kind: 'edit', messageKey: casePersonKey(id, from), message: noPartInIt(view.case) } as const]),
  ];
}
