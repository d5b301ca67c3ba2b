import { recordAudit } from '../../../../core/audit.ts';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { addJob } from '../../../../jobs/add-job.ts';
import { enqueue, type Outgoing } from '../../../../outbox/enqueue.ts';
import { teamCalendar } from '../../../../people/calendar/team-calendar.ts';
import { membersOf } from '../../../../people/queries.ts';
import { nameOf } from '../../../../people/name-of.ts';
import { touchHomes } from '../../../../slack/home.ts';
import { inline, oneLine } from '../../../../slack/mrkdwn.ts';
import { movedPosts } from './asker-news.ts';
import { dueAfterHandOn } from './due-rules.ts';
import { ownerKey } from '../ids.ts';
import { lookAtGap } from '../job-kinds.ts';
import { overMessage, type OwnerView, ownerPost } from '../asking/owner-message.ts';
import { askersOf, holdGap, isGap, type TeamGap } from '../read-gap.ts';
import { requireOpen } from '../answering/settle.ts';
import { policyGaps } from '../tables.ts';

export interface HandOn {
  readonly gapId: string;
  /** Somebody of its team. */
  readonly to: string;
  readonly note: string;
}

/** *Not mine*: somebody else of the team is to answer. */
export function handOn(ctx: Ctx, { gapId, to, note }: HandOn): Promise<TeamGap> {
  return transaction(ctx, async (tx) => {
    const held = await holdGap(tx, ctx, gapId, 'policy.answer-gap');
    await requireOpen(tx, ctx, held);
    if (held.gap.owner === to) return held;
    await requireMember(tx, ctx, held, to);
    const name = await nameOf(tx, ctx, ctx.actor.slackId);
    const from = ctx.actor.slackId === to ? undefined : { name, note: oneLine(note) };
    const moved = await giveTo(tx, ctx, held, to);
    const whom = inline(await nameOf(tx, ctx, to));
    const by = ctx.actor.slackId === held.gap.owner ? 'you have' : `${inline(name)} has`;
    await enqueue(
      tx,
      ctx,
      await handedOn(tx, ctx, { before: held, moved, end: `${by} handed it on to ${whom}.`, from }),
    );
    return moved;
  });
}

interface Handed {
  readonly before: TeamGap;
  readonly moved: TeamGap;
  /** For whoever had it. */
  readonly end: string;
  readonly from?: OwnerView['from'] | undefined;
}

/** Whoever had it sees that it is not theirs any more, whoever has it now is asked, and whoever asked is told. */
export async function handedOn(tx: Tx, ctx: Ctx, { before, moved, end, from }: Handed): Promise<readonly Outgoing[]> {
  const { gap } = before;
  return [
    { kind: 'edit', messageKey: ownerKey(gap.id, gap.owner), message: overMessage(before, end) },
    await ownerPost(tx, ctx, moved, from),
    ...(await movedPosts(tx, ctx, moved)),
  ];
}

/** The row, in the transaction that holds it: its reminders begin anew. */
export async function giveTo(tx: Tx, ctx: Ctx, { gap: before, team }: TeamGap, owner: string): Promise<TeamGap> {
  const { calendar } = await teamCalendar(tx, ctx, team.id);
  const now = ctx.clock.now();
  const dueAt = dueAfterHandOn(calendar, before.dueAt, now);
  const [gap] = await tx
    .update(policyGaps)
    .set({ owner, ownerSince: now, dueAt, reminded: 0, version: before.version + 1 })
    .where(isGap(ctx, before.id))
    .returning();
  if (!gap) throw new Error('a gap that is held is gone');
  await recordAudit(tx, ctx, {
    action: 'policy-gap.handed-on',
    subject: `policy-gap:${gap.id}`,
    detail: { number: gap.number, from: before.owner, to: owner },
  });
  await addJob(tx, ctx, lookAtGap, { gapId: gap.id }, { runAt: now, dedupeKey: gap.id });
  await touchHomes(tx, ctx, [before.owner, owner]);
  return { gap, team };
}

async function requireMember(tx: Tx, ctx: Ctx, { gap, team }: TeamGap, to: string): Promise<void> {
  const all = await membersOf(tx, ctx, team.id);
  const member = all.find(({ slackId }) => slackId === to);
  if (!member) throw new UserError(`Choose somebody of ${team.name}.`, 'to');
  const askers = await askersOf(tx, ctx, gap.id);
  if (askers.some(({ slackId }) => slackId === to))
    throw new UserError(`${member.name} asks it: choose somebody else.`, 'to');
}
