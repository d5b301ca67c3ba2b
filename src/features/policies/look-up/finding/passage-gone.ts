import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { type PassageView, passageView } from '../../library/reading/passage-view.ts';
import { revisionInForce } from '../../library/reading/read-policy.ts';
import { policyPassages } from '../../library/tables.ts';

export const PASSAGE_GONE =
  'That policy is gone, has ended, says something else by now, or is for others. Please look it up once more.';

/** What an old button is about is not there any more: where the question is known, it is looked up once more by a button. */
export class PassageGone extends UserError {
  constructor() {
    super(PASSAGE_GONE);
  }
}

/** A passage that the actor may see, of a policy that was not archived. @throws refusal */
export async function requirePassage(
  tx: Tx,
  ctx: Ctx,
  passageId: string,
  refusal: UserError = new PassageGone(),
): Promise<PassageView> {
  const [view] = await passageView(tx, ctx, [passageId]);
  if (!view || view.policy.archivedAt) throw refusal;
  return view;
}

/**
 * The passage as it counts now: an older revision's where the one in force has it word for word, since another section may
 * have changed. @throws PassageGone
 */
export async function requireInForce(tx: Tx, ctx: Ctx, passageId: string): Promise<PassageView> {
  const view = await requirePassage(tx, ctx, passageId);
  const inForce = await revisionInForce(tx, ctx, view.policy.id);
  if (!inForce) throw new PassageGone();
  if (inForce.id === view.revision.id) return view;
  const { heading, markdown } = view.passage;
  const [same] = await tx
    .select({ id: policyPassages.id })
    .from(policyPassages)
    .where(
      and(
        eq(policyPassages.workspaceId, ctx.workspaceId),
        eq(policyPassages.revisionId, inForce.id),
        eq(policyPassages.heading, heading),
        eq(policyPassages.markdown, markdown),
      ),
    )
    .orderBy(policyPassages.ordinal)
    .limit(1);
  if (!same) throw new PassageGone();
  return requirePassage(tx, ctx, same.id);
}
