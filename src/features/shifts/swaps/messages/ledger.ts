import { dayAndTime } from '../../../../core/local-time.ts';
import type { Message } from '../../../../outbox/enqueue.ts';
import { actions, button, plainSection } from '../../../../slack/blocks.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import type { ProposalView } from '../swap-view.ts';
import { inWords, legText, nameOf, snippet } from './parts.ts';

/** About swaps that have been executed. */

/** To whoever else is in a swap that somebody wants back. */
export function undoQuestion(view: ProposalView, slackId: string): Message {
  const { execution } = view;
  const wanting = (execution?.undoAskedBy ?? []).filter((each) => each !== slackId).map((each) => nameOf(view, each));
  const what = `${inWords(wanting)} would like to undo this swap.`;
  const lines = [
    what,
    ...view.legs.map((leg) => legText(view, leg, slackId)),
    'It stays as it is unless you want that too, or a manager does it.',
  ];
  const undo = execution ? [actions([button('Undo it', 'swap.undo', { value: execution.id })])] : [];
  return { text: inline(lines.join(' ')), blocks: [plainSection(lines.join('\n')), ...undo] };
}

/** To somebody who manages the team: a swap did not happen as it is written. */
export function disputeMessage(view: ProposalView): Message {
  const { execution, team } = view;
  const legs = view.legs.map((leg) => legText(view, leg));
  const when = execution ? ` Executed ${dayAndTime(execution.executedAt, team.timeZone)}.` : '';
  const lines = [
    `Somebody says that this swap did not happen.${when}`,
    ...legs,
    snippet(execution?.changedBecause ?? '', 500),
  ];
  const decide = execution ? [actions([button('Note how it was', 'swap.settle', { value: execution.id })])] : [];
  return { text: inline(lines.join(' ')), blocks: [plainSection(lines.filter(Boolean).join('\n')), ...decide] };
}
