import { dayAndTime } from '../../../core/local-time.ts';
import type { CaseView, Decider } from '../case-view.ts';
import { nameOf } from '../wording.ts';
import type { LastStep } from './chain-view.ts';

/** More names than these say less than what they are. */
const MOST_NAMES = 3;
const list = new Intl.ListFormat('en-GB');

/** `Leo, Lia and you were asked`: everybody who was by now; nothing while nobody was. */
export function calledWords(view: CaseView, reader: string): string {
  const called = view.chain?.called ?? [];
  if (called.length === 0) return '';
  const others = called.filter((slackId) => slackId !== reader);
  const you = others.length < called.length ? ['you'] : [];
  const isOne = called.length === 1 && you.length === 0;
  return `${list.format([...whoAre(view, others), ...you])} ${isOne ? 'was' : 'were'} asked`;
}

/** `Waiting for a manager of Northwind Care to claim it: Maya is asked.` What the raiser reads while nobody has it. */
export function waitingWords(view: CaseView): string {
  const last = view.chain?.last;
  return last?.outcome === 'ended' ? nobodyTookWords(view, last) : askedWords(view, last?.asked ?? []);
}

function askedWords(view: CaseView, asked: readonly string[]): string {
  const roles = [...new Set(asked.map((slackId) => roleOf(view, slackId)))];
  const [role = 'lead'] = roles.length === 1 ? roles : [];
  const waiting = `Waiting for a ${role} of ${view.team.name} to claim it`;
  if (asked.length === 0) return `${waiting}.`;
  return `${waiting}: ${list.format(whoAre(view, asked))} ${asked.length === 1 ? 'is' : 'are'} asked.`;
}

/** What is so at the end of the chain: who did not come, and that the managers are told on and on. */
function nobodyTookWords(view: CaseView, { asked: told, at }: LastStep): string {
  const asked = calledWords(view, view.case.raisedBy);
  const nobody = `Nobody of ${view.team.name} has claimed it yet${asked === '' ? '' : `: ${asked}`}.`;
  if (told.length === 0) return nobody;
  const [was, is] = told.length === 1 ? ['was', 'is'] : ['were', 'are'];
  const who = list.format(whoAre(view, told));
  return `${nobody} ${who} ${was} told so ${dayAndTime(at, view.team.timeZone)}, and ${is} told again until somebody does. Tell the customer that it takes longer.`;
}

/** Names, as long as they are few; else how many of each role. */
function whoAre(view: CaseView, slackIds: readonly string[]): readonly string[] {
  if (slackIds.length <= MOST_NAMES) return slackIds.map((slackId) => nameOf(view, slackId));
  const roles = slackIds.map((slackId) => roleOf(view, slackId));
  return [...new Set(roles)].map((role) => {
    const count = roles.filter((each) => each === role).length;
    return `${count} ${role}${count === 1 ? '' : 's'}`;
  });
}

export function roleOf({ deciders }: CaseView, slackId: string | undefined): Decider['role'] {
  return deciders.find((decider) => decider.slackId === slackId)?.role ?? 'lead';
}
