import { and, eq } from 'drizzle-orm';
import { transaction, type Ctx } from '../../core/context.ts';
import type { Tx } from '../../db/client.ts';
import { may } from '../../people/permissions.ts';
import { findCaseView, type CaseView } from './case-view.ts';
import { aboutCase } from './require-case.ts';
import { cases } from './tables.ts';

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

/** As caseOfMessage, within a transaction, and without hiding the case from the code that asks. */
export async function findEscalatedMessage(
  tx: Tx,
  ctx: Ctx,
  channel: string,
  ts: string,
): Promise<{ view: CaseView; visible: boolean } | undefined> {
  const view = await findCaseView(tx, ctx, and(eq(cases.sourceChannel, channel), eq(cases.sourceTs, ts)));
  if (!view) return undefined;
  const permission = view.case.isPrivate ? 'case.see-private' : 'case.see';
  return { view, visible: may(ctx.actor, permission, aboutCase(view.case)) };
}
