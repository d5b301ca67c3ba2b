import type { KnownBlock } from '@slack/types';
import type { Message } from '../../../../outbox/enqueue.ts';
import { actions, button, confirmation, header, plainContext, plainSection } from '../../../../slack/blocks.ts';
import { bold, paragraph, richText } from '../../../../slack/rich-text.ts';
import type { Verdict } from '../../rules/verdict.ts';
import type { ProposalView } from '../swap-view.ts';
import {
  factsAndFindings,
  inWords,
  legInOwnZone,
  legText,
  moodOf,
  nameOf,
  quoted,
  snippet,
  spoken,
  until,
} from './parts.ts';
import { lengthText } from '../../roster/shift-words.ts';
import { takenBackWords } from './request-words.ts';
import { namesIn } from './to-parties.ts';
import { findingLines, verdictSentence } from './verdict-lines.ts';

/** What whoever approves sees: everything that the rules found, and why it is wanted. Nobody else sees the reason. */
export function approvalMessage(view: ProposalView): Message {
  const title = approvalTitle(view);
  const legs = view.legs.map((leg) => legText(view, leg, undefined, moodOf(view))).join('. ');
  if (!isToDecide(view)) {
    const outcome = outcomeOf(view);
    return { text: spoken(`${title}: ${outcome}`), blocks: [plainSection([title, legs, outcome].join('\n'))] };
  }
  return {
    text: spoken(`${title}: ${legs}`),
    blocks: [
      ...approvalBlocks(view),
      actions(approvalButtons(view), 'approval'),
      plainContext('Until it is settled everybody keeps what they have.'),
    ],
  };
}

/** Whether a manager can still say something to it: approve what waits for that, override what is blocked. */
export function isToDecide({ proposal }: ProposalView): boolean {
  return proposal.state === 'approval' || proposal.state === 'blocked';
}

function approvalTitle({ proposal }: ProposalView): string {
  return proposal.state === 'blocked' ? 'A swap that the rules do not allow' : 'A swap to approve';
}

/** All that somebody has to know to decide it. */
export function approvalBlocks(view: ProposalView): KnownBlock[] {
  const { proposal, request, team, approvals } = view;
  const { verdict } = proposal;
  const approved = approvals.flatMap(({ approvedBy, site }) =>
    approvedBy === null ? [] : [`${nameOf(view, approvedBy)}${site && ` (${snippet(site, 80)})`}`],
  );
  return [
    header(approvalTitle(view)),
    richText(
      ...view.legs.map((leg) =>
        paragraph(
          bold(legText(view, leg, undefined, moodOf(view))),
          `\n${fromWhom(view, leg)}, ${lengthText(leg.shift, leg)}`,
          ...legInOwnZone(leg, view.legs),
          '\n',
        ),
      ),
      ...factsAndFindings(
        [['Rules', verdict && rulesText(view, verdict)]],
        verdict ? findingLines(verdict, namesIn(view)) : [],
        [
          ['Agreed', agreed(view)],
          ['Approved by', inWords(approved)],
          ['Answer by', proposal.state === 'approval' ? until(proposal.expiresAt, team.timeZone) : null],
        ],
      ),
      ...(request?.reason
        ? [paragraph(bold(`\nWhy ${nameOf(view, request.postedBy)} asks:`)), ...quoted(request.reason)]
        : []),
    ),
  ];
}

/** With the revision that it was judged by, where the team has saved rules of its own. */
function rulesText(view: ProposalView, verdict: Verdict): string {
  const { policyRevision, policyRevisions } = verdict;
  const saved = Object.values(policyRevisions ?? { own: policyRevision }).filter((revision) => revision > 0);
  const { approver } = view.proposal;
  const sentence = verdictSentence(verdict, approver === null ? undefined : nameOf(view, approver));
  return saved.length > 0
    ? `${sentence} (rules as saved, ${inWords(saved.map((revision) => `no. ${revision}`))})`
    : sentence;
}

function fromWhom(view: ProposalView, leg: ProposalView['legs'][number]): string {
  return leg.from === null ? 'an open shift' : `from ${nameOf(view, leg.from)}`;
}

function agreed(view: ProposalView): string | null {
  const accepted = view.consents
    .filter(({ state }) => state === 'accepted')
    .map(({ slackId }) => nameOf(view, slackId));
  return accepted.length === 0 ? null : inWords(accepted);
}

/** `window`: the form's own *Approve* sends it. */
export function approvalButtons(view: ProposalView): ReturnType<typeof button>[] {
  const { id: value, state } = view.proposal;
  const refuse = button('Refuse', 'swap.deny', { value });
  if (state === 'blocked') return [button('Override', 'swap.override', { value, style: 'danger' }), refuse];
  const legs = view.legs.map((leg) => legText(view, leg)).join('. ');
  const confirm = confirmation('Approve this swap?', `${legs}. It is checked once more and done at once.`, 'Approve');
  return [button('Approve', 'swap.approve', { value, style: 'primary', confirm }), refuse];
}

function outcomeOf(view: ProposalView): string {
  const { state, decidedBy, decidedBecause, isOverridden } = view.proposal;
  const because = decidedBecause ? `: ${snippet(decidedBecause, 300)}` : '.';
  switch (state) {
    case 'executed':
      return `${executedWords(view)}${isOverridden ? ` ${nameOf(view, decidedBy)} let it pass${because}` : ''}`;
    case 'denied':
      return `${nameOf(view, decidedBy)} refused it${because}`;
    case 'approved':
      return `${nameOf(view, decidedBy)} approved it.`;
    case 'expired':
      return 'Nobody decided in time. Everybody keeps what they have.';
    default:
      return 'There is nothing to decide any more.';
  }
}

function executedWords(view: ProposalView): string {
  if (view.execution?.state === 'reverted') return `It was settled. ${takenBackWords(view)}`;
  return view.proposal.decidedBy === null
    ? 'It is settled.'
    : `${nameOf(view, view.proposal.decidedBy)} approved it, and it is settled.`;
}
