import { and, asc, eq, inArray } from 'drizzle-orm';
import { recordAudit } from '../../../../core/audit.ts';
import type { Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { dayAndTime } from '../../../../core/local-time.ts';
import type { Tx } from '../../../../db/client.ts';
import type { Outgoing } from '../../../../outbox/enqueue.ts';
import { postedMessages } from '../../../../outbox/tables.ts';
import { membersOf } from '../../../../people/queries.ts';
import { nameOf } from '../../../../people/name-of.ts';
import { touchHomes } from '../../../../slack/home.ts';
import { clip, inline, oneLine } from '../../../../slack/mrkdwn.ts';
import { answerPost } from './answer-message.ts';
import { gapName, nudgeKey, ownerKey } from '../ids.ts';
import { overMessage } from '../asking/owner-message.ts';
import type { Policy } from '../../library/tables.ts';
import { policyFor } from '../policy-for.ts';
import { askersOf, isGap, type TeamGap } from '../read-gap.ts';
import { type PolicyGap, policyGaps } from '../tables.ts';
import { lastWords } from '../words.ts';

/** How a gap ends. */
export type Ending =
  | Pick<PolicyGap, 'state' | 'answer' | 'policyId' | 'passageId' | 'awaitsPolicy'>
  | Pick<PolicyGap, 'state' | 'settledBecause'>;

export interface Settled extends TeamGap {
  /** To be queued by the caller, with whatever else it queues. */
  readonly messages: readonly Outgoing[];
}

/** Ends a gap that is held and open: everybody who asked is told, and its owner's message loses its buttons. */
export async function settle(tx: Tx, ctx: Ctx, { gap: before, team }: TeamGap, ending: Ending): Promise<Settled> {
  const [gap] = await tx
    .update(policyGaps)
    .set({ ...ending, settledBy: ctx.actor.slackId, settledAt: ctx.clock.now(), version: before.version + 1 })
    .where(isGap(ctx, before.id))
    .returning();
  if (!gap) throw new Error('a gap that is held is gone');
  await recordAudit(tx, ctx, {
    action: `policy-gap.${gap.state}`,
    subject: `policy-gap:${gap.id}`,
    detail: { number: gap.number, owner: gap.owner, policyId: gap.policyId, because: gap.settledBecause },
  });
  const askers = await askersOf(tx, ctx, gap.id);
  const told: Outgoing[] = [];
  for (const { slackId, kind } of askers) {
    if (kind === 'full' && slackId !== ctx.actor.slackId) told.push(await answerPost(tx, ctx, gap, slackId));
  }
  await touchHomes(tx, ctx, [gap.owner]);
  return { gap, team, messages: [...told, ...(await overEdits(tx, ctx, { gap, team }))] };
}

/** What asked its owner, and what reminded people of it, loses its buttons. */
async function overEdits(tx: Tx, ctx: Ctx, about: TeamGap): Promise<readonly Outgoing[]> {
  const { gap, team } = about;
  // Before it was handed on others may have been reminded.
  const mayHaveReminded = gap.reminded > 0 || gap.ownerSince > gap.askedAt;
  const deciders = mayHaveReminded ? await membersOf(tx, ctx, team.id, ['lead', 'manager', 'director']) : [];
  const readers = [gap.owner, ...deciders.map(({ slackId }) => slackId)];
  const readerOf = new Map(readers.map((slackId) => [nudgeKey(gap.id, slackId), slackId]));
  readerOf.set(ownerKey(gap.id, gap.owner), gap.owner);
  const edits: Outgoing[] = [];
  for (const messageKey of await namedOf(tx, ctx, [...readerOf.keys()])) {
    const reader = readerOf.get(messageKey) ?? '';
    const policy = await policyFor(tx, ctx, reader, gap.policyId);
    const isTheirs = reader === gap.settledBy;
    const end = endText(gap, isTheirs ? 'you' : inline(await nameOf(tx, ctx, gap.settledBy)), policy);
    edits.push({ kind: 'edit', messageKey, message: overMessage(about, end, policy) });
  }
  return edits;
}

/** Those of these messages that there are. */
async function namedOf(tx: Tx, ctx: Ctx, keys: readonly string[]): Promise<readonly string[]> {
  const { messageKey, workspaceId } = postedMessages;
  const found = await tx
    .select({ messageKey })
    .from(postedMessages)
    .where(and(eq(workspaceId, ctx.workspaceId), inArray(messageKey, [...keys])))
    .orderBy(asc(messageKey));
  return found.map((row) => row.messageKey);
}

/** For messages that stay: who ended it, and how; without words it is in a policy, which not everybody may see. */
function endText(gap: PolicyGap, who: string, policy: Pick<Policy, 'title'> | undefined): string {
  const words = lastWords(gap);
  const what = gap.state === 'closed' ? 'no answer needed, said' : 'answered by';
  if (words !== '') return `${what} ${who}: ${inline(clip(words, 500))}`;
  return policy ? `${what} ${who}: it is in *${inline(clip(policy.title, 200))}*.` : `${what} ${who}.`;
}

/** The same words of the same person once more are the same click delivered twice. */
export function isRepeated(ctx: Ctx, gap: PolicyGap, words: string): boolean {
  return gap.settledBy === ctx.actor.slackId && lastWords(gap) === words;
}

/** @throws UserError that says who was first, and with what */
export async function requireOpen(tx: Tx, ctx: Ctx, { gap, team }: TeamGap): Promise<void> {
  if (gap.state === 'open') return;
  const who = gap.settledBy === ctx.actor.slackId ? 'You have' : `${await nameOf(tx, ctx, gap.settledBy)} has`;
  const when = gap.settledAt ? `, ${dayAndTime(gap.settledAt, team.timeZone)}` : '';
  const words = oneLine(lastWords(gap));
  const said = words === '' ? '' : ` with “${clip(words, 300)}”`;
  const what = gap.state === 'closed' ? 'closed' : 'answered';
  throw new UserError(`${who} ${what} ${gapName(gap)} already${said}${when}. Whoever asked was told.`);
}
