import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { MOST } from '../../look-up/finding/look-up.ts';
import { findPassages } from '../../look-up/finding/find-passages.ts';
import { shownOf } from '../../look-up/finding/shown.ts';
import { type EndedAnswer, findEnded } from '../../look-up/finding/find-ended.ts';
import { type EndedPolicy, endedPolicies } from '../../library/reading/ended-policies.ts';
import { policies } from '../../library/tables.ts';
import type { LookedGroup } from './alike.ts';
import { type Readers, readersAmongLookers } from './lookers.ts';

/** What found nothing when it was looked up. */
export interface NotFound extends LookedGroup {
  /** The policy that answers it to whoever reads the list, and how many of those who looked may read it. */
  readonly answer?: { readonly id: string; readonly title: string; readonly readers: Readers };
  /** Where none does: the one that did until lately, to somebody of those who looked too, and its last day. */
  readonly ended?: { readonly title: string; readonly endedOn: string };
}

/** Each is a search; below them nobody looks. */
const MOST_LOOKED_AT = 10;

/** What is answered today, but was not to whoever looked, comes last: there is most to do about the rest. */
export async function withAnswersOfToday(
  tx: Tx,
  ctx: Ctx,
  groups: readonly LookedGroup[],
): Promise<readonly NotFound[]> {
  const looked: NotFound[] = [];
  const lately = await endedPolicies(tx, ctx);
  for (const group of groups.slice(0, MOST_LOOKED_AT)) looked.push(await withAnswer(tx, ctx, group, lately));
  const rest: readonly NotFound[] = [...looked, ...groups.slice(MOST_LOOKED_AT)];
  return [...rest.filter(({ answer }) => !answer), ...rest.filter(({ answer }) => answer)];
}

async function withAnswer(tx: Tx, ctx: Ctx, group: LookedGroup, lately: readonly EndedPolicy[]): Promise<NotFound> {
  const found = await findPassages(tx, ctx, group.query, MOST);
  const [first] = shownOf(group.query, found).standing === 'answer' ? found.passages : [];
  const policy = first?.view.policy;
  if (!policy) {
    const today = { confidence: found.confidence, score: found.passages[0]?.score ?? 0 };
    return withEnded(tx, ctx, group, await findEnded(tx, ctx, group.query, { today, lately }));
  }
  const readers = await readersAmongLookers(tx, ctx, policy, group.query);
  return { ...group, answer: { id: policy.id, title: policy.title, readers } };
}

async function withEnded(tx: Tx, ctx: Ctx, group: LookedGroup, ended: EndedAnswer | undefined): Promise<NotFound> {
  if (!ended?.isSure) return group;
  const [policy] = await tx
    .select()
    .from(policies)
    .where(and(eq(policies.workspaceId, ctx.workspaceId), eq(policies.id, ended.policyId)));
  const readers = policy ? await readersAmongLookers(tx, ctx, policy, group.query) : 'none';
  return readers === 'none' ? group : { ...group, ended };
}
