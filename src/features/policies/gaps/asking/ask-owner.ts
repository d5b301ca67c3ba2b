import { and, eq, sql } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { addJob } from '../../../../jobs/add-job.ts';
import { enqueue } from '../../../../outbox/enqueue.ts';
import { teamCalendar } from '../../../../people/calendar/team-calendar.ts';
import { requireMay } from '../../../../people/permissions.ts';
import { teamById } from '../../../../people/queries.ts';
import type { Team } from '../../../../people/tables.ts';
import { nameOf } from '../../../../people/name-of.ts';
import { touchHomes } from '../../../../slack/home.ts';
import { isId } from '../../library/reading/read-policy.ts';
import { policyLookUps, type PolicyLookUp } from '../../look-up/tables.ts';
import { answerPost } from '../answering/answer-message.ts';
import { chooseOwner } from './choose-owner.ts';
import { dueOf, reminders } from '../waiting/due-rules.ts';
import { lookAtGap } from '../job-kinds.ts';
import { ownerEdit, ownerPost } from './owner-message.ts';
import { nearestPolicy } from './nearest-policy.ts';
import { questionText } from './question.ts';
import type { PolicyGap } from '../tables.ts';
import { heldAnswered, openGap } from './gap-of-question.ts';
import { joinGap, writeGap } from './write-gap.ts';

export interface AskOwner {
  /** A look-up of the actor's own that found nothing, or not this. */
  readonly lookUpId: string;
  /** In the actor's words; as it was looked up where left out. */
  readonly question?: string;
  /** A question that was answered lately is asked once more. */
  readonly again?: boolean;
}

/** What came of asking. `again`: the actor waits for it already; `answered`: somebody had answered the same lately, and the actor has been sent that. */
export interface Asked {
  readonly gap: PolicyGap;
  readonly team: Team;
  readonly ownerName: string;
  readonly how: 'asked' | 'joined' | 'again' | 'answered';
}

/**
 * Asks whoever should know, once for each question of a team: whoever asks it while it is open joins, and is told the same
 * answer. Asked twice by the same person it is asked once.
 */
export function askOwner(ctx: Ctx, wanted: AskOwner): Promise<Asked> {
  return transaction(ctx, async (tx) => {
    const lookUp = await ownLookUp(tx, ctx, wanted.lookUpId);
    const team = await teamOf(tx, ctx, lookUp);
    requireMay(ctx, 'policy.ask', { teamId: team.id, teamName: team.name });
    return askIn(tx, ctx, team, { question: questionText(wanted.question ?? lookUp.query), again: wanted.again });
  });
}

interface Question {
  readonly question: string;
  readonly again?: boolean | undefined;
}

/** The same for a team that the caller has found. */
export async function askIn(tx: Tx, ctx: Ctx, team: Team, { question, again }: Question): Promise<Asked> {
  await oneAfterTheOther(tx, ctx);
  const open = await openGap(tx, ctx, team, question);
  if (open) {
    const isNew = await joinGap(tx, ctx, open, question);
    if (isNew) await enqueue(tx, ctx, [await ownerEdit(tx, ctx, { gap: open, team })]);
    return { gap: open, team, ownerName: await nameOf(tx, ctx, open.owner), how: isNew ? 'joined' : 'again' };
  }
  const before = again ? undefined : await heldAnswered(tx, ctx, team, question);
  if (before) {
    await joinGap(tx, ctx, before, question);
    await enqueue(tx, ctx, [await answerPost(tx, ctx, before, ctx.actor.slackId)]);
    return { gap: before, team, ownerName: await nameOf(tx, ctx, before.settledBy ?? before.owner), how: 'answered' };
  }
  return begin(tx, ctx, team, question);
}

async function begin(tx: Tx, ctx: Ctx, team: Team, question: string): Promise<Asked> {
  const nearest = await nearestPolicy(tx, ctx, question);
  const owner = await chooseOwner(tx, ctx, { teamId: team.id, nearest, notThese: [ctx.actor.slackId] });
  if (!owner) throw new UserError(`Nobody can be asked: ${team.name} has no manager and no lead yet.`);
  const { calendar } = await teamCalendar(tx, ctx, team.id);
  const now = ctx.clock.now();
  const dueAt = dueOf(calendar, now);
  const nearestPolicyId = nearest?.id ?? null;
  const gap = await writeGap(tx, ctx, { teamId: team.id, question, owner: owner.slackId, dueAt, nearestPolicyId });
  await enqueue(tx, ctx, [await ownerPost(tx, ctx, { gap, team })]);
  const [first] = reminders(calendar, { since: now, due: dueAt });
  await addJob(tx, ctx, lookAtGap, { gapId: gap.id }, { runAt: first?.at ?? dueAt, dedupeKey: gap.id });
  await touchHomes(tx, ctx, [gap.owner]);
  return { gap, team, ownerName: owner.name, how: 'asked' };
}

/** Numbers have no holes, and a question has one gap: in a workspace one asks after the other. */
async function oneAfterTheOther(tx: Tx, ctx: Ctx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`policy-gaps:${ctx.workspaceId}`}, 0))`);
}

async function ownLookUp(tx: Tx, ctx: Ctx, lookUpId: string): Promise<PolicyLookUp> {
  const isOwn = and(
    eq(policyLookUps.workspaceId, ctx.workspaceId),
    eq(policyLookUps.id, lookUpId),
    eq(policyLookUps.slackId, ctx.actor.slackId),
  );
  const [found] = isId(lookUpId) ? await tx.select().from(policyLookUps).where(isOwn) : [];
  if (!found) throw new UserError('Look it up yourself first, with `/policy` and what the customer says.');
  return found;
}

/** The team they looked it up for, as long as they are on it. */
async function teamOf(tx: Tx, ctx: Ctx, lookUp: PolicyLookUp): Promise<Team> {
  const own = ctx.actor.memberships.map(({ teamId }) => teamId);
  const teamId = own.find((each) => each === lookUp.teamId) ?? own[0] ?? lookUp.teamId;
  const team = teamId ? await teamById(tx, ctx, teamId) : undefined;
  if (!team) throw new UserError("You're not on a team yet. Ask a manager to add you.");
  return team;
}
