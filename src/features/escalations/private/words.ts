import type { RichTextElement } from '@slack/types';
import type { CaseView } from '../case-view.ts';
import type { CaseState } from '../tables.ts';
import { nameOf } from '../wording.ts';
import { keptOutOf, partiesOf } from './parties.ts';

/** The words of private cases; plain text, to be escaped in markup. */

/** Before it is sent, and on everything that shows it afterwards: "Only you, Maya and Ben can see this." */
export function whoCanSee(names: readonly string[]): string {
  return `Only ${listed(names)} can see this. It is in no list, search, export or count of anybody else: not of other leads, managers or admins.`;
}

export function whoSees(view: CaseView): string {
  const { raisedBy, owner } = view.case;
  const involved = [raisedBy, ...(owner === null ? [] : [owner]), ...partiesOf(view)];
  return whoCanSee(involved.map((slackId) => nameOf(view, slackId)));
}

export function privateState(view: CaseView): string {
  return states[view.case.state](view);
}

const states: Readonly<Record<CaseState, (view: CaseView) => string>> = {
  open: () => 'Nobody mediates it now',
  claimed: (view) => `${nameOf(view, view.case.owner)} mediates`,
  waiting: (view) => `Waiting on ${nameOf(view, view.case.raisedBy)}`,
  resolved: () => 'Settled',
  cancelled: () => 'Withdrawn',
};

type Fact = readonly [label: string, value: string | RichTextElement | null];

/** Who it is for, and who it is kept from. */
export function peopleFacts(view: CaseView): readonly Fact[] {
  const named = (slackIds: readonly string[]) =>
    slackIds.length === 0 ? null : listed(slackIds.map((slackId) => nameOf(view, slackId)));
  return [
    ['Raised by', nameOf(view, view.case.raisedBy)],
    ['Mediator', view.case.owner && nameOf(view, view.case.owner)],
    ['Also know', named(partiesOf(view))],
    ['Must not know', named(keptOutOf(view))],
  ];
}

export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
