import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { findPassages } from '../../look-up/finding/find-passages.ts';
import type { LookedGroup } from './alike.ts';
import { type Readers, readersAmongLookers } from './lookers.ts';

/** What found nothing when it was looked up. */
export interface NotFound extends LookedGroup {
  /** The policy that answers it to whoever reads the list, and how many of those who looked may read it. */
  readonly answer?: { readonly id: string; readonly title: string; readonly readers: Readers };
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
  for (const group of groups.slice(0, MOST_LOOKED_AT)) looked.push(await withAnswer(tx, ctx, group));
  const rest: readonly NotFound[] = [...looked, ...groups.slice(MOST_LOOKED_AT)];
  return [...rest.filter(({ answer }) => !answer), ...rest.filter(({ answer }) => answer)];
}

async function withAnswer(tx: Tx, ctx: Ctx, group: LookedGroup): Promise<NotFound> {
  const { passages, answered } = await findPassages(tx, ctx, group.query, 1);
  const policy = passages[0]?.view.policy;
  if (!answered || !policy) return group;
  const readers = await readersAmongLookers(tx, ctx, policy, group.query);
  return { ...group, answer: { id: policy.id, title: policy.title, readers } };
}
