import { and, eq, ne } from 'drizzle-orm';
import { eventTime, transaction, type Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { moveCase } from '../handling/move-case.ts';
import { recordChange } from '../record-change.ts';
import { requireCase } from '../require-case.ts';
import { cases } from '../tables.ts';
import { candidatesFor } from '../chain/candidates.ts';
import { heirFor, TO_ANSWER_MS } from './hand-over-rules.ts';
import { handOverView, lockHandOver } from './hand-over-view.ts';
import type { AnswerOfferInput, TakeOfferedInput } from './inputs.ts';
import { advanceAt } from './job-kinds.ts';
import { offerCases, setHeir } from './offer-cases.ts';
import { offersOf, showHandOver } from './show-hand-over.ts';
import {
  handOverCases,
  handOverOffers,
  handOvers,
  type HandOver,
  type HandOverOffer,
  type OfferState,
} from './tables.ts';

/** How an answer to offers ended: what is theirs now, and what went another way before they answered. */
export interface Answered {
  readonly taken: readonly number[];
  readonly tooLate: readonly number[];
}

/**
 * Takes what was offered in one message, or one case of it. Each case changes hands by one conditional move of its own:
 * what was closed, taken over or handed on meanwhile stays where it is.
 */
export async function acceptOffer(ctx: Ctx, { batch, caseId }: AnswerOfferInput): Promise<Answered> {
  const offers = await offersToMe(ctx, batch, caseId);
  const taken: number[] = [];
  const tooLate: number[] = [];
  for (const offer of offers) {
    const outcome = await transaction(ctx, (tx) => takeCase(tx, ctx, offer.handOverId, offer.caseId));
    (outcome.isMine ? taken : tooLate).push(outcome.number);
  }
  if (offers[0]) await showHandOver(ctx, offers[0].handOverId);
  return { taken, tooLate };
}

/** Takes a case that was offered to the group: the first who presses has it. */
export async function takeOffered(ctx: Ctx, { handOverId, caseId }: TakeOfferedInput): Promise<Answered> {
  const { isMine, number } = await transaction(ctx, (tx) => takeCase(tx, ctx, handOverId, caseId));
  await showHandOver(ctx, handOverId);
  return isMine ? { taken: [number], tooLate: [] } : { taken: [], tooLate: [number] };
}

async function takeCase(
  tx: Tx,
  ctx: Ctx,
  handOverId: string,
  caseId: string,
): Promise<{ isMine: boolean; number: number }> {
  const held = await lockHandOver(tx, ctx, handOverId);
  if (!held) throw new UserError('There is no such hand-over any more.');
  const before = await requireCase(tx, ctx, caseId, 'case.claim');
  const me = ctx.actor.slackId;
  const [row] = await tx
    .select()
    .from(handOverCases)
    .where(rowOf(ctx, handOverId, caseId));
  if (row?.state !== 'waiting') return { isMine: before.owner === me, number: before.number };

  const handed = await moveCase(tx, ctx, caseId, 'takeOver', {
    set: { owner: me, claimedAt: eventTime(ctx) },
    onlyIf: and(eq(cases.owner, held.giver), ne(cases.owner, me)),
  });
  await settle(tx, ctx, handOverId, caseId, handed ? 'accepted' : 'elsewhere');
  if (!handed) return { isMine: before.owner === me, number: before.number };
  const detail = { from: held.giver, to: me, handOver: handOverId };
  await recordChange(
    tx,
    ctx,
    handed,
    { kind: 'handed-over', text: row.note ?? undefined, detail },
    () => [],
    held.giver,
  );
  return { isMine: true, number: handed.number };
}

async function settle(
  tx: Tx,
  ctx: Ctx,
  handOverId: string,
  caseId: string,
  state: 'accepted' | 'elsewhere',
): Promise<void> {
  const me = ctx.actor.slackId;
  const heir = state === 'accepted' ? { heir: me } : {};
  await tx
    .update(handOverCases)
    .set({ state, ...heir })
    .where(rowOf(ctx, handOverId, caseId));
  const offers = and(
    eq(handOverOffers.workspaceId, ctx.workspaceId),
    eq(handOverOffers.handOverId, handOverId),
    eq(handOverOffers.caseId, caseId),
    eq(handOverOffers.state, 'waiting'),
  );
  await tx
    .update(handOverOffers)
    .set({ state })
    .where(and(offers, eq(handOverOffers.heir, me)));
  await tx.update(handOverOffers).set({ state: 'elsewhere' }).where(offers);
}

/** Says no to what was offered in one message, or to one case of it; each is offered to somebody else, once. */
export async function declineOffer(ctx: Ctx, { batch, caseId }: AnswerOfferInput): Promise<number> {
  const offers = await offersToMe(ctx, batch, caseId);
  const [first] = offers;
  if (!first) return 0;
  await transaction(ctx, async (tx) => {
    const held = await lockHandOver(tx, ctx, first.handOverId);
    if (!held) return;
    const declined = await endOffers(tx, ctx, offers, 'declined');
    await passOn(tx, ctx, held, declined);
  });
  await showHandOver(ctx, first.handOverId);
  return offers.length;
}

/** Ends those of these offers that still wait; answers which cases that leaves without anybody. */
export async function endOffers(
  tx: Tx,
  ctx: Ctx,
  offers: readonly HandOverOffer[],
  state: Extract<OfferState, 'declined' | 'silent'>,
): Promise<readonly string[]> {
  const ended: string[] = [];
  for (const { handOverId, caseId, heir } of offers) {
    const [row] = await tx
      .update(handOverOffers)
      .set({ state })
      .where(
        and(
          eq(handOverOffers.workspaceId, ctx.workspaceId),
          eq(handOverOffers.handOverId, handOverId),
          eq(handOverOffers.caseId, caseId),
          eq(handOverOffers.heir, heir),
          eq(handOverOffers.state, 'waiting'),
        ),
      )
      .returning();
    if (row) ended.push(row.caseId);
  }
  return ended;
}

/**
 * Offers cases that somebody did not take to one more person each; what nobody else can be offered waits for the group,
 * which is asked when nothing is offered to anybody by name any more.
 */
export async function passOn(tx: Tx, ctx: Ctx, held: HandOver, caseIds: readonly string[]): Promise<void> {
  const view = await handOverView(tx, ctx, held.id);
  const next: { caseId: string; heir: string }[] = [];
  const nobody: string[] = [];
  for (const each of view.cases.filter(({ caseId, state }) => state === 'waiting' && caseIds.includes(caseId))) {
    const offeredTo = view.offers.filter(({ caseId }) => caseId === each.caseId).map(({ heir }) => heir);
    const heir = heirFor(await candidatesFor(tx, ctx, each.case), held.giver, offeredTo);
    if (heir === undefined) nobody.push(each.caseId);
    else next.push({ caseId: each.caseId, heir });
  }
  await setHeir(tx, ctx, held.id, nobody, null);
  if (next.length > 0) {
    await extend(tx, ctx, held);
    await offerCases(tx, ctx, held.id, next);
  }
  // What nobody can be offered any more goes on at once, unless others are still being asked.
  await advanceAt(tx, ctx, held.id);
}

async function extend(tx: Tx, ctx: Ctx, held: HandOver): Promise<void> {
  const stageEnds = new Date(Math.max(held.stageEnds.getTime(), ctx.clock.now().getTime() + TO_ANSWER_MS));
  await tx
    .update(handOvers)
    .set({ stageEnds })
    .where(and(eq(handOvers.workspaceId, ctx.workspaceId), eq(handOvers.id, held.id)));
}

async function offersToMe(ctx: Ctx, batch: string, caseId: string | undefined): Promise<readonly HandOverOffer[]> {
  const offers = await transaction(ctx, (tx) => offersOf(tx, ctx, batch));
  const mine = offers.filter(({ heir }) => heir === ctx.actor.slackId);
  if (mine.length === 0) throw new UserError('Only whoever it was offered to can answer.');
  return mine.filter((offer) => caseId === undefined || offer.caseId === caseId);
}

function rowOf(ctx: Ctx, handOverId: string, caseId: string) {
  return and(
    eq(handOverCases.workspaceId, ctx.workspaceId),
    eq(handOverCases.handOverId, handOverId),
    eq(handOverCases.caseId, caseId),
  );
}
