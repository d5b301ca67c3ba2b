import type { Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { may, requireMay } from '../../../../people/permissions.ts';
import type { ShiftRow } from '../../roster/tables.ts';
import { inArray } from 'drizzle-orm';
import { endProposals } from '../proposals/end-proposal.ts';
import { executeProposal } from './execute-proposal.ts';
import { holdAllAbout } from '../hold.ts';
import type { CoverNowInput } from '../inputs.ts';
import { isOverridable, judge, type JudgedLeg } from '../verdicts/judge.ts';
import { proposedBefore, writeProposal } from '../proposals/write-proposal.ts';
import { NO_PROPOSAL, rivalsOf, wholeShift } from '../same-shifts.ts';
import { readerOf } from '../verdicts/reader.ts';
import { refusedByRules } from '../verdicts/refusal.ts';
import { plannedShift, requireMember } from '../require-swap.ts';
import { namesOf, partiesOf, proposalView, proposalViews } from '../swap-view.ts';
import { swapProposals, type SwapProposal } from '../tables.ts';
import { decide, type Decided } from '../swap-transaction.ts';
import type { Work } from '../work.ts';

/**
 * Has somebody cover a shift at once, in an emergency: nobody is asked, both are told why. Of a shift that has begun the rest
 * is covered. What else was going on about it is over. Of the rules those are left out that concern a request, as the notice
 * it needs; others that deny it can be passed by whoever may override and says why, where they may be passed at all.
 */
export function coverNow(ctx: Ctx, input: CoverNowInput): Promise<Decided> {
  return decide(ctx, async (work) => {
    await holdAllAbout(work, [input.shiftId]);
    const { shift, team } = await plannedShift(work.tx, ctx, input.shiftId);
    requireMay(ctx, 'swap.cover', { teamId: team.id, teamName: team.name });
    const before = await proposedBefore(work, input.submission);
    if (before) return before;
    if (shift.slackId === input.to) throw new UserError('They have this shift already.', 'to');
    await requireMember(work.tx, ctx, shift.teamId, [input.to], 'to');

    const leg = restOf(shift, input.to, ctx.clock.now());
    await endOthers(work, shift);
    const { passed, verdict } = await requireAllowed(work, leg, input.passBecause);
    return executeCover(work, leg, { ...input, isOverridden: passed, verdict });
  });
}

/** All of it, or, once it has begun, what is left of it, from the next full minute. @throws UserError where that is nothing */
export function restOf(shift: ShiftRow, to: string, now: Date): JudgedLeg {
  if (shift.endsAt <= now) throw new UserError('This shift is over.');
  const minute = new Date(Math.ceil(now.getTime() / 60_000) * 60_000);
  if (shift.endsAt <= minute) throw new UserError('This shift is over in a minute: nothing is left of it to cover.');
  const isRunning = shift.startsAt < minute;
  return {
    shift,
    from: shift.slackId,
    to,
    fromAt: isRunning ? minute : shift.startsAt,
    toAt: shift.endsAt,
    isPart: isRunning,
  };
}

/** What was proposed for it is off. What its owner asked for is answered by the cover itself. */
async function endOthers(work: Work, shift: ShiftRow): Promise<void> {
  const { tx, ctx } = work;
  const about = wholeShift({ shiftId: shift.id, from: shift.slackId, fromAt: shift.startsAt, toAt: shift.endsAt });
  const rivals = await rivalsOf(work, NO_PROPOSAL, [about]);
  if (rivals.length === 0) return;
  const views = await proposalViews(tx, ctx, inArray(swapProposals.id, [...rivals]));
  await endProposals(work, views, 'supersede', { decidedBy: ctx.actor.slackId, detail: { because: 'cover' } });
}

async function requireAllowed({ tx, ctx }: Work, leg: JudgedLeg, passBecause: string | undefined) {
  const judgement = await judge(tx, ctx, [leg], { isHolding: true, isCover: true });
  const { verdict } = judgement;
  if (verdict.verdict !== 'deny') return { verdict, passed: false };
  const mayPass = may(ctx.actor, 'swap.override', {
    teamId: leg.shift.teamId,
    isParty: partiesOf([leg]).includes(ctx.actor.slackId),
  });
  const canPass = mayPass && isOverridable(judgement);
  if (canPass && passBecause) return { verdict, passed: true };
  const names = await namesOf(tx, ctx, partiesOf([leg]));
  const instead = canPass
    ? { hint: 'Say why it may pass all the same, or choose somebody else.', field: 'passBecause' }
    : { hint: `Choose somebody else${mayPass ? '' : ', or ask a manager, who may pass some rules'}.`, field: 'to' };
  const about = { legs: [leg], names, reader: readerOf(ctx, [leg]) };
  throw refusedByRules(verdict, { ...about, ...instead });
}

interface Cover extends CoverNowInput {
  readonly isOverridden: boolean;
  readonly verdict: NonNullable<SwapProposal['verdict']>;
}

/** Why at once and, where a rule was passed, why it was. */
function reasonsOf({ because, passBecause, isOverridden }: Cover): string {
  return isOverridden ? `${because} (against a rule: ${passBecause})` : because;
}

async function executeCover(work: Work, leg: JudgedLeg, cover: Cover): Promise<SwapProposal> {
  const { tx, ctx, news } = work;
  const { isOverridden, verdict, submission } = cover;
  const me = ctx.actor.slackId;
  const because = reasonsOf(cover);
  const decided = { proposedBy: me, decidedBy: me, decidedBecause: because, isOverridden, verdict } as const;
  const begun = {
    ...decided,
    teamId: leg.shift.teamId,
    requestId: null,
    state: 'approved',
    place: 1,
    isCover: true,
    expiresAt: leg.toAt,
    submission,
  } as const;
  // They are told, not asked.
  const { proposal } = await writeProposal(work, begun, [leg], partiesOf([leg]));
  news.audits.push({
    action: 'swap.cover',
    subject: `swap:${proposal.id}`,
    detail: { shift: leg.shift.id, from: leg.from, to: leg.to, because, isOverridden },
  });
  return executeProposal(work, await proposalView(tx, ctx, proposal.id));
}
