import type { Outgoing } from '../../../outbox/enqueue.ts';
import { caseCardKey, casePersonKey, caseStatusKey, type CaseView } from '../case-view.ts';
import { partyMessage, privateCard, privateStatus } from './messages.ts';
import { partiesOf } from './parties.ts';

/** What shows a private case, drawn anew: the mediator's card, the raiser's status message, and what each party has. */
export function privatelyRedrawn(view: CaseView): readonly Outgoing[] {
  const { id, owner } = view.case;
  return [
    ...(owner === null
      ? []
      : [{ kind: 'edit', messageKey: caseCardKey(view.case), message: privateCard(view) } as const]),
    { kind: 'edit', messageKey: caseStatusKey(id), message: privateStatus(view) },
    ...partiesOf(view).map((slackId): Outgoing => {
      return { kind: 'edit', messageKey: casePersonKey(id, slackId), message: partyMessage(view) };
    }),
  ];
}
