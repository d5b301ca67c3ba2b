import { expect, test } from 'vitest';
import { literalTexts } from '../../../../../test/support/block-check.ts';
import {
  aConsent,
  aLeg,
  anExecution,
  aProposalView,
  aRequest,
  aRequestView,
  aShift,
  legInReturn,
} from '../../../../../test/support/swap-views.ts';
import { readTakePart, takePartModal } from '../modals/offer-form.ts';
import { lookText } from '../modals/post-form.ts';
import { partyReader } from '../verdicts/reader.ts';
import { answerTo } from './answers.ts';
import { requestCard } from './request-card.ts';
import { requestTitle, wantsText } from './request-words.ts';
import { askedForMessage, expiredMessage, resultMessage } from './results.ts';

const words = (message: object): string => literalTexts(message).join(' ');

test('a refusal says who keeps what, and nothing that reads as a yes', () => {
  const refused = aProposalView({ state: 'denied', decidedBy: 'U0MAYA' }, { legs: [aLeg(), legInReturn()] });

  const toAna = resultMessage(refused, 'U0ANA').text;

  expect(toAna).toContain('You keep Saturday 24 October');
  expect(toAna).toContain('keeps Monday 26 October');
  expect(toAna).not.toContain('You get');
});

test('until an approval whoever owns the shift keeps it, and reads so', () => {
  const view = aProposalView({ state: 'approval', approver: 'U0MAYA' });

  expect(answerTo(view, partyReader('U0ANA')).text).toContain('Until then you keep it.');
  expect(answerTo(view, partyReader('U0LEO')).text).toContain('Until then Ana keeps it.');
});

test('whoever offered reads that it was chosen, and what it waits for', () => {
  const request = aRequest({ kind: 'trade' });
  const chosen = aProposalView({ state: 'approval', approver: 'U0MAYA' }, { request, legs: [aLeg(), legInReturn()] });

  expect(resultMessage(chosen, 'U0LEO').text).toContain('Ana chose your offer.');
  expect(resultMessage(chosen, 'U0LEO').text).toContain('to approve it');
});

test('only whoever pressed is asked whether that was by mistake', () => {
  const execution = anExecution({ freeUntil: new Date('2030-01-01T00:00:00Z') });
  const consents = [aConsent('U0ANA', 'accepted'), aConsent('U0LEO', 'accepted')];
  const view = aProposalView({ state: 'executed', proposedBy: 'U0LEO' }, { execution, consents });

  expect(resultMessage(view, 'U0LEO').text).toContain('Pressed by mistake?');
  expect(resultMessage(view, 'U0ANA').text).not.toContain('Pressed by mistake?');
});

test('the card says who asked for somebody, and offers all only what all may', () => {
  const card = requestCard(aRequestView({ postedBy: 'U0MAYA' }));

  expect(JSON.stringify(card)).toContain('Asked by');
  expect(JSON.stringify(requestCard(aRequestView()))).not.toContain('Asked by');
  expect(JSON.stringify(card)).not.toContain('for-somebody');
  expect(JSON.stringify(card)).not.toContain('close:');
});

test('the owner reads who asked for them, with a way to take it back, and that nobody took it', () => {
  const view = aRequestView({ postedBy: 'U0MAYA' });

  expect(JSON.stringify(askedForMessage(view))).toContain('swap.withdraw');
  expect(askedForMessage(view).text).toContain('you are asked before that');
  expect(expiredMessage(view).text).toContain('It stays yours.');
});

test('a shift that would be taken is said with whose it is, and one’s own request in the second person', () => {
  const jonas = aShift({ slackId: 'U0JONAS' });
  const view = aRequestView({ kind: 'trade' }, { wantedShifts: [jonas], names: { U0JONAS: 'Jonas', U0ANA: 'Ana' } });

  expect(wantsText(view)).toContain("Jonas's ");
  expect(requestTitle(view, 'U0ANA')).toBe('You would trade a shift');
  expect(requestTitle(view, 'U0LEO')).toBe('Ana would trade a shift');
});

test('where nobody may take it, what comes closest is said; one is not counted', () => {
  const none = { legal: 0, considered: 3, nearest: 'Ben: takes no part in swaps' };

  expect(lookText(none, 'people')).toBe(
    'None of 3 people may take it by the rules. Closest: Ben: takes no part in swaps.',
  );
  expect(lookText({ legal: 1, considered: 1, nearest: null, isOfWhole: true }, 'shifts')).toBe(
    'For the whole shift: The only other shift could be traded for it by the rules.',
  );
});

test('a part that is all of it is no part', () => {
  const view = takePartModal(aRequestView());
  const { fromAt, toAt } = aRequest();
  const chose = (at: Date) => ({ x: { selected_option: { value: String(at.getTime() / 1000) } } });
  const sent = {
    id: 'V1',
    hash: 'h',
    type: 'modal',
    callbackId: 'swap.take-part',
    privateMetadata: view.private_metadata ?? '',
    state: { from: chose(fromAt), to: chose(toAt) },
  } as const;

  expect(readTakePart(sent)).toMatchObject({ errors: { to: expect.stringContaining('all of it') } });
  expect(words(view)).toContain('Take a part of it');
});
