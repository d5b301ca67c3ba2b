import { and, desc, eq, isNull } from 'drizzle-orm';
import { recordAudit } from '../../../../core/audit.ts';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { addDays, localDate, toInstant } from '../../../../core/local-time.ts';
import { isNoSuchDay, readDay } from '../../../../core/typed-day.ts';
import type { Tx } from '../../../../db/client.ts';
import type { Team } from '../../../../people/tables.ts';
import { touchHomes } from '../../../../slack/home.ts';
import { clip, oneLine } from '../../../../slack/mrkdwn.ts';
import { type Audience, audienceKeys } from '../../library/reading/audience.ts';
import { holdPolicy } from '../../library/hold-policy.ts';
import { isId, passagesOfRevision, revisionById } from '../../library/reading/read-policy.ts';
import { followPeople } from './follow-people.ts';
import { NOBODY, peopleToAsk } from './people-to-ask.ts';
import { revisionToRead } from './revision-to-read.ts';
import { queueLook } from '../sending/queue-look.ts';
import { type MustRead, mustReads } from '../tables.ts';

export interface AskToRead {
  readonly policyId: string;
  readonly audience: Audience;
  /** As typed: `Friday`, `27 Nov`. */
  readonly deadline: string;
  readonly anchor: string | null;
  readonly sinceRevisionId: string | null;
  readonly note: string | null;
  readonly submission: string;
}

export interface Begun {
  readonly mustRead: MustRead;
  readonly count: number;
}

const MOST_DAYS_AHEAD = 366;
export const LONGEST_NOTE = 500;
export const ASKED_ALREADY = 'People are asked to read this policy already. End that first, or wait until it is over.';

/**
 * Has people read what counts of a policy, by the end of a local day. They are asked by `lookAtMustRead`, each at
 * work. The same submission asks once.
 * @throws UserError while another must-read of the policy is open
 */
export function askToRead(ctx: Ctx, wanted: AskToRead): Promise<Begun> {
  return transaction(ctx, async (tx) => {
    const kept = await holdPolicy(tx, ctx, wanted.policyId, 'policy.must-read');
    const known = await bySubmission(tx, ctx, wanted.submission);
    if (known) return { mustRead: known, count: 0 };
    const revision = await revisionToRead(tx, ctx, kept.policy);
    await requireNoOther(tx, ctx, wanted.policyId);
    const { deadline, deadlineAt } = deadlineOf(ctx, kept.team, wanted.deadline);
    const count = (await peopleToAsk(tx, ctx, kept.policy, wanted.audience)).size;
    if (count === 0) throw new UserError(NOBODY, 'roles');
    const quoted = await chosenQuote(tx, ctx, { ...wanted, revisionId: revision.id });
    const [mustRead] = await tx
      .insert(mustReads)
      .values({
        workspaceId: ctx.workspaceId,
        policyId: kept.policy.id,
        revisionId: revision.id,
        audience: [...audienceKeys(wanted.audience)],
        ...quoted,
        note: wanted.note === null ? null : clip(wanted.note, LONGEST_NOTE),
        deadline,
        deadlineAt,
        askedBy: ctx.actor.slackId,
        askedAt: ctx.clock.now(),
        submission: wanted.submission,
      })
      .returning();
    if (!mustRead) throw new Error('a must-read was not written');
    await recordAudit(tx, ctx, {
      action: 'policy.must-read-asked',
      subject: `policy:${kept.policy.id}`,
      detail: { mustRead: mustRead.id, revision: revision.number, deadline, count, audience: mustRead.audience },
    });
    await queueLook(tx, ctx, mustRead.id, ctx.clock.now());
    const { concerned } = await followPeople(tx, ctx, { ...kept, revision, mustRead }, true);
    await touchHomes(tx, ctx, concerned);
    return { mustRead, count };
  });
}

/** Local to the team that keeps it. @throws UserError where it is no day, or one that is over */
export function deadlineOf(
  ctx: Ctx,
  { timeZone }: Pick<Team, 'timeZone'>,
  typed: string,
): Pick<MustRead, 'deadline' | 'deadlineAt'> {
  const today = localDate(ctx.clock.now(), timeZone);
  const deadline = typed.trim().toLowerCase() === 'yesterday' ? addDays(today, -1) : readDay(typed, today);
  if (deadline === undefined) throw new UserError(whyNoDay(typed), 'deadline');
  if (deadline < today) throw new UserError('That day is over. Choose today or a later one.', 'deadline');
  if (deadline > addDays(today, MOST_DAYS_AHEAD)) throw new UserError('Choose a day within a year.', 'deadline');
  return { deadline, deadlineAt: toInstant(addDays(deadline, 1), 0, timeZone) };
}

function whyNoDay(typed: string): string {
  const example = 'Write a day, like Friday, 27 Nov or 2026-11-27.';
  return isNoSuchDay(typed) ? `There is no ${oneLine(typed)}. ${example}` : example;
}

async function bySubmission(tx: Tx, ctx: Ctx, submission: string): Promise<MustRead | undefined> {
  const [known] = await tx
    .select()
    .from(mustReads)
    .where(and(eq(mustReads.workspaceId, ctx.workspaceId), eq(mustReads.submission, submission)));
  return known;
}

/** While the policy is held nobody else can begin one. */
async function requireNoOther(tx: Tx, ctx: Ctx, policyId: string): Promise<void> {
  if (await openOf(tx, ctx, policyId)) throw new UserError(ASKED_ALREADY);
}

/** The one that has not ended, if there is one; the id may be one that somebody made up. */
export async function openOf(tx: Tx, ctx: Ctx, policyId: string): Promise<MustRead | undefined> {
  if (!isId(policyId)) return undefined;
  const [open] = await tx
    .select()
    .from(mustReads)
    .where(and(eq(mustReads.workspaceId, ctx.workspaceId), eq(mustReads.policyId, policyId), isNull(mustReads.endedAt)))
    .orderBy(desc(mustReads.askedAt), desc(mustReads.id))
    .limit(1);
  return open;
}

/** What was chosen, if it is of this policy: anybody can forge the form. */
async function chosenQuote(
  tx: Tx,
  ctx: Ctx,
  { policyId, revisionId, anchor, sinceRevisionId }: AskToRead & { readonly revisionId: string },
): Promise<Pick<MustRead, 'anchor' | 'sinceRevisionId'>> {
  if (sinceRevisionId !== null) {
    const before = await revisionById(tx, ctx, sinceRevisionId);
    if (before?.policy.id !== policyId) throw new UserError('That revision is of another policy.', 'quote');
    return { anchor: null, sinceRevisionId };
  }
  if (anchor === null) return { anchor: null, sinceRevisionId: null };
  const passages = await passagesOfRevision(tx, ctx, revisionId);
  if (!passages.some((passage) => passage.anchor === anchor)) {
    throw new UserError('That passage is not there any more. Choose another one.', 'quote');
  }
  return { anchor, sinceRevisionId: null };
}
