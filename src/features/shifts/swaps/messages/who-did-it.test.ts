import { describe, expect, test } from 'vitest';
import { anExecution, aProposalView, aRequestView } from '../../../../../test/support/swap-views.ts';
import { approvalMessage } from './approval.ts';
import { mayPassWords, passedWords, requestTitle, takenBackWords } from './request-words.ts';
import { resultMessage, settledOnce } from './results.ts';
import { consentMessage } from './to-parties.ts';
import { verdictSentence } from './verdict-lines.ts';

const names = { U0ANA: 'Ana', U0LEO: 'Leo', U0MAYA: 'Maya' };

describe('a blocked swap', () => {
  test('that a manager may still let pass says so, and not that it is over', () => {
    const view = aProposalView({ state: 'blocked', approver: 'U0MAYA' }, { names });

    const said = [consentMessage(view, 'U0ANA').text, resultMessage(view, 'U0ANA').text];

    for (const text of said) expect(text).toContain('Maya may still let it pass; you hear it here.');
    expect(said.join(' ')).not.toContain('Nothing changes');
    expect(JSON.stringify(consentMessage(view, 'U0ANA'))).toContain('would get');
    expect(mayPassWords(view, 'U0MAYA')).toBe('You may still let it pass.');
  });

  test.each(['denied', 'declined', 'blocked', 'expired'] as const)(
    'or one that is %s says who would have got it',
    (state) => {
      const view = aProposalView({ state, approver: null }, { names });

      expect(JSON.stringify(consentMessage(view, 'U0ANA'))).toContain('would have got');
      expect(approvalMessage(aProposalView({ state: 'denied' }, { names })).text).toContain('refused it');
    },
  );
});

test('who let it pass, and why, is said with how it ended', () => {
  const decided = { isOverridden: true, decidedBy: 'U0MAYA', decidedBecause: 'Nobody else is there' } as const;
  const view = aProposalView({ state: 'executed', ...decided }, { names });

  expect(passedWords(view, 'U0ANA')).toBe('Maya let it pass: Nobody else is there');
  expect(consentMessage(view, 'U0ANA').text).toContain('It is settled. Maya let it pass: Nobody else is there');
});

test('who took it back, and why, is said to everybody', () => {
  const execution = anExecution({ state: 'reverted', undoAskedBy: ['U0MAYA'], changedBecause: 'Too few' });
  const back = aProposalView({ state: 'executed' }, { names, execution });

  expect(takenBackWords(back)).toBe('Maya took the swap back: Too few');
  expect(resultMessage(back, 'U0ANA').text).toContain('Maya took the swap back: Too few');
  expect(settledOnce(back, 'U0ANA').text).toContain('It was settled, and is taken back.');
});

test('a request for somebody who has not agreed is that of whoever asks', () => {
  const view = aRequestView({ owner: 'U0LEO', postedBy: 'U0MAYA' }, { names, proposals: [] });

  expect(requestTitle(view)).toBe('Maya asks for Leo: who takes a shift?');
  expect(requestTitle(view, 'U0LEO')).toBe('Maya asks for you: who takes a shift?');
});

test('where every swap needs approval its verdict says whose', () => {
  const verdict = { verdict: 'allow', decisive: null, findings: [], policyRevision: 1 } as const;

  expect(verdictSentence({ ...verdict, isAlwaysApproved: true }, 'Maya')).toBe(
    'Every rule allows it. Maya approves every swap on this team.',
  );
  expect(verdictSentence(verdict, 'Maya')).toBe('Every rule allows it.');
});
