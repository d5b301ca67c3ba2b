import { forged, HOME, openModal, picked, pressed, threadReply } from '../../../support/acting.ts';
import { claimed, nextWednesdayNoon, ofLia, resolved, way, type Way } from './way.ts';

function resolution(caseId: string): object {
  const memory = { caseId, currency: 'EUR', fixedCurrency: false, needsWriteUp: false };
  return forged('case.resolve', memory, { decision: 'answered', tellCustomer: 'A new desk is on its way.' });
}

function promise(caseId: string): object {
  const by = nextWednesdayNoon();
  return forged('promise.new', { caseId, by, dueAt: by }, { subject: 'news', by });
}

/** Working on a case. */
export const changeWays: readonly Way[] = [
  way('case.note', 'the menu', 'opens', ({ id }) => picked('case.more', `note:${id}`)),
  way('case.note', 'the form, sent unopened', 'changes', ({ id }) =>
    forged('case.note', { caseId: id }, { text: 'words' }),
  ),
  way('case.note', 'a reply in the thread of the card', 'changes', ({ ts }) => threadReply('C0CAREESC', ts, 'words'), {
    refusal: 'silent',
  }),
  way('case.details', 'the button', 'opens', ({ id }) => pressed('case.details', id)),
  way('case.details', 'the form, sent unopened', 'changes', ({ id }) =>
    forged('case.details', { caseId: id }, { text: 'words' }),
  ),
  way(
    'case.details',
    'a reply in the thread of the status message',
    'changes',
    ({ ts }) => threadReply('D0RAISER', ts, 'words'),
    { refusal: 'silent' },
  ),
  way('case.raise-urgency', 'the menu', 'opens', ({ id }) => picked('case.more', `urgency:${id}`)),
  way('case.raise-urgency', 'the form, sent unopened', 'changes', ({ id }) =>
    forged('case.urgency', { caseId: id }, { urgency: 'critical' }),
  ),
  way('case.lower-urgency', 'the form, sent unopened', 'changes', ({ id }) =>
    forged('case.urgency', { caseId: id }, { urgency: 'normal' }),
  ),
  way('case.claim', 'the button on the card', 'changes', ({ id }) => pressed('case.claim', id)),
  way('case.claim', 'the button on App Home', 'changes', ({ id }) => pressed('case.claim:1', id, HOME)),
  way('case.claim', 'the button in a modal', 'changes', ({ id }) => pressed('case.claim', id, openModal('case.view'))),
  way('case.take-over', 'the menu', 'opens', ({ id }) => picked('case.more', `take-over:${id}`), ofLia),
  way(
    'case.take-over',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('case.take-over', { caseId: id, from: 'U0LIA' }, {}),
    ofLia,
  ),
  way('case.keep', 'the button', 'changes', ({ id }) => pressed('case.still-on-it', id), claimed),
  way('case.give-back', 'the button', 'opens', ({ id }) => pressed('case.give-back', id), claimed),
  way(
    'case.give-back',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('case.give-back', { caseId: id }, { note: 'Take it' }),
    claimed,
  ),
  way('case.ask', 'the button', 'opens', ({ id }) => pressed('case.ask', id), claimed),
  way(
    'case.ask',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('case.ask', { caseId: id }, { question: 'Which?', of: 'agent' }),
    claimed,
  ),
  way('case.hand-over', 'the button', 'opens', ({ id }) => pressed('case.hand-over', id), claimed),
  way(
    'case.hand-over',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('case.hand-over', { caseId: id }, { to: 'U0LEO' }),
    claimed,
  ),
  way('case.resolve', 'the button', 'opens', ({ id }) => pressed('case.resolve', id), claimed),
  way('case.resolve', 'the button on App Home', 'opens', ({ id }) => pressed('case.resolve:1', id, HOME), claimed),
  way('case.resolve', 'the form, sent unopened', 'changes', ({ id }) => resolution(id), claimed),
  way('case.cancel', 'the menu', 'opens', ({ id }) => picked('case.more', `cancel:${id}`), claimed),
  way(
    'case.cancel',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('case.cancel', { caseId: id, needsReason: false }, { reason: 'words' }),
    claimed,
  ),
  way('case.reopen', 'the button', 'opens', ({ id }) => pressed('case.reopen', id), resolved),
  way('case.reopen', 'the menu', 'opens', ({ id }) => picked('case.more', `reopen:${id}`), resolved),
  way(
    'case.reopen',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('case.reopen', { caseId: id }, { reason: 'words' }),
    resolved,
  ),
  way('case.promise', 'the button', 'opens', ({ id }) => pressed('promise.new', id), claimed),
  way('case.promise', 'the form, sent unopened', 'changes', ({ id }) => promise(id), claimed),
  way('case.told-customer', 'the button', 'changes', ({ id }) => pressed('case.told', id), resolved),
  way(
    'case.told-customer',
    'the button on App Home',
    'changes',
    ({ id }) => pressed('case.told:1', id, HOME),
    resolved,
  ),
];
