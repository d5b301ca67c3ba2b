import { and, eq, gte, isNull, sql } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import type { PassageView } from '../library/passage-view.ts';
import { TOO_MANY } from '../library/questions.ts';
import { requirePassage } from '../look-up/passage-gone.ts';
import { policyLookUps } from '../look-up/tables.ts';
import { addTo, mayAdd } from './point-to-policy.ts';
import { policyFor } from './policy-for.ts';

export interface AddToPolicy {
  readonly passageId: string;
  readonly question: string;
  /** As it was looked up in vain, before it was put in other words. */
  readonly lookedUp?: string;
}

export interface Added extends PassageView {
  /** Of those who looked it up lately and found nothing, how many may read the policy. */
  readonly readers: 'all' | 'some' | 'none';
}

/** Longer than the list of a week goes back. */
const LATELY_MS = 21 * 86_400_000;
const MOST_PEOPLE = 20;

/** Has a passage found by a question. @throws UserError where the actor may not, or the policy answers too many */
export function addToPolicy(ctx: Ctx, { passageId, question, lookedUp = question }: AddToPolicy): Promise<Added> {
  return transaction(ctx, async (tx) => {
    const view = await requirePassage(tx, ctx, passageId, new UserError('Choose the passage that says it.', 'passage'));
    if (!mayAdd(ctx, view)) {
      const name = view.ownerName ?? 'its owner';
      throw new UserError(`Only ${name}, who owns it, and the leads and managers of ${view.team.name} can.`, 'passage');
    }
    if (!(await addTo(tx, ctx, view, { text: question, origin: 'editor' }))) throw new UserError(TOO_MANY, 'passage');
    return { ...view, readers: await readersAmong(tx, ctx, view.policy.id, lookedUp) };
  });
}

async function readersAmong(tx: Tx, ctx: Ctx, policyId: string, query: string): Promise<Added['readers']> {
  const looked = await tx
    .selectDistinct({ slackId: policyLookUps.slackId })
    .from(policyLookUps)
    .where(
      and(
        eq(policyLookUps.workspaceId, ctx.workspaceId),
        gte(policyLookUps.at, new Date(ctx.clock.now().getTime() - LATELY_MS)),
        isNull(policyLookUps.policyId),
        eq(sql`lower(${policyLookUps.query})`, query.toLowerCase()),
      ),
    )
    .limit(MOST_PEOPLE);
  let able = 0;
  for (const { slackId } of looked) if (await policyFor(tx, ctx, slackId, policyId)) able += 1;
  if (able === looked.length) return 'all';
  return able === 0 ? 'none' : 'some';
}
