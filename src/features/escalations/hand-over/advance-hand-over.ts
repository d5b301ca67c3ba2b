import { and, eq } from 'drizzle-orm';
import { isOpenAt, nextOpening } from '../../../core/business-time/counting.ts';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { teamCalendar } from '../../../people/calendar/team-calendar.ts';
import { presenceOf } from '../../shifts/index.ts';
import { membersOf } from '../../../people/queries.ts';
import { returnToPool } from '../chain/return-to-pool.ts';
import { endOffers, passOn } from './answer-offer.ts';
import { TO_ANSWER_MS } from './hand-over-rules.ts';
import { groupKey, handOverView, lockHandOver, type HandOverView } from './hand-over-view.ts';
import { advanceAt } from './job-kinds.ts';
import { groupMessage } from './messages.ts';
import { redrawn, showHandOver } from './show-hand-over.ts';
import { beginOffers, keep } from './start-hand-over.ts';
import { handOverCases, handOvers, type HandOver, type HandOverStage } from './tables.ts';

/** What is left to do outside the transaction that decided it. */
type Next = 'nothing' | 'return';

/**
 * Moves a hand-over on when its time is up: from the proposal to the offers, from silence to the next person, to the
 * group, and in the end back to everybody. It looks first what still waits: running early or twice changes nothing.
 */
export async function advance(ctx: Ctx, handOverId: string): Promise<void> {
  await showHandOver(ctx, handOverId);
  const next = await transaction(ctx, (tx) => step(tx, ctx, handOverId));
  if (next === 'return') await returnAll(ctx, handOverId);
  await showHandOver(ctx, handOverId);
}

async function step(tx: Tx, ctx: Ctx, handOverId: string): Promise<Next> {
  const held = await lockHandOver(tx, ctx, handOverId);
  if (!held || held.stage === 'done') return 'nothing';
  const view = await handOverView(tx, ctx, handOverId);
  const isOver = held.stageEnds <= ctx.clock.now();
  const asksNobody = held.stage === 'offered' && !view.offers.some(({ state }) => state === 'waiting');
  if (!isOver && !asksNobody) {
    await advanceAt(tx, ctx, handOverId, held.stageEnds);
    return 'nothing';
  }
  return steps[held.stage](tx, ctx, held, view);
}

type Step = (tx: Tx, ctx: Ctx, held: HandOver, view: HandOverView) => Promise<Next>;

const steps: Readonly<Record<HandOverStage, Step>> = {
  proposed: async (tx, ctx, held, view) => {
    if (await isBackAtWork(tx, ctx, held)) return keepWaiting(tx, ctx, held, view);
    const given = waitingIn(view).flatMap(({ caseId, heir }) => (heir === null ? [] : [{ caseId, heir }]));
    if (given.length === 0) return askGroup(tx, ctx, held);
    await beginOffers(tx, ctx, held, given);
    return 'nothing';
  },
  offered: async (tx, ctx, held, view) => {
    const silent = view.offers.filter(({ state }) => state === 'waiting');
    if (silent.length === 0) return askGroup(tx, ctx, held);
    await passOn(tx, ctx, held, await endOffers(tx, ctx, silent, 'silent'));
    return 'nothing';
  },
  asked: async (tx, ctx, held, view) => {
    if (await isBackAtWork(tx, ctx, held)) return keepWaiting(tx, ctx, held, view);
    return returnOrWait(tx, ctx, held);
  },
  done: () => Promise.resolve('nothing'),
};

/** Their span went on after all, or the next one began before anybody took anything: it is theirs to go on with. */
async function isBackAtWork(tx: Tx, ctx: Ctx, { teamId, giver, spanEnd }: HandOver): Promise<boolean> {
  if (spanEnd === null || spanEnd > ctx.clock.now()) return false;
  const [presence] = await presenceOf(tx, ctx, teamId, [giver]);
  return presence?.isThere ?? false;
}

async function keepWaiting(tx: Tx, ctx: Ctx, { id }: HandOver, view: HandOverView): Promise<Next> {
  const waiting = waitingIn(view).map(({ caseId }) => caseId);
  await keep(tx, ctx, id, waiting);
  return 'nothing';
}

function waitingIn(view: HandOverView) {
  return view.cases.filter(({ state }) => state === 'waiting');
}

/** One message to the leads who are there, or to those above them; where nobody is there, nobody is asked. */
async function askGroup(tx: Tx, ctx: Ctx, held: HandOver): Promise<Next> {
  const group = await groupOf(tx, ctx, held);
  if (group.length === 0) {
    await setStage(tx, ctx, held, 'asked', held.stageEnds);
    return returnOrWait(tx, ctx, held);
  }
  const now = ctx.clock.now();
  await setStage(tx, ctx, held, 'asked', new Date(now.getTime() + TO_ANSWER_MS), now);
  const view = await handOverView(tx, ctx, held.id);
  const messageKey = groupKey(held.id);
  const message = groupMessage(view, group);
  const edits = redrawn(view).filter((edit) => !('messageKey' in edit) || edit.messageKey !== messageKey);
  await enqueue(tx, ctx, [
    { kind: 'post', to: view.team.escalationsChannel, message, messageKey, dedupeKey: messageKey },
    ...edits,
  ]);
  await advanceAt(tx, ctx, held.id, new Date(now.getTime() + TO_ANSWER_MS));
  return 'nothing';
}

async function groupOf(tx: Tx, ctx: Ctx, { teamId, giver }: HandOver): Promise<readonly string[]> {
  for (const roles of [['lead'], ['manager', 'director']] as const) {
    const ids = (await membersOf(tx, ctx, teamId, roles)).map(({ slackId }) => slackId);
    const there = (await presenceOf(tx, ctx, teamId, ids)).filter((each) => each.isThere && each.slackId !== giver);
    if (there.length > 0) return there.map(({ slackId }) => slackId);
  }
  return [];
}

/** To everybody while the team is open; else it waits with its owner for the next opening. */
async function returnOrWait(tx: Tx, ctx: Ctx, held: HandOver): Promise<Next> {
  const { calendar } = await teamCalendar(tx, ctx, held.teamId);
  const now = ctx.clock.now();
  if (isOpenAt(calendar, now)) return 'return';
  const opening = nextOpening(calendar, now);
  if (!opening) return 'return';
  await setStage(tx, ctx, held, 'asked', opening);
  await advanceAt(tx, ctx, held.id, opening);
  return 'nothing';
}

async function setStage(
  tx: Tx,
  ctx: Ctx,
  { id }: HandOver,
  stage: HandOverStage,
  stageEnds: Date,
  askedAt?: Date,
): Promise<void> {
  await tx
    .update(handOvers)
    .set({ stage, stageEnds, askedAt })
    .where(and(eq(handOvers.workspaceId, ctx.workspaceId), eq(handOvers.id, id)));
}

/** One transaction each, as each has its own messages. */
async function returnAll(ctx: Ctx, handOverId: string): Promise<void> {
  const view = await transaction(ctx, (tx) => handOverView(tx, ctx, handOverId));
  for (const { caseId } of waitingIn(view)) {
    await transaction(ctx, async (tx) => {
      await lockHandOver(tx, ctx, handOverId);
      const held = { id: caseId, owner: view.handOver.giver };
      const returned = await returnToPool(tx, ctx, held, { kind: 'given-back', because: 'nobody-took-it' });
      await tx
        .update(handOverCases)
        .set({ state: returned ? 'returned' : 'elsewhere' })
        .where(
          and(
            eq(handOverCases.workspaceId, ctx.workspaceId),
            eq(handOverCases.handOverId, handOverId),
            eq(handOverCases.caseId, caseId),
            eq(handOverCases.state, 'waiting'),
          ),
        );
    });
  }
}
