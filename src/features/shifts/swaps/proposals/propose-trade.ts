import { eventTime, type Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { requireMay } from '../../../../people/permissions.ts';
import { ChangedMeanwhile, holdShiftAskedFor } from '../hold.ts';
import type { JudgedLeg } from '../verdicts/judge.ts';
import type { ProposeTradeInput } from '../inputs.ts';
import { isLiveRequest } from '../lifecycle.ts';
import { makeProposal } from './make-proposal.ts';
import { plannedShift, requireAsked, requireMember, strangerTo } from '../require-swap.ts';
import { findRequestView, type RequestView } from '../swap-view.ts';
import { tooLate } from '../too-late.ts';
import { decide, type Decided } from '../swap-transaction.ts';
import type { Work } from '../work.ts';

/**
 * Answers a request: takes its shift, or offers one in return. Whoever gives a shift away to the team has agreed by asking;
 * everybody else in it is asked, and where nobody has to be, it goes on at once. Of many who take the same one is first; the
 * others are told who, or wait in line.
 */
export function proposeTrade(ctx: Ctx, input: ProposeTradeInput): Promise<Decided> {
  return decide(ctx, async (work) => {
    const view = await holdForAnswer(work, input);
    const { request, team } = view;
    const taker = input.onBehalfOf ?? ctx.actor.slackId;
    const isOwn = taker === ctx.actor.slackId;
    requireMay(ctx, isOwn ? 'swap.answer' : 'swap.post-for', { teamId: request.teamId, teamName: team.name });
    await requireAnswerer(work, view, taker);
    const before = view.proposals.find(({ proposal }) => proposal.submission === input.submission);
    if (before) return before.proposal;
    if (!isLiveRequest(request.state) || request.expiresAt <= eventTime(ctx)) throw ownOrTooLate(view, taker);

    const legs = [legOf(view, input, taker), ...(await legInReturn(work, view, input, taker))];
    const agreed = [...(isOwn ? [taker] : []), ...ownerAgreed(view, legs)];
    return makeProposal(work, {
      request,
      team,
      others: view.proposals,
      legs,
      for: taker,
      agreed,
      submission: input.submission,
    });
  });
}

async function holdForAnswer(work: Work, { requestId, gives }: ProposeTradeInput): Promise<RequestView> {
  const { tx, ctx } = work;
  const held = await holdShiftAskedFor(work, requestId, gives ? [gives] : []);
  const view = await findRequestView(tx, ctx, requestId);
  if (!view) throw new UserError('There is no such request any more.');
  if (!held.has(view.request.shiftId)) throw new ChangedMeanwhile();
  return view;
}

async function requireAnswerer({ tx, ctx }: Work, { request }: RequestView, taker: string): Promise<void> {
  if (request.owner === taker) throw new UserError('It is your own: to keep it, take it back in `/swap`.');
  requireAsked(request, taker);
  await requireMember(tx, ctx, request.teamId, [taker]);
}

/** Whoever already has it by this request is not late. */
function ownOrTooLate(view: RequestView, taker: string): UserError {
  const { request, shift } = view;
  if (request.state === 'fulfilled' && shift.slackId === taker) return new UserError('It is yours already.');
  return tooLate(view);
}

/** What is asked for, or the part of it that somebody takes. */
function legOf({ request, shift }: RequestView, { part }: ProposeTradeInput, taker: string): JudgedLeg {
  const { fromAt, toAt, isPart, owner } = request;
  if (!part) return { shift, from: owner, to: taker, fromAt, toAt, isPart };
  if (part.from < fromAt || part.to > toAt) throw new UserError('Choose a part of what is asked for.', 'from');
  const isSome = part.from > shift.startsAt || part.to < shift.endsAt;
  return { shift, from: owner, to: taker, fromAt: part.from, toAt: part.to, isPart: isSome };
}

/** What the owner gets for it; what is given for an open shift is open then. */
async function legInReturn(
  { tx, ctx }: Work,
  { request }: RequestView,
  { gives }: ProposeTradeInput,
  taker: string,
): Promise<readonly JudgedLeg[]> {
  if (!gives) return [];
  const { shift } = await plannedShift(tx, ctx, gives);
  if (shift.slackId !== taker) throw new UserError('Offer a shift of your own: this one is not.', 'gives');
  const { owner } = request;
  if (owner !== null && (await strangerTo(tx, ctx, [{ to: owner, shift }])) !== undefined)
    throw new UserError('Offer a shift of a team that they are on as well.', 'gives');
  if (shift.id === request.shiftId) throw new UserError('Offer another shift than the one that is asked for.', 'gives');
  return [{ shift, from: taker, to: owner, fromAt: shift.startsAt, toAt: shift.endsAt, isPart: false }];
}

/** An owner who gives all of it away to whoever takes it has said yes by asking, unless somebody else asked for them. */
function ownerAgreed({ request }: RequestView, legs: readonly JudgedLeg[]): readonly string[] {
  const { kind, owner, postedBy, fromAt, toAt } = request;
  if (owner === null || kind !== 'give' || postedBy !== owner || legs.length > 1) return [];
  const isAll = legs.every((leg) => leg.fromAt.getTime() === fromAt.getTime() && leg.toAt.getTime() === toAt.getTime());
  return isAll ? [owner] : [];
}
