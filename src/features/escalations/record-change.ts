import { recordAudit } from '../../core/audit.ts';
import { eventTime, type Ctx } from '../../core/context.ts';
import type { Tx } from '../../db/client.ts';
import { enqueue, type Message, type NewPost, type Outgoing } from '../../outbox/enqueue.ts';
import { touchHomes } from '../../slack/home.ts';
import { asAskedSees } from './approvals/as-seen.ts';
import { redrawnApproval } from './approvals/messages/card.ts';
import { endOwnerQuestion } from './chain/owner-question.ts';
import { redrawnCalls } from './chain/whom-to-call.ts';
import { caseCardKey, casePromptKey, caseStatusKey, caseView, type CaseView } from './case-view.ts';
import { followChange } from './follow-change.ts';
import { caseCard } from './messages/card.ts';
import { caseStatus } from './messages/status.ts';
import { relief } from './messages/to-deciders.ts';
import { prompt } from './messages/to-raiser.ts';
import { privateNotice } from './private/messages.ts';
import { partiesOf } from './private/parties.ts';
import { privatelyRedrawn } from './private/redraw.ts';
import { caseEntries, type Case, type CaseEntry, type CaseEntryKind } from './tables.ts';

export interface Change {
  readonly kind: CaseEntryKind;
  /** What the person wrote. */
  readonly text?: string | undefined;
  readonly detail?: Record<string, unknown>;
  readonly requestId?: string | undefined;
  /** The thread reply it came from. */
  readonly slackChannel?: string;
  readonly slackTs?: string;
}

/** New messages that a change calls for, besides the edits of card and status message. */
export type Telling = (view: CaseView, entry: CaseEntry) => readonly Outgoing[];

/**
 * Completes the transaction of a change: its entry in the log, its audit row, the messages that show and tell it, and
 * the Homes it appears on. `formerOwner` is somebody whose Home has to lose the case.
 */
export async function recordChange(
  tx: Tx,
  ctx: Ctx,
  changed: Case,
  change: Change,
  tell: Telling = () => [],
  formerOwner: string | null = null,
): Promise<void> {
  const entry = await addEntry(tx, ctx, changed, change);
  await followChange(tx, ctx, changed, entry);
  const view = await asAskedSees(tx, ctx, await caseView(tx, ctx, changed.id));
  const told = tell(view, entry);
  const ended = [...endedPrompts(view, entry), ...(await endOwnerQuestion(tx, ctx, view, entry))];
  const shown = [...redrawn(view), ...redrawnCalls(view, entry), ...redrawnApproval(view, entry), ...ended];
  await enqueue(tx, ctx, [...withoutPosted(shown, told), ...told]);
  await touchHomes(tx, ctx, homesShowing(view, formerOwner));
}

/** What is posted anew needs no edit. */
function withoutPosted(edits: readonly Outgoing[], posts: readonly Outgoing[]): readonly Outgoing[] {
  const posted = new Set(posts.map((post) => (post.kind === 'post' ? post.messageKey : undefined)));
  return edits.filter((edit) => edit.kind !== 'edit' || !posted.has(edit.messageKey));
}

/** The entry in the log and its audit row, which of a private case says no more than that there is one. */
export async function addEntry(
  tx: Tx,
  ctx: Ctx,
  { id: caseId, isPrivate }: Pick<Case, 'id' | 'isPrivate'>,
  change: Change,
): Promise<CaseEntry> {
  const [entry] = await tx
    .insert(caseEntries)
    .values({ workspaceId: ctx.workspaceId, caseId, by: ctx.actor.slackId, at: eventTime(ctx), ...change })
    .returning();
  if (!entry) throw new Error('insert into case_entries returned no row');
  await recordAudit(tx, ctx, {
    action: `case.${change.kind}`,
    subject: `case:${caseId}`,
    detail: { entry: entry.id, ...(isPrivate ? {} : change.detail) },
  });
  return entry;
}

/** The card and the raiser's status message, shown anew. */
export function redrawn(view: CaseView): readonly Outgoing[] {
  if (view.case.isPrivate) return privatelyRedrawn(view);
  return [redrawnCard(view), { kind: 'edit', messageKey: caseStatusKey(view.case.id), message: caseStatus(view) }];
}

/** For what the raiser does not see: when somebody else is asked. */
export function redrawnCard(view: CaseView): Outgoing {
  return { kind: 'edit', messageKey: caseCardKey(view.case), message: caseCard(view) };
}

/** What asked the raiser to act until this change, shown without its button and with what became of it. */
function endedPrompts(view: CaseView, change: CaseEntry): readonly Outgoing[] {
  return view.prompts
    .filter(({ ended }) => ended?.id === change.id)
    .map(({ entry }) => ({ kind: 'edit', messageKey: casePromptKey(entry), message: prompt(view, entry, change) }));
}

/** A question or a decision, in the thread of the raiser's status message; shown anew when it is history. */
export function promptRaiser(view: CaseView, entry: CaseEntry): Outgoing {
  return { ...tellRaiser(view, entry, prompt(view, entry)), messageKey: casePromptKey(entry) };
}

/** Everybody on whose Home this case is, or was until now; sorted, so that two changes lock in the same order. */
export function homesShowing(view: CaseView, formerOwner: string | null = null): readonly string[] {
  const { raisedBy, owner } = view.case;
  const involved = [raisedBy, owner, formerOwner].filter((slackId) => slackId !== null);
  if (view.case.isPrivate) return [...new Set([...involved, ...partiesOf(view)])].toSorted();
  return [...new Set([...involved, ...view.deciders.map((decider) => decider.slackId)])].toSorted();
}

/** Tells a former or present owner, unless they did it themselves, that somebody else saw to their case. */
export function tellRelieved(view: CaseView, entry: CaseEntry, owner: string | null): readonly Outgoing[] {
  if (owner === null || owner === entry.by) return [];
  return [tellDeciders(view, entry, relief(view, entry, owner), 'relieved')];
}

/** A new message in the thread of the raiser's status message. */
export function tellRaiser(view: CaseView, entry: CaseEntry, message: Message): NewPost {
  return {
    kind: 'post',
    to: view.case.raisedBy,
    inThreadOf: caseStatusKey(view.case.id),
    message,
    dedupeKey: `case:${view.case.id}:entry:${entry.id}:raiser`,
  };
}

/** A new message in the thread of the card, which of a private case is its mediator's and says nothing; `whom` tells two about the same entry apart. */
export function tellDeciders(view: CaseView, entry: CaseEntry, message: Message, whom = 'deciders'): Outgoing {
  const { isPrivate, owner } = view.case;
  return {
    kind: 'post',
    to: isPrivate ? (owner ?? view.case.raisedBy) : view.team.escalationsChannel,
    inThreadOf: caseCardKey(view.case),
    message: isPrivate ? privateNotice(view, entry) : message,
    dedupeKey: `case:${view.case.id}:entry:${entry.id}:${whom}`,
  };
}
