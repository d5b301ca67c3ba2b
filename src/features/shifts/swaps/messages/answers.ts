import type { Message } from '../../../../outbox/enqueue.ts';
import { actions, button, plainSection } from '../../../../slack/blocks.ts';
import type { Reader } from '../verdicts/reader.ts';
import type { ProposalView, RequestView } from '../swap-view.ts';
import { counted, nameOf, spoken } from './parts.ts';
import { liveProposals, nextOf } from './request-words.ts';
import { resultFor, supersededWords } from './results.ts';

/** What whoever clicked reads, they alone: what their click came to, and what happens next. */
export function answerTo(view: ProposalView, reader: Reader, request?: RequestView): Message {
  const { state } = view.proposal;
  if (state === 'executed' || state === 'blocked') return resultFor(view, reader);
  return { text: spoken(words(view, reader.slackId, request)) };
}

function words(view: ProposalView, slackId: string, request: RequestView | undefined): string {
  const { state } = view.proposal;
  if (state === 'waiting') return inLine(view, request);
  if (state === 'consent') return `Asked. ${nextOf(view, view, slackId)} You hear from us here.`;
  if (state === 'declined') return 'You declined. Nothing changes.';
  if (state === 'withdrawn') return 'Taken back. Nothing changes.';
  if (state === 'denied') return 'Refused. Everybody in it is told.';
  if (state === 'superseded') return `${supersededWords(view, slackId)} Nothing changes for you.`;
  if (state === 'expired') return 'That was too late: it had run out of time. Nothing changes.';
  return `${nextOf(view, view, slackId)} ${keeps(view, slackId)}`;
}

function keeps({ legs, names }: ProposalView, slackId: string): string {
  const owners = [...new Set(legs.flatMap(({ from }) => from ?? []))];
  const [owner] = owners;
  if (owner === undefined) return 'Until then nothing changes.';
  if (owners.length > 1) return 'Until then everybody keeps what they have.';
  return owner === slackId ? 'Until then you keep it.' : `Until then ${nameOf({ names }, owner)} keeps it.`;
}

/** `You are in line, with 1 ahead of you.` */
function inLine(view: ProposalView, request: RequestView | undefined): string {
  const ahead = request
    ? liveProposals(request).filter(
        ({ proposal }) => proposal.state !== 'blocked' && proposal.place < view.proposal.place,
      ).length
    : 0;
  const place = ahead > 0 ? `, with ${counted(ahead, 'other', 'others')} ahead of you` : '';
  return `You are in line${place}. If it falls through for whoever is ahead, it comes to you, and you hear from us here.`;
}

/** To whoever wanted to take what the rules do not let them: what may come of it instead. */
export function refusedMessage(why: string, requestId: string): Message {
  const label = 'See what is legal instead';
  return {
    text: spoken(why),
    blocks: [plainSection(why), actions([button(label, 'swap.offer', { value: requestId, style: 'primary' })])],
  };
}
