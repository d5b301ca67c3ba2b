import { cityOf } from '../../../../core/local-time.ts';
import { dayText, shiftTimesText, whenText } from '../../roster/shift-words.ts';
import { isLive } from '../lifecycle.ts';
import type { ProposalView, RequestView } from '../swap-view.ts';
import { counted, inWords, type Named, nameOf, snippet, youOr } from './parts.ts';

/** How a request stands, in the words of the desk. Plain text: escape it in markup. The reason is in none of them. */

/** `Ana gives away a shift` */
export function requestTitle(view: RequestView, reader?: string): string {
  const { kind, isPart } = view.request;
  const what = isPart ? 'a part of a shift' : 'a shift';
  if (kind === 'pick-up') return isPart ? 'A part of a shift is open' : 'A shift is open';
  if (isForAnother(view)) return askedForTitle(view, reader);
  if (view.request.owner === reader) return `You ${kind === 'give' ? 'give away' : 'would trade'} ${what}`;
  return `${ownerName(view)} ${kind === 'give' ? 'gives away' : 'would trade'} ${what}`;
}

/** Whether somebody asks for the owner, who has not agreed to anything yet. */
function isForAnother({ request: { kind, owner, postedBy, state }, proposals }: RequestView): boolean {
  if (kind === 'pick-up' || postedBy === owner || state === 'fulfilled') return false;
  return !proposals.some(({ consents }) =>
    consents.some((each) => each.slackId === owner && each.state === 'accepted'),
  );
}

/** `Maya asks for Jonas: who takes a shift?` */
function askedForTitle(view: RequestView, reader: string | undefined): string {
  const { kind, isPart, owner, postedBy } = view.request;
  const asks = postedBy === reader ? 'You ask' : `${nameOf(view, postedBy)} asks`;
  const what = isPart ? 'a part of a shift' : 'a shift';
  return `${asks} for ${named(view, owner, reader)}: who ${kind === 'give' ? 'takes' : 'trades'} ${what}?`;
}

export function ownerName(view: RequestView): string {
  return nameOf(view, view.request.owner);
}

/** `Friday 27 November, 22:00–06:00, Berlin time` */
export function requestWhen({ request, shift }: RequestView): string {
  return whenText(shift, request);
}

/** What the owner of a trade would take; undefined for what is not traded. */
export function wantsText({ request, shift, wantedShifts, ...names }: RequestView): string | undefined {
  if (request.kind !== 'trade') return undefined;
  const { dates = [], types = [], shiftIds = [] } = request.wants;
  const onDates = dates.map((date) => dayText(date));
  const these = wantedShifts.map((wanted) =>
    wanted.slackId === null ? shiftTimesText(wanted) : `${nameOf(names, wanted.slackId)}'s ${shiftTimesText(wanted)}`,
  );
  if (these.length > 0) return inWords(these.slice(0, MOST_NAMED));
  if (shiftIds.length > 0) return counted(shiftIds.length, 'shift that was chosen', 'shifts that were chosen');
  const kinds = types.map((type) => snippet(type, 60));
  const what = kinds.length > 0 ? inWords(kinds.slice(0, MOST_NAMED)) : 'Any shift';
  return onDates.length > 0 ? `${what} on ${inWords(onDates.slice(0, MOST_NAMED))}, ${cityOf(shift.timeZone)}` : what;
}

const MOST_NAMED = 6;

/** Those that may still come to something, first in line first. */
export function liveProposals({ proposals }: RequestView): readonly ProposalView[] {
  return proposals.filter(({ proposal }) => isLive(proposal.state));
}

/** One sentence: how it stands, and who acts next; to its reader, where it is for one, as `you`. */
export function requestState(view: RequestView, reader?: string): string {
  return states[view.request.state](view, reader);
}

type State = (view: RequestView, reader: string | undefined) => string;

const states: Readonly<Record<RequestView['request']['state'], State>> = {
  open: openState,
  matched: matchedState,
  fulfilled: fulfilledState,
  withdrawn: (view, reader) =>
    view.request.owner === reader
      ? 'You took it back. It stays yours.'
      : `${ownerName(view)} took it back. It stays theirs.`,
  expired: (view, reader) => `Nobody took it in time.${staysWith(view, reader)}`,
  superseded: (view, reader) => `The roster changed, so this is off.${staysWith(view, reader)}`,
  closed: (view) => {
    const { closedBecause } = view.request;
    return `A manager closed it${closedBecause ? `: ${snippet(closedBecause, 300)}` : '.'}`;
  },
};

function staysWith(view: RequestView, reader: string | undefined): string {
  const { owner } = view.request;
  if (owner === null) return ' It is still open.';
  return owner === reader ? ' It stays yours.' : ` It stays ${ownerName(view)}'s.`;
}

function openState(view: RequestView, reader: string | undefined): string {
  const live = liveProposals(view).filter(({ proposal }) => proposal.state !== 'blocked');
  if (live.length === 0) return 'Nobody has answered yet.';
  const who = inWords(live.slice(0, MOST_NAMED).map((each) => named(view, each.proposal.proposedBy, reader)));
  const more = live.length > MOST_NAMED ? ` and ${live.length - MOST_NAMED} more` : '';
  if (view.request.kind !== 'trade') return capital(`${who}${more} would take it.`);
  const next = view.request.owner === reader ? 'You choose.' : `${ownerName(view)} chooses.`;
  return `${counted(live.length, 'offer')}, from ${who}${more}. ${next}`;
}

/** `you` for the reader, else the name. */
function named(view: Named, slackId: string | null, reader: string | undefined): string {
  return reader === undefined ? nameOf(view, slackId) : youOr(view, slackId, reader);
}

function matchedState(view: RequestView, reader: string | undefined): string {
  const [first, ...line] = liveProposals(view);
  if (first === undefined) return 'It is being settled.';
  const waiting = line.filter(({ proposal }) => proposal.state === 'waiting');
  const after =
    waiting.length > 0
      ? ` In line: ${inWords(waiting.slice(0, MOST_NAMED).map((each) => named(view, each.proposal.proposedBy, reader)))}.`
      : '';
  const who = capital(named(view, first.proposal.proposedBy, reader));
  return `${who} would take it. ${nextOf(view, first, reader)}${after}`;
}

/** Who has to do what before a proposal is settled. */
export function nextOf(view: Named, { proposal, consents }: ProposalView, reader?: string): string {
  if (proposal.state === 'consent') {
    const waiting = consents.filter(({ state }) => state === 'asked');
    const asked = waiting.map(({ slackId }) => named(view, slackId, reader));
    return asked.length > 0 ? `It waits for ${inWords(asked)} to say yes.` : 'It is being checked.';
  }
  if (proposal.state !== 'approval') return 'It is being checked.';
  return proposal.approver === null
    ? 'It waits for a manager to approve it.'
    : `It waits for ${named(view, proposal.approver, reader)} to approve it.`;
}

/** Who may still do what the rules do not allow; empty where nobody may. */
export function mayPassWords(view: ProposalView, reader?: string): string {
  const { approver } = view.proposal;
  if (approver === null) return '';
  return approver === reader
    ? 'You may still let it pass.'
    : `${nameOf(view, approver)} may still let it pass; you hear it here.`;
}

/** `Maya approved it.`, `Maya let it pass: …`; empty where no manager had to do with it. */
export function passedWords(view: ProposalView, reader?: string): string {
  const { isOverridden, decidedBy, decidedBecause } = view.proposal;
  if (isOverridden) {
    const because = decidedBecause ? `: ${snippet(decidedBecause, 500)}` : '.';
    return `${capital(named(view, decidedBy, reader))} let it pass${because}`;
  }
  const approvedBy = [...new Set(view.approvals.flatMap((each) => each.approvedBy ?? []))];
  return approvedBy.length === 0
    ? ''
    : `${capital(inWords(approvedBy.map((each) => named(view, each, reader))))} approved it.`;
}

/** `Maya took the swap back: …` */
export function takenBackWords(view: ProposalView, reader?: string): string {
  const { undoAskedBy, changedBecause } = view.execution ?? {};
  const last = undoAskedBy?.at(-1);
  // Of those taken back before it was noted who did it.
  if (last === undefined) return 'The swap was taken back.';
  const isParty = view.legs.some(({ from, to }) => from === last || to === last);
  const who = inWords((isParty ? (undoAskedBy ?? []) : [last]).map((each) => named(view, each, reader)));
  return `${capital(who)} took the swap back${changedBecause ? `: ${snippet(changedBecause, 500)}` : '.'}`;
}

function fulfilledState(view: RequestView, reader: string | undefined): string {
  const executed = view.proposals.find(
    ({ proposal, execution }) => proposal.state === 'executed' && execution?.state !== 'reverted',
  );
  const takers = executed?.legs.filter((leg) => leg.shiftId === view.request.shiftId).map(({ to }) => to) ?? [];
  const who = takers.length > 0 ? inWords(takers.map((to) => named(view, to, reader))) : 'somebody else';
  const works = takers.length > 1 || (reader !== undefined && takers[0] === reader) ? 'work' : 'works';
  const returned = executed?.legs.filter((leg) => leg.to !== null && leg.to === view.request.owner) ?? [];
  const owner = view.request.owner === reader ? 'you work' : `${ownerName(view)} works`;
  const inReturn = returned.map((leg) => `${owner} ${shiftTimesText(leg.shift)}`);
  return `Settled: ${[`${who} ${works} it`, ...inReturn].join('; ')}.`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
