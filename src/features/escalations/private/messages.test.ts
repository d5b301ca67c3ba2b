import { describe, expect, test } from 'vitest';
import { messageProblems, viewProblems } from '../../../../test/support/block-check.ts';
import { anEntry, aView, awkwardTexts } from '../../../../test/support/case-views.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import type { CaseView } from '../case-view.ts';
import { reminderDigest } from '../reminders/messages.ts';
import type { Case } from '../tables.ts';
import { buttonsOf } from './buttons.ts';
import {
  noPartInIt,
  partyMessage,
  privateCard,
  privateNews,
  privateNotice,
  privatePrompt,
  privateStatus,
} from './messages.ts';
import { addPartyModal, leaveModal, mediatorModal, privateCaseModal, removePartyModal, wordsModal } from './modals.ts';
import { privatePromiseModal } from './promise-form.ts';
import { raisePrivateModal } from './raise-form.ts';
import { whoCanSee } from './words.ts';

const OF_MAYA = { isPrivate: true, number: 483_920_175, owner: 'U0MAYA', customer: null, amount: null } as const;

const everyState: readonly (readonly [string, Partial<Case>])[] = [
  ['mediated', { state: 'claimed' }],
  ['without a mediator', { state: 'open', owner: null }],
  ['waiting', { state: 'waiting', waitingOn: 'agent' }],
  ['settled', { state: 'resolved', decision: 'answered', tellCustomer: 'A talk.' }],
  ['withdrawn', { state: 'cancelled' }],
];

function aPrivateView(of: Partial<Case>, text = 'He shouts'): CaseView {
  return aView(
    { ...OF_MAYA, ...of, summary: text.slice(0, 100) || 'It', whatHappened: text, sourceText: text },
    {
      changes: [anEntry('note', { by: 'U0LEO', text })],
      names: { U0ANA: text.slice(0, 80) || 'Ana', U0LEO: 'Leo', U0MAYA: 'Maya', U0BEN: 'Ben' },
      parties: [
        { slackId: 'U0LEO', standing: 'party' },
        { slackId: 'U0BEN', standing: 'kept-out' },
      ],
      prompts: [{ entry: anEntry('asked', { by: 'U0MAYA', text }), ended: null }],
    },
  );
}

function everyMessage(view: CaseView, text: string): readonly Message[] {
  return [
    privateCard(view),
    privateStatus(view),
    partyMessage(view),
    noPartInIt(view.case),
    privatePrompt(view, anEntry('asked', { by: 'U0MAYA', text })),
    privatePrompt(view, anEntry('asked', { by: 'U0MAYA', text }), anEntry('answered', { by: 'U0ANA', text })),
    privatePrompt(view, anEntry('resolved', { by: 'U0MAYA', text })),
    privateNews(view, anEntry('handed-over', { by: 'U0MAYA', detail: { to: 'U0LEO' } }), 'Next'),
    privateNotice(view, anEntry('party-added', { by: 'U0MAYA', text, detail: { to: 'U0LEO' } })),
  ];
}

function everyForm(view: CaseView, text: string) {
  const remove = removePartyModal(view);
  return [
    ...['U0ANA', 'U0MAYA', 'U0LEO'].map((slackId) => privateCaseModal(view, buttonsOf(view, slackId))),
    ...(['ask', 'details', 'answer', 'note', 'settle', 'reopen'] as const).map((what) => wordsModal(view, what, text)),
    addPartyModal(view),
    leaveModal(view, 'U0LEO'),
    mediatorModal(view),
    privatePromiseModal(view),
    raisePrivateModal({ teams: [{ id: view.team.id, name: view.team.name }], words: text }),
    ...(remove ? [remove] : []),
  ];
}

describe.each(everyState)('a private case that is %s', (_name, of) => {
  test('makes messages and forms that Slack takes, whatever people write', () => {
    for (const text of awkwardTexts()) {
      const view = aPrivateView(of, text);

      expect(everyMessage(view, text).flatMap(messageProblems)).toEqual([]);
      expect(everyForm(view, text).flatMap(viewProblems)).toEqual([]);
    }
  });

  test('is never about anything on a locked phone', () => {
    const view = aPrivateView(of, 'MARKER');
    const named = { ...view, names: { U0ANA: 'Ana', U0LEO: 'Leo', U0MAYA: 'Maya', U0BEN: 'Ben' } };

    for (const { text } of everyMessage(named, 'MARKER')) expect(text).not.toContain('MARKER');
  });
});

test('says who can see it, to whoever can', () => {
  for (const message of [privateCard, privateStatus, partyMessage]) {
    const names = { U0ANA: 'Ana', U0LEO: 'Leo', U0MAYA: 'Maya', U0BEN: 'Ben' };
    const shown = JSON.stringify(message({ ...aPrivateView({ state: 'claimed' }), names }));

    expect(shown).toContain('Only Ana, Maya and Leo can see this.');
    expect(shown).toContain('Must not know');
  }
});

test.each([
  [['you'], 'Only you can see this.'],
  [['you', 'Maya'], 'Only you and Maya can see this.'],
  [['you', 'Maya', 'whoever you add'], 'Only you, Maya and whoever you add can see this.'],
])('%j are said as a list', (names, sentence) => {
  expect(whoCanSee(names)).toContain(sentence);
});

test('what is left to somebody who has no part in it, and what a thread keeps, hold no word of it', () => {
  const view = aPrivateView({ state: 'claimed' }, 'MARKER');
  const named = { ...view, names: { U0ANA: 'Ana', U0MAYA: 'Maya' } };

  expect(JSON.stringify(noPartInIt(view.case))).not.toContain('MARKER');
  expect(JSON.stringify(privateNotice(named, anEntry('answered', { by: 'U0ANA', text: 'MARKER' })))).not.toContain(
    'MARKER',
  );
});

test('a reminder of it says only that there is something to do', () => {
  const due = new Date('2026-03-10T12:00:00Z');
  const { case: of } = aPrivateView({ state: 'claimed' }, 'MARKER');
  const lines = (['answer-late', 'promise-soon'] as const).map((kind) => ({
    kind,
    case: of,
    due,
    insteadOf: undefined,
  }));

  const digest = JSON.stringify(reminderDigest({ lines, now: due, timeZone: 'UTC' }));

  expect(digest).not.toMatch(/MARKER|customer|agent/);
  expect(digest).toContain('A private case');
});

test('nobody is offered to be taken out where nobody was added', () => {
  const alone = { ...aPrivateView({ state: 'claimed' }), parties: [] };

  expect(JSON.stringify(buttonsOf(alone, 'U0ANA'))).not.toContain('remove:');
  expect(removePartyModal(alone)).toBeUndefined();
});
