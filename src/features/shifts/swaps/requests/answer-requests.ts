import { randomUUID } from 'node:crypto';
import type { ShiftRow } from '../../roster/tables.ts';
import { cutOffMoved } from '../cut-off.ts';
import { stretchNow } from '../following/drift.ts';
import { isLiveRequest } from '../lifecycle.ts';
import { moveRequests } from '../move-swap.ts';
import { bindingRival, NO_PROPOSAL, requestsFor, wholeShift } from '../same-shifts.ts';
import type { LegView } from '../swap-view.ts';
import { swapRequests, type SwapRequest } from '../tables.ts';
import type { Work } from '../work.ts';

interface Stretch {
  readonly fromAt: Date;
  readonly toAt: Date;
}

/**
 * What an execution means for the requests for its stretches: fulfilled, or, where only a part of what is wanted has gone, open
 * for the rest. `changed` are the shifts as they are now.
 */
export async function answerRequests(
  work: Work,
  legs: readonly LegView[],
  changed: readonly ShiftRow[],
): Promise<void> {
  for (const request of await requestsFor(work, legs.map(wholeShift))) {
    const leg = legs.find(({ shiftId }) => shiftId === request.shiftId);
    if (!leg) continue;
    const wanted = wantedOf(request, leg);
    if (!wanted) {
      work.news.looks.push({ what: 'request', id: request.id });
      continue;
    }
    const [rest, ...more] = without(wanted, leg);
    if (rest === undefined) await moveRequests(work, [request.id], 'fulfil', { set: wanted });
    else await keepForRest(work, request, placed(rest, leg, changed));
    for (const stretch of more) await postRest(work, request, placed(stretch, leg, changed));
  }
}

/** What is asked for, where its shift was just before: the roster may have moved since anybody looked at the request. */
function wantedOf(request: SwapRequest, { shift }: LegView): Stretch | undefined {
  const { fromAt, toAt } = request;
  if (request.shiftVersion === shift.version) return { fromAt, toAt };
  const now = stretchNow(shift, request);
  return now && { fromAt: now.fromAt, toAt: now.toAt };
}

/** What is left of a stretch when a part of it has gone. */
export function without(whole: Stretch, gone: Stretch): readonly Stretch[] {
  return [
    { fromAt: whole.fromAt, toAt: earliest(whole.toAt, gone.fromAt) },
    { fromAt: latest(whole.fromAt, gone.toAt), toAt: whole.toAt },
  ].filter(({ fromAt, toAt }) => fromAt < toAt);
}

interface Placed extends Stretch {
  readonly shift: ShiftRow;
}

/** The shift in which what is left lies now: the one that was cut, or what was cut off it. */
function placed(stretch: Stretch, { shiftId }: LegView, changed: readonly ShiftRow[]): Placed {
  const shift = changed.find(
    ({ id, cutFrom, startsAt, endsAt }) =>
      (id === shiftId || cutFrom === shiftId) && startsAt <= stretch.fromAt && endsAt >= stretch.toAt,
  );
  if (!shift) throw new Error('what is left of a shift lies in none');
  return { ...stretch, shift };
}

function aboutShift(request: SwapRequest, { shift, fromAt, toAt }: Placed) {
  const isPart = fromAt > shift.startsAt || toAt < shift.endsAt;
  const expiresAt = cutOffMoved(request, fromAt);
  return { shiftId: shift.id, shiftVersion: shift.version, fromAt, toAt, isPart, expiresAt };
}

async function keepForRest(work: Work, request: SwapRequest, rest: Placed): Promise<void> {
  const set = aboutShift(request, rest);
  const looksAgain = request.state === 'matched' && !(await isBound(work, request, rest));
  await moveRequests(work, [request.id], looksAgain ? 'reopen' : 'rebase', { set, detail: { because: 'part' } });
  work.news.looks.push({ what: 'request', id: request.id });
}

/** Whether another proposal, for what is left, is past everybody's consent. */
async function isBound(work: Work, { owner }: SwapRequest, { shift, fromAt, toAt }: Placed): Promise<boolean> {
  return (await bindingRival(work, NO_PROPOSAL, [{ shiftId: shift.id, from: owner, fromAt, toAt }])) !== undefined;
}

/** The middle went: what is left at the end is asked for on its own. */
async function postRest(work: Work, request: SwapRequest, rest: Placed): Promise<void> {
  const { tx, ctx, news } = work;
  if (!isLiveRequest(request.state)) return;
  const id = randomUUID();
  await tx.insert(swapRequests).values({
    ...request,
    ...aboutShift(request, rest),
    id,
    state: 'open',
    // The shift was cut off just now, so that no rest of it was posted before.
    submission: `${firstOf(request)}${REST}${rest.shift.id}`,
    createdAt: ctx.clock.now(),
    changedAt: ctx.clock.now(),
  });
  news.audits.push({
    action: 'swap-request.post',
    subject: `swap-request:${id}`,
    detail: { kind: request.kind, shift: rest.shift.id, owner: request.owner, restOf: request.id },
  });
  if (await isBound(work, request, rest)) await moveRequests(work, [id], 'match');
  news.posted.add(id);
  news.looks.push({ what: 'request', id });
}

const REST = ':rest:';

/** The request that was posted by somebody, of one that is what was left of it. */
export function firstOf({ id, submission }: Pick<SwapRequest, 'id' | 'submission'>): string {
  const [first] = submission.split(REST);
  return first !== undefined && first !== submission ? first : id;
}

function earliest(one: Date, other: Date): Date {
  return one < other ? one : other;
}

function latest(one: Date, other: Date): Date {
  return one > other ? one : other;
}
