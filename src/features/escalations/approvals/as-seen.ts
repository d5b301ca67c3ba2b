import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { findActor } from '../../../people/actor.ts';
import type { CaseView } from '../case-view.ts';
import { shownPassages, UNSEEN } from '../exceptions/shown-passages.ts';
import { askedNow } from './asked-now.ts';
import type { Approval } from './tables.ts';

/** A request as the actor may see it: without the title of a policy that is not theirs to see. */
export async function asSeen(tx: Tx, ctx: Ctx, approval: Approval): Promise<Approval> {
  if (approval.policyRevisionId === null) return approval;
  const shown = await shownPassages(tx, ctx, [approval]);
  return { ...approval, passage: shown(approval).passage };
}

/** A view for messages: its request as whoever is asked now may see it, and not as whoever acts does. */
export async function asAskedSees(tx: Tx, ctx: Ctx, view: CaseView): Promise<CaseView> {
  const { approval } = view;
  if (!approval || approval.state !== 'asked' || approval.policyRevisionId === null) return view;
  const slackId = askedNow(approval);
  if (slackId === undefined) return view;
  const found = await findActor(tx, { workspaceId: ctx.workspaceId, slackId });
  const seen = found ? await asSeen(tx, { ...ctx, actor: found.actor }, approval) : { ...approval, passage: UNSEEN };
  return { ...view, approval: seen };
}
