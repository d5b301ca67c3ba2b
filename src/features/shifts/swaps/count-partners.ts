import { and, eq } from 'drizzle-orm';
import { partnersOf } from '../partners/partners-of.ts';
import { swapRequests, type Partners, type SwapRequest, type Wants } from './tables.ts';
import type { Work } from './work.ts';

interface Wanted {
  readonly shiftId: string;
  readonly part?: { readonly from: Date; readonly to: Date } | undefined;
  /** Null: it is given for nothing. */
  readonly wants: Wants | null;
  readonly askedOnly?: readonly string[] | null | undefined;
}

/** How many may take it by the rules, of all who were looked at. */
export async function countPartners({ tx, ctx }: Work, { shiftId, part, wants, askedOnly }: Wanted): Promise<Partners> {
  const { legal, considered } = await partnersOf(tx, ctx, {
    shiftId,
    wants,
    ...(part && { part: { from: part.from.getTime(), to: part.to.getTime() } }),
    ...(askedOnly && { askedOnly }),
  });
  return { legal: legal.length, considered };
}

/** Counts anew who could take what is asked for, as what looked possible is not. */
export async function recountPartners(work: Work, request: SwapRequest): Promise<void> {
  const { tx, ctx, news } = work;
  const { id, shiftId, kind, isPart, fromAt: from, toAt: to, wants, askedOnly } = request;
  const part = isPart ? { from, to } : undefined;
  const partners = await countPartners(work, { shiftId, part, wants: kind === 'trade' ? wants : null, askedOnly });
  await tx
    .update(swapRequests)
    .set({ partners })
    .where(and(eq(swapRequests.workspaceId, ctx.workspaceId), eq(swapRequests.id, id)));
  news.requests.add(id);
}
