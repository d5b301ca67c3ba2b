import { and, eq, inArray } from 'drizzle-orm';
import type { z } from 'zod';
import type { Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { requireMay } from '../../../../people/permissions.ts';
import { shifts, type ShiftRow } from '../../roster/tables.ts';
import type { Policy, RuleId } from '../../rules/policy.ts';
import { ruleInfos } from '../../rules/rule-parameters.ts';
import type { Verdict } from '../../rules/verdict.ts';
import { countPartners } from './count-partners.ts';
import { cutOff, nextOfRequest } from '../cut-off.ts';
import { requireFewOpen } from './few-open.ts';
import { holdShifts } from '../hold.ts';
import { PostRequestInput } from '../inputs.ts';
import { judge, type JudgedLeg } from '../verdicts/judge.ts';
import { bindingRival, NO_PROPOSAL, requestsFor, requestsOf } from '../same-shifts.ts';
import { readerOf } from '../verdicts/reader.ts';
import { refusedByRules } from '../verdicts/refusal.ts';
import { plannedShift, requireMember } from '../require-swap.ts';
import { stretchOf } from './stretch-of.ts';
import { namesOf } from '../swap-view.ts';
import { type Partners, swapRequests, type SwapRequest, type Wants } from '../tables.ts';
import { decide, type AndTold } from '../swap-transaction.ts';
import type { Work } from '../work.ts';

/** What a request has to pass before anybody has answered it; the others are about who answers, and with what. */
function isOfRequests(rule: RuleId): boolean {
  return rule !== 'R22' && ruleInfos[rule].concerns !== 'roster';
}

/**
 * Asks for somebody who takes a shift, trades for it, or picks up an open one. Its owner is responsible for it until a swap is
 * executed. Of one submission that comes again nothing is asked twice.
 */
export function postRequest(ctx: Ctx, given: PostRequestInput): Promise<AndTold<SwapRequest>> {
  const input = PostRequestInput.parse(given);
  return decide(ctx, async (work) => {
    await holdShifts(work, [input.shiftId]);
    const { shift, team } = await plannedShift(work.tx, ctx, input.shiftId);
    const owner = input.kind === 'pick-up' ? null : (input.onBehalfOf ?? ctx.actor.slackId);
    const isOwn = owner === ctx.actor.slackId;
    requireMay(ctx, isOwn ? 'swap.post' : 'swap.post-for', { teamId: team.id, teamName: team.name });
    const before = await postedBy(work, input.submission);
    if (before) return before;
    requireOwner(shift, owner);
    if (input.askedOnly) await requireAskable(work, shift.teamId, input.askedOnly, owner);

    const wants = input.kind === 'trade' ? wantsOf(input.wants) : null;
    if (wants?.shiftIds) await requireSeen(work, shift.teamId, wants.shiftIds);
    const partners = await countPartners(work, { ...input, shift, wants });
    return insertRequest(work, { ...input, shift, owner, wants: wants ?? {}, partners });
  });
}

/** Without what was left out. */
function wantsOf({ dates, types, shiftIds }: z.output<typeof PostRequestInput>['wants']): Wants {
  return { ...(dates && { dates }), ...(types && { types }), ...(shiftIds && { shiftIds }) };
}

/** A card shows what is wanted to the whole team: shifts of its own that it sees already. */
async function requireSeen({ tx, ctx }: Work, teamId: string, shiftIds: readonly string[]): Promise<void> {
  const seen = await tx
    .select({ id: shifts.id })
    .from(shifts)
    .where(
      and(
        eq(shifts.workspaceId, ctx.workspaceId),
        eq(shifts.teamId, teamId),
        inArray(shifts.id, [...shiftIds]),
        eq(shifts.state, 'planned'),
        eq(shifts.isPublished, true),
      ),
    );
  if (seen.length < new Set(shiftIds).size)
    throw new UserError('Choose shifts that are on the roster of this team.', 'takes');
}

function requireOwner(shift: ShiftRow, owner: string | null): void {
  if (shift.slackId === owner) return;
  if (owner === null) throw new UserError('Somebody has this shift: only an open one can be picked up.');
  throw new UserError('This shift has changed hands meanwhile. Look at the roster again.');
}

async function requireAskable(
  { tx, ctx }: Work,
  teamId: string,
  asked: readonly string[],
  owner: string | null,
): Promise<void> {
  if (owner !== null && asked.includes(owner))
    throw new UserError('Choose others than whose shift it is.', 'askedOnly');
  await requireMember(tx, ctx, teamId, asked, 'askedOnly');
}

type Wanted = Pick<PostRequestInput, 'kind' | 'part' | 'askedOnly' | 'reason' | 'submission'> & {
  readonly shift: ShiftRow;
  readonly owner: string | null;
  readonly wants?: Wants;
  readonly partners?: Partners;
  /** Of an open shift, who would take it: whoever asks, unless they ask for somebody else. */
  readonly taker?: string;
};

/** Writes a request for a shift that is held, if no other one is live for the same stretch and the rules let it be asked. */
export async function insertRequest(work: Work, wanted: Wanted): Promise<SwapRequest> {
  const { tx, ctx, news } = work;
  const { shift, owner, kind, askedOnly, reason, submission, wants = {} } = wanted;
  const leg = { shift, shiftId: shift.id, from: owner, to: null, ...stretchOf(shift, wanted.part) };
  const judged = owner === null ? { ...leg, to: wanted.taker ?? ctx.actor.slackId } : leg;
  // Everybody in it is held, so that nobody has more requests than they may by asking twice at once.
  const { verdict, policies } = await judge(tx, ctx, [judged], { isHolding: true });
  await requireNew(work, leg, policies);
  await requireAllowed(work, judged, verdict);

  const now = ctx.clock.now();
  const [request] = await tx
    .insert(swapRequests)
    .values({
      workspaceId: ctx.workspaceId,
      teamId: shift.teamId,
      kind,
      state: 'open',
      owner,
      postedBy: ctx.actor.slackId,
      shiftId: shift.id,
      shiftVersion: shift.version,
      fromAt: leg.fromAt,
      toAt: leg.toAt,
      isPart: leg.isPart,
      wants,
      partners: wanted.partners ?? null,
      askedOnly: askedOnly ? [...new Set(askedOnly)].toSorted() : null,
      reason: reason ?? null,
      expiresAt: cutOff([leg.fromAt], policies),
      submission,
      createdAt: now,
      changedAt: now,
    })
    .returning();
  if (!request) throw new Error('insert into swap_requests returned no row');
  const { id, expiresAt } = request;
  work.news.audits.push({
    action: 'swap-request.post',
    subject: `swap-request:${id}`,
    detail: { kind, shift: shift.id, owner },
  });
  news.posted.add(id);
  if (owner !== null) news.homes.add(owner);
  news.looks.push({ what: 'request', id, at: nextOfRequest(expiresAt, now) });
  return request;
}

/** It was promised in return for another shift, and those who promised may still take that back. */
const ABOUT_TO_GO = 'A swap that waits for a manager is about to give this shift away. Take that back in /swap first.';

type AskedLeg = JudgedLeg & { readonly shiftId: string };

/** Nobody asks for the same stretch already, it is not about to go for something else, and its owner asks not for too much. */
async function requireNew(work: Work, leg: AskedLeg, policies: readonly Policy[]): Promise<void> {
  const { from: owner, shift } = leg;
  const open = owner === null ? await requestsFor(work, [leg]) : await requestsOf(work, owner);
  if (open.some((each) => isSameStretch(each, leg))) throw new UserError('That is asked for already: see its card.');
  if ((await bindingRival(work, NO_PROPOSAL, [leg])) !== undefined) throw new UserError(ABOUT_TO_GO);
  if (owner !== null) await requireFewOpen(work, { owner, teamId: shift.teamId, open: open.length, policies });
}

function isSameStretch(one: Pick<SwapRequest, 'shiftId' | 'fromAt' | 'toAt'>, other: typeof one): boolean {
  return one.shiftId === other.shiftId && one.fromAt < other.toAt && one.toAt > other.fromAt;
}

async function requireAllowed({ tx, ctx }: Work, leg: JudgedLeg, verdict: Verdict): Promise<void> {
  const findings = verdict.findings.filter(({ rule, severity }) => severity === 'deny' && isOfRequests(rule));
  if (findings.length === 0) return;
  const names = await namesOf(tx, ctx, [leg.from, leg.to]);
  throw refusedByRules({ ...verdict, findings }, { legs: [leg], names, reader: readerOf(ctx, [leg]) });
}

async function postedBy({ tx, ctx }: Work, submission: string): Promise<SwapRequest | undefined> {
  const [posted] = await tx
    .select()
    .from(swapRequests)
    .where(and(eq(swapRequests.workspaceId, ctx.workspaceId), eq(swapRequests.submission, submission)));
  return posted;
}
