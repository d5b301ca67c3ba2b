import { inArray } from 'drizzle-orm';
import { enqueue, type NewPost, type Outgoing } from '../../../../outbox/enqueue.ts';
import { touchHomes } from '../../../../slack/home.ts';
import { queueEnded, queueLooks } from '../job-kinds.ts';
import { approvalMessage } from '../messages/approval.ts';
import { disputeMessage, undoQuestion } from '../messages/ledger.ts';
import { requestCard } from '../messages/request-card.ts';
import {
  allDeclinedMessage,
  askedForMessage,
  closingNote,
  consentReminder,
  expiredMessage,
  ownerReminder,
  settledOnce,
  resultMessage,
  uncoveredMessage,
} from '../messages/results.ts';
import { askedMessage, consentMessage } from '../messages/to-parties.ts';
import type { Ended, News, Telling } from './news.ts';
import {
  approvalKey,
  consentKey,
  partiesOf,
  proposalViews,
  requestCardKey,
  requestViews,
  type ProposalView,
  type RequestView,
} from '../swap-view.ts';
import { swapProposals } from '../tables.ts';
import type { Work } from '../work.ts';

/**
 * Completes a transaction over swaps: timers, messages, Homes, in this order for everybody. One card for each request, edited in
 * place; one direct message for each person asked, one for each approval, one for how it ended.
 */
export async function tellSwaps({ tx, ctx, news }: Work): Promise<Told> {
  await queueLooks(tx, ctx, news.looks);
  await queueEnded(tx, ctx, news.endedLater);
  const { requests, proposals } = await viewsOf({ tx, ctx, news });
  await enqueue(tx, ctx, [
    ...requests.flatMap((view) => aboutRequest(view, news)),
    ...proposals.flatMap((view) => aboutProposal(view, news)),
  ]);
  // Whoever was asked sees on their Home that it waits for them, and then that it does not any more.
  const asked = [...proposals.map(({ proposal }) => proposal.askedApprovers), ...requests.map(askedIn)].flat();
  const people = [...news.homes, ...asked, ...proposals.flatMap(({ legs }) => partiesOf(legs))];
  await touchHomes(tx, ctx, [...new Set(people)].toSorted());
  return { requests, proposals };
}

function askedIn({ request }: RequestView): readonly string[] {
  return request.askedOnly ?? [];
}

/** What was told about, as it is after the transaction. */
export interface Told {
  readonly requests: readonly RequestView[];
  readonly proposals: readonly ProposalView[];
}

async function viewsOf({ tx, ctx, news }: Work): Promise<Told> {
  const ended = news.ended.filter(({ what }) => what !== 'result').map(({ id }) => id);
  const requestIds = [...new Set([...news.posted, ...news.requests, ...news.closed, ...news.reminded, ...ended])];
  const requests = await requestViews(tx, ctx, requestIds.toSorted());
  const known = new Map(requests.flatMap((view) => view.proposals.map((each) => [each.proposal.id, each] as const)));
  const { asked, remindedToAnswer, toApprove, undoWanted, disputed } = news;
  const told = [...asked, ...remindedToAnswer, ...toApprove, ...resultsOf(news), ...undoWanted, ...disputed];
  const wanted = [...new Set([...news.proposals, ...told.map(({ proposalId }) => proposalId)])].toSorted();
  const missing = wanted.filter((id) => !known.has(id));
  const others = missing.length > 0 ? await proposalViews(tx, ctx, inArray(swapProposals.id, missing)) : [];
  const proposals = [...wanted.flatMap((id) => known.get(id) ?? []), ...others];
  return { requests, proposals };
}

function aboutRequest(view: RequestView, news: News): readonly Outgoing[] {
  const { id, owner, askedOnly } = view.request;
  const posted: readonly Outgoing[] = news.posted.has(id) ? cards(view, 'post') : cards(view, 'edit');
  const at = view.request.changedAt.getTime();
  const note: readonly Outgoing[] =
    news.closed.has(id) && askedOnly === null
      ? [
          {
            kind: 'post',
            to: view.team.teamChannel,
            inThreadOf: requestCardKey(id),
            message: closingNote(view),
            dedupeKey: `swap:${id}:closed:${at}`,
          },
        ]
      : [];
  const uncovered = endedFor(news, 'uncovered', id).map((slackId) =>
    direct(slackId, uncoveredMessage(view), `swap:${id}:uncovered:${at}`),
  );
  const reminded =
    news.reminded.has(id) && owner !== null
      ? [direct(owner, ownerReminder(view), `swap:${id}:reminder:${view.request.reminded}`)]
      : [];
  return [...posted, ...note, ...uncovered, ...reminded, ...toOwner(view, news)];
}

/** What its owner did not do, or see, themselves: that somebody asked for them, and that nobody took it. */
function toOwner(view: RequestView, news: News): readonly Outgoing[] {
  const { id, owner, postedBy, changedAt } = view.request;
  if (owner === null) return [];
  const isForThem = news.posted.has(id) && postedBy !== owner;
  const isExpired = endedFor(news, 'expired', id).includes(owner);
  return [
    ...(isForThem ? [direct(owner, askedForMessage(view), `swap:${id}:asked-for:${changedAt.getTime()}`)] : []),
    ...(news.allDeclined.has(id) ? [direct(owner, allDeclinedMessage(view), `swap:${id}:all-declined`)] : []),
    ...(isExpired ? [direct(owner, expiredMessage(view), `swap:${id}:expired:${changedAt.getTime()}`)] : []),
  ];
}

/** In the team's channel; a private one with each person who was named. */
function cards(view: RequestView, kind: 'post' | 'edit'): readonly Outgoing[] {
  const { id, askedOnly } = view.request;
  if (askedOnly === null) {
    const messageKey = requestCardKey(id);
    const message = requestCard(view);
    if (kind === 'edit') return [{ kind, messageKey, message }];
    return [{ kind, to: view.team.teamChannel, messageKey, message, dedupeKey: messageKey }];
  }
  return askedOnly.map((slackId) => {
    const messageKey = requestCardKey(id, slackId);
    const message = askedMessage(view, slackId);
    if (kind === 'edit') return { kind, messageKey, message };
    return { kind, to: slackId, messageKey, message, dedupeKey: messageKey };
  });
}

function aboutProposal(view: ProposalView, news: News): readonly Outgoing[] {
  const { id, state, changedAt, askedApprovers } = view.proposal;
  const at = changedAt.getTime();
  const asked = peopleIn(news.asked, id);
  const toApprove = peopleIn(news.toApprove, id);
  const questions = view.consents.flatMap(({ slackId, wasAsked }): readonly Outgoing[] => {
    const messageKey = consentKey(id, slackId);
    if (asked.includes(slackId))
      return [named(messageKey, direct(slackId, consentMessage(view, slackId), `${messageKey}:${at}`))];
    return wasAsked ? [{ kind: 'edit', messageKey, message: consentMessage(view, slackId) }] : [];
  });
  const messageKey = approvalKey(id);
  const approvals = toApprove.map((slackId) =>
    named(messageKey, direct(slackId, approvalMessage(view), `${messageKey}:${slackId}:${at}`)),
  );
  const isShown = askedApprovers.length > 0 && approvals.length === 0;
  const redrawn: readonly Outgoing[] = isShown ? [{ kind: 'edit', messageKey, message: approvalMessage(view) }] : [];
  const reminders = peopleIn(news.remindedToAnswer, id).map((slackId) =>
    direct(slackId, consentReminder(view, slackId), `${consentKey(id, slackId)}:reminder:${at}`),
  );
  const ended = `${state}:${view.execution?.state ?? ''}`;
  const results = peopleIn(resultsOf(news), id).map((slackId) =>
    named(
      resultKey(view, slackId),
      direct(slackId, resultMessage(view, slackId), `swap:${id}:result:${ended}:${slackId}:${endedAt(view)}`),
    ),
  );
  const over: readonly Outgoing[] =
    view.execution?.state === 'reverted' ? partiesOf(view.legs).map((slackId) => takenBack(view, slackId)) : [];
  const undo = view.execution?.undoAskedBy?.length ?? 0;
  const undoWanted = peopleIn(news.undoWanted, id).map((slackId) =>
    direct(slackId, undoQuestion(view, slackId), `swap:${id}:undo:${undo}:${slackId}`),
  );
  const disputed = peopleIn(news.disputed, id).map((slackId) =>
    direct(slackId, disputeMessage(view), `swap:${id}:disputed:${slackId}:${view.execution?.changedAt.getTime()}`),
  );
  return [...questions, ...approvals, ...redrawn, ...reminders, ...over, ...results, ...undoWanted, ...disputed];
}

/** That it was settled and that it was taken back are two messages: the first loses its button with the second. */
function resultKey({ proposal: { id, state }, execution }: ProposalView, slackId: string): string {
  return `swap:${id}:result:${state}:${execution?.state ?? ''}:${slackId}`;
}

function takenBack(view: ProposalView, slackId: string): Outgoing {
  const { execution } = view;
  const messageKey = resultKey({ ...view, execution: execution && { ...execution, state: 'executed' } }, slackId);
  return { kind: 'edit', messageKey, message: settledOnce(view, slackId) };
}

/** What was executed may end again: taken back, disputed, settled. */
function endedAt({ execution, proposal }: ProposalView): number {
  return (execution ?? proposal).changedAt.getTime();
}

/** How proposals ended: by somebody, or by themselves. */
function resultsOf({ results, ended }: News): readonly Telling[] {
  const byThemselves = ended.filter(({ what }) => what === 'result');
  return [...results, ...byThemselves.map(({ id: proposalId, slackId }) => ({ proposalId, slackId }))];
}

function endedFor({ ended }: News, what: Ended['what'], id: string): readonly string[] {
  return ended.filter((each) => each.what === what && each.id === id).map(({ slackId }) => slackId);
}

function direct(to: string, message: ReturnType<typeof requestCard>, dedupeKey: string): NewPost {
  return { kind: 'post', to, message, dedupeKey };
}

function named(messageKey: string, post: NewPost): NewPost {
  return { ...post, messageKey };
}

function peopleIn(tellings: readonly Telling[], proposalId: string): readonly string[] {
  return [...new Set(tellings.filter((each) => each.proposalId === proposalId).map(({ slackId }) => slackId))];
}
