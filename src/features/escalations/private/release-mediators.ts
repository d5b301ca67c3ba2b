import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Outgoing } from '../../../outbox/enqueue.ts';
import { casePersonKey, type CaseView } from '../case-view.ts';
import { openStates } from '../lifecycle.ts';
import { moveCase } from '../handling/move-case.ts';
import { recordChange, tellRaiser } from '../record-change.ts';
import { cases, type CaseEntry } from '../tables.ts';
import { noPartInIt, privateNews } from './messages.ts';
import { mediators } from './people.ts';

/**
 * Frees the open private cases of mediators who lead, manage or direct no team any more, after some team has changed:
 * each raiser is asked to choose another one. One transaction each; called again, it finds nothing.
 */
export async function releaseMediators(ctx: Ctx): Promise<void> {
  const left = await transaction(ctx, (tx) => casesLeftBehind(tx, ctx));
  for (const { id, owner } of left) await transaction(ctx, (tx) => release(tx, ctx, id, owner));
}

async function casesLeftBehind(tx: Tx, ctx: Ctx): Promise<readonly { id: string; owner: string }[]> {
  const mediated = await tx
    .select({ id: cases.id, owner: cases.owner })
    .from(cases)
    .where(
      and(
        eq(cases.workspaceId, ctx.workspaceId),
        eq(cases.isPrivate, true),
        inArray(cases.state, [...openStates]),
        isNotNull(cases.owner),
      ),
    )
    .orderBy(cases.id);
  if (mediated.length === 0) return [];
  const able = new Set((await mediators(tx, ctx)).map(({ slackId }) => slackId));
  return mediated.flatMap(({ id, owner }) => (owner === null || able.has(owner) ? [] : [{ id, owner }]));
}

async function release(tx: Tx, ctx: Ctx, caseId: string, owner: string): Promise<void> {
  const freed = await moveCase(tx, ctx, caseId, 'giveBack', {
    set: { owner: null, claimedAt: null },
    onlyIf: eq(cases.owner, owner),
  });
  if (!freed) return;
  const change = { kind: 'given-back', detail: { from: owner, because: 'owner-gone' } } as const;
  await recordChange(tx, ctx, freed, change, (view, entry) => tellOfLoss(view, entry, owner), owner);
}

function tellOfLoss(view: CaseView, entry: CaseEntry, owner: string): readonly Outgoing[] {
  return [
    tellRaiser(view, entry, privateNews(view, entry, 'Choose another mediator above. Until then nobody has it.')),
    { kind: 'edit', messageKey: casePersonKey(view.case.id, owner), message: noPartInIt(view.case) },
  ];
}
