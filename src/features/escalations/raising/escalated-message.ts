import { and, eq } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { findCaseView, type CaseView } from '../case-view.ts';
import { casesKnownTo } from '../finding/cases-visible-to.ts';
import { mayDo } from '../require-case.ts';
import { cases } from '../tables.ts';

/** The case that was raised from this message: its view if the actor may see it, `already` if it is not theirs to see. */
export async function caseOfMessage(
  ctx: Ctx,
  channel: string,
  ts: string,
): Promise<{ view: CaseView } | { already: true } | undefined> {
  const found = await transaction(ctx, (tx) => findEscalatedMessage(tx, ctx, channel, ts));
  if (!found) return undefined;
  return found.visible ? { view: found.view } : { already: true };
}

/**
 * As caseOfMessage, within a transaction, and without hiding the case from the code that asks. A private case that is not
 * theirs does not exist for anybody: the message can be escalated again.
 */
export async function findEscalatedMessage(
  tx: Tx,
  ctx: Ctx,
  channel: string,
  ts: string,
): Promise<{ view: CaseView; visible: boolean } | undefined> {
  const fromIt = and(eq(cases.sourceChannel, channel), eq(cases.sourceTs, ts));
  const view = await findCaseView(tx, ctx, and(fromIt, casesKnownTo(ctx.actor)));
  return view && { view, visible: mayDo(ctx, view.case, 'case.see') };
}
