import type { Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { requireMay } from '../../../../people/permissions.ts';
import { holdShifts } from '../hold.ts';
import type { PickUpInput } from '../inputs.ts';
import { makeProposal } from '../proposals/make-proposal.ts';
import { proposedBefore } from '../proposals/write-proposal.ts';
import { requestsFor } from '../same-shifts.ts';
import { insertRequest } from './post-request.ts';
import { plannedShift, requireAsked, requireMember } from '../require-swap.ts';
import { stretchOf } from './stretch-of.ts';
import { namesOf, requestView } from '../swap-view.ts';
import { shiftText } from '../../roster/shift-words.ts';
import type { ShiftRow } from '../../roster/tables.ts';
import { decide, type Decided } from '../swap-transaction.ts';
import type { Work } from '../work.ts';

/** Takes an open shift, or a place in the line for it. Of many at once one has it; the others are told who, or wait. */
export function pickUp(ctx: Ctx, input: PickUpInput): Promise<Decided> {
  return decide(ctx, async (work) => {
    await holdShifts(work, [input.shiftId]);
    const { shift, team } = await plannedShift(work.tx, ctx, input.shiftId);
    const taker = input.onBehalfOf ?? ctx.actor.slackId;
    const isOwn = taker === ctx.actor.slackId;
    requireMay(ctx, isOwn ? 'swap.answer' : 'swap.post-for', { teamId: team.id, teamName: team.name });
    await requireMember(work.tx, ctx, shift.teamId, [taker]);
    const before = await proposedBefore(work, input.submission);
    if (before) return before;
    if (shift.slackId !== null) throw await taken(work, shift);

    const stretch = stretchOf(shift, input.part);
    const leg = { shift, shiftId: shift.id, from: null, to: taker, ...stretch };
    const [known] = await requestsFor(work, [leg]);
    if (known) requireAsked(known, taker);
    const request =
      known ??
      (await insertRequest(work, {
        shift,
        owner: null,
        kind: 'pick-up',
        taker,
        ...(input.part && { part: input.part }),
        submission: `${input.submission}:request`,
      }));
    const agreed = isOwn ? [taker] : [];
    const others = known ? (await requestView(work.tx, ctx, known.id)).proposals : [];
    return makeProposal(work, { request, team, others, legs: [leg], for: taker, agreed, submission: input.submission });
  });
}

async function taken({ tx, ctx }: Work, shift: ShiftRow): Promise<UserError> {
  const { slackId } = shift;
  if (slackId === ctx.actor.slackId) return new UserError('It is yours already.');
  const names = await namesOf(tx, ctx, [slackId]);
  const name = (slackId !== null && names[slackId]) || 'A colleague';
  return new UserError(`${name} was faster: it is ${shiftText(shift, name)} now.`);
}
