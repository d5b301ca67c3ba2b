import { isDeepStrictEqual } from 'node:util';
import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { membersOf } from '../../../../people/queries.ts';
import type { PartnersFound } from '../../partners/find-partners.ts';
import { partnersOf } from '../../partners/partners-of.ts';
import type { ShiftRow } from '../../roster/tables.ts';
import { swapRequests, type Partners, type SwapRequest, type Wants } from '../tables.ts';
import type { Work } from '../work.ts';

interface Wanted {
  readonly shift: Whose;
  readonly part?: { readonly from: Date; readonly to: Date } | undefined;
  /** Null: it is given for nothing. */
  readonly wants: Wants | null;
  readonly askedOnly?: readonly string[] | null | undefined;
}

type Whose = Pick<ShiftRow, 'id' | 'teamId' | 'slackId'>;

/** `Maya (manager), Iris (director)`, where they can take it for nothing, and none of the agents whom it is for. */
export async function onlyThoseAbove(
  tx: Tx,
  ctx: Ctx,
  { teamId, slackId: owner }: Whose,
  legal: PartnersFound['legal'],
): Promise<string | undefined> {
  if (legal.length === 0 || legal.some(({ gives }) => gives !== null)) return undefined;
  const everybody = await membersOf(tx, ctx, teamId);
  const agents = new Set(everybody.filter(({ role }) => role === 'agent').map(({ slackId }) => slackId));
  if (owner !== null && !agents.has(owner)) return undefined;
  if (legal.some(({ person }) => agents.has(person))) return undefined;
  const above = everybody.filter(({ slackId }) => legal.some(({ person }) => person === slackId));
  return above.map(({ name, role }) => `${name} (${role})`).join(', ');
}

/** How many may take it by the rules, of all who were looked at. */
export async function countPartners({ tx, ctx }: Work, { shift, part, wants, askedOnly }: Wanted): Promise<Partners> {
  const { legal, considered } = await partnersOf(tx, ctx, {
    shiftId: shift.id,
    wants,
    ...(part && { part: { from: part.from.getTime(), to: part.to.getTime() } }),
    ...(askedOnly && { askedOnly }),
  });
  const onlyAbove = await onlyThoseAbove(tx, ctx, shift, legal);
  return { legal: legal.length, considered, ...(onlyAbove && { onlyAbove }) };
}

/** Counts anew who could take what is asked for, so that its card is as true as it can be; where that is another number. */
export async function recountPartners(work: Work, request: SwapRequest): Promise<void> {
  const { tx, ctx, news } = work;
  const { id, shiftId, teamId, owner, kind, isPart, fromAt: from, toAt: to, wants, askedOnly } = request;
  const shift = { id: shiftId, teamId, slackId: owner };
  const part = isPart ? { from, to } : undefined;
  const partners = await countPartners(work, { shift, part, wants: kind === 'trade' ? wants : null, askedOnly });
  if (isDeepStrictEqual(partners, request.partners)) return;
  await tx
    .update(swapRequests)
    .set({ partners })
    .where(and(eq(swapRequests.workspaceId, ctx.workspaceId), eq(swapRequests.id, id)));
  news.requests.add(id);
}
