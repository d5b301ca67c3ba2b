import type { KnownBlock } from '@slack/types';
import { dayAndTime, timeOfDay } from '../../../core/local-time.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { actions, button, context, header, section } from '../../../slack/blocks.ts';
import { channelLink, dateToken, inline, mention } from '../../../slack/mrkdwn.ts';
import { bold, paragraph, richText } from '../../../slack/rich-text.ts';
import type { CaseView } from '../case-view.ts';
import { calledWords } from '../chain/called-words.ts';
import { durationText } from '../clocks/durations.ts';
import { allows } from '../lifecycle.ts';
import { nameOf, stateOf, titleOf, urgencyNames } from '../wording.ts';
import { at, background, factLines, snippet } from './parts.ts';

/**
 * A call: the one direct message by which a case asks this person to act, as phones ring for these. It is shown anew with the
 * case, so that nobody acts on what is over; what they are told again is a reply in its thread, as an edit tells nobody.
 */
export function caseCall(view: CaseView, reader: string): Message {
  const { state, owner, summary } = view.case;
  const asksThem = allows('claim', state) || (allows('resolve', state) && owner === reader);
  const raised = state === 'open' ? ` (raised by ${nameOf(view, view.case.raisedBy)})` : '';
  return {
    text: inline(`${leadOf(view, reader)}: ${summary}${raised}`),
    blocks: asksThem ? openCall(view, reader) : settledCall(view, reader),
  };
}

/** Below the call, to whoever has it: it mentions them, and says only what stays true. */
export function callAgain(view: CaseView, reader: string): Message {
  return view.case.state === 'open' ? stillUnclaimed(view, reader) : saidAgain(view, reader);
}

/** How old the case is by now, and who was asked for it: what no call before it could say. */
function stillUnclaimed(view: CaseView, reader: string): Message {
  const { number, urgency, raisedAt } = view.case;
  const seconds = Math.floor((view.asOf.getTime() - raisedAt.getTime()) / 1000);
  const lead = urgency === 'normal' ? `Nobody has claimed #${number}.` : `${urgentLead(view)}.`;
  const asked = calledWords(view, reader);
  const more = `It was raised ${ageText(seconds)} ago${asked && `; ${asked}`}.`;
  return {
    text: `${mention(reader)} ${inline(lead)} ${inline(more)}`,
    blocks: [section(`${mention(reader)} *${inline(lead)}* ${inline(more)}`), context('Next: *Claim* it above.')],
  };
}

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 24 * HOUR_SECONDS;

/** After a day minutes say nothing more, after two not even hours do. */
function ageText(seconds: number): string {
  if (seconds < DAY_SECONDS) return durationText(seconds);
  const isShort = seconds < 2 * DAY_SECONDS;
  return isShort ? `${Math.floor(seconds / HOUR_SECONDS)} h` : `${Math.floor(seconds / DAY_SECONDS)} days`;
}

function saidAgain(view: CaseView, reader: string): Message {
  const { raisedAt } = view.case;
  const lead = `${leadOf(view, reader)}.`;
  const raised = dateToken(raisedAt, '{date_short_pretty} {time}', dayAndTime(raisedAt, view.team.timeZone));
  return {
    text: `${mention(reader)} ${inline(lead)}`,
    blocks: [
      section(`${mention(reader)} *${inline(lead)}* It was raised ${raised}.`),
      context('The buttons above show it as it is by now.'),
    ],
  };
}

function openCall(view: CaseView, reader: string): KnownBlock[] {
  const { case: of, team } = view;
  return [
    header(titleOf(of)),
    richText(
      paragraph(bold(of.summary)),
      ...background(of),
      factLines([
        ['State', of.owner === reader && of.claimedAt ? ['You have it since ', at(of.claimedAt, view)] : stateOf(view)],
        ['Customer', of.customer],
        ['Raised by', nameOf(view, of.raisedBy)],
        ['Raised', at(of.raisedAt, view)],
        ['Promised by', of.promisedBy && at(of.promisedBy, view)],
      ]),
    ),
    actions([...(allows('claim', of.state) ? [claimButton(view)] : []), openButton(view)]),
    context(`Its card is in ${channelLink(team.escalationsChannel)}.`),
  ];
}

/** What is somebody else's, or over, takes two lines. */
function settledCall(view: CaseView, reader: string): KnownBlock[] {
  const { case: of } = view;
  const isOver = !allows('resolve', of.state);
  const since = isOver ? of.closedAt : of.claimedAt;
  const who = of.owner === reader ? 'You have' : `${nameOf(view, of.owner)} has`;
  const state = [isOver ? stateOf(view) : `${who} it since`, ...(since ? [' ', at(since, view)] : [])];
  return [
    richText(paragraph(bold(titleOf(of)), ' · ', ...state), paragraph(snippet(of.summary, 150))),
    actions([openButton(view)]),
  ];
}

/** As it is read aloud. */
function leadOf(view: CaseView, reader: string): string {
  const { number, state, urgency, owner, claimedAt } = view.case;
  const isUrgent = urgency !== 'normal';
  if (state === 'open') return isUrgent ? `${urgentLead(view)} yet` : `Nobody has claimed #${number} yet`;
  if (!allows('resolve', state)) return `#${number} is ${state}`;
  if (owner === reader)
    return `You have #${number}${isUrgent ? `, which is ${urgencyNames[urgency].toLowerCase()}` : ''}`;
  return `${nameOf(view, owner)} has #${number}${claimedAt ? ` since ${timeOfDay(claimedAt, view.team.timeZone)}` : ''}`;
}

function urgentLead({ case: { number, urgency } }: CaseView): string {
  return `#${number} is ${urgencyNames[urgency].toLowerCase()}, and nobody has claimed it`;
}

function claimButton({ case: { id, number } }: CaseView) {
  return button('Claim', 'case.claim', { value: id, style: 'primary', spoken: `Claim case ${number}` });
}

function openButton({ case: { id } }: CaseView) {
  return button('Open the case', 'case.view', { value: id });
}
