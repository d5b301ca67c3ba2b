import { forged, picked, pressed } from '../../../support/acting.ts';
import { CARE } from '../../../support/northwind.ts';
import { command } from '../../../support/slack-requests.ts';
import { OTHER_PARTY, OWNER } from '../cast.ts';
import { nextWednesdayNoon, raising, way, type Way } from './way.ts';

/** Its mediator is the owner of other cases; who is not involved is told of no such case. */
const known = { given: { state: 'claimed', isPrivate: true }, refusal: 'unknown' } as const;
const settled = { given: { state: 'resolved', isPrivate: true }, refusal: 'unknown' } as const;

function privateCase(): object {
  const memory = { teams: [{ value: CARE, name: 'Northwind Care' }] };
  return forged('private.raise', memory, { whatHappened: 'He shouts.', mediator: 'U0LIA', parties: [], keptOut: [] });
}

/** Raising a private case, and all that is done to one. */
export const privateWays: readonly Way[] = [
  way(
    'case.raise-private',
    '/escalate private',
    'opens',
    () => command('/escalate', 'private He shouts', { channel_id: 'C0RANDOM' }),
    raising,
  ),
  way('case.raise-private', 'the form, sent unopened', 'changes', privateCase),
  way('case.note-private', 'the menu', 'opens', ({ id }) => picked('private.more', `note:${id}`), known),
  way('case.note-private', 'the button', 'opens', ({ id }) => pressed('private.note', id), known),
  way(
    'case.note-private',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('private.note', { caseId: id }, { text: 'words' }),
    known,
  ),
  way('case.details-private', 'the button', 'opens', ({ id }) => pressed('private.details', id), known),
  way(
    'case.details-private',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('private.details', { caseId: id }, { text: 'words' }),
    known,
  ),
  way('case.ask-private', 'the button', 'opens', ({ id }) => pressed('private.ask', id), known),
  way(
    'case.ask-private',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('private.ask', { caseId: id }, { text: 'words' }),
    known,
  ),
  way('case.promise-private', 'the menu', 'opens', ({ id }) => picked('private.more', `promise:${id}`), known),
  way(
    'case.promise-private',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('private.promise', { caseId: id }, { what: 'Words', dueAt: nextWednesdayNoon() }),
    known,
  ),
  way('case.resolve-private', 'the button', 'opens', ({ id }) => pressed('private.resolve', id), known),
  way(
    'case.resolve-private',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('private.resolve', { caseId: id }, { text: 'words' }),
    known,
  ),
  way('case.cancel-private', 'the menu', 'opens', ({ id }) => picked('private.more', `withdraw:${id}`), known),
  way(
    'case.cancel-private',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('case.cancel', { caseId: id, needsReason: false }, { reason: 'words' }),
    known,
  ),
  way('case.reopen-private', 'the button', 'opens', ({ id }) => pressed('private.reopen', id), settled),
  way(
    'case.reopen-private',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('private.reopen', { caseId: id }, { text: 'words' }),
    settled,
  ),
  way('case.add-party', 'the button', 'opens', ({ id }) => pressed('private.add', id), known),
  way(
    'case.add-party',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('private.add', { caseId: id }, { slackId: ['U0ANA'] }),
    known,
  ),
  way('case.remove-party', 'the menu', 'opens', ({ id }) => picked('private.more', `remove:${id}`), known),
  way(
    'case.remove-party',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('private.remove', { caseId: id }, { slackId: OTHER_PARTY }),
    known,
  ),
  way('case.leave-private', 'the menu', 'opens', ({ id }) => picked('private.more', `leave:${id}`), known),
  way(
    'case.leave-private',
    'the form, sent unopened',
    'changes',
    ({ id }, who) => forged('private.leave', { caseId: id, slackId: who.id }, {}),
    known,
  ),
  way('case.change-mediator', 'the menu', 'opens', ({ id }) => picked('private.more', `mediator:${id}`), known),
  way(
    'case.change-mediator',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('private.mediator', { caseId: id, from: OWNER }, { mediator: 'U0LIA' }),
    known,
  ),
];
