import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { literalTexts } from '../../../../../test/support/block-check.ts';
import {
  aLeg,
  aProposalView,
  aRequestView,
  legInReturn,
  proposalStates,
} from '../../../../../test/support/swap-views.ts';
import type { Message } from '../../../../outbox/enqueue.ts';
import { ruleIds } from '../../rules/policy.ts';
import type { Finding, Verdict } from '../../rules/verdict.ts';
import { findingText } from '../../rules/words.ts';
import { partyReader } from '../verdicts/reader.ts';
import { refusedByRules } from '../verdicts/refusal.ts';
import { answerTo } from './answers.ts';
import { approvalMessage } from './approval.ts';
import { requestCard } from './request-card.ts';
import { consentReminder, resultMessage } from './results.ts';
import { consentMessage, namesIn } from './to-parties.ts';

/** Leave, credentials, averages that somebody opted out of, age, contract, probation. */
const PRIVATE = new Set(['R6', 'R8', 'R12', 'R19', 'R20', 'R27']);
const PARTIES = ['U0ANA', 'U0LEO', 'U0SAM'] as const;

/** One finding of each rule at most, of somebody, with numbers that no other one has. */
const findings: fc.Arbitrary<readonly Finding[]> = fc
  .array(
    fc.record({
      rule: fc.constantFrom(...ruleIds),
      severity: fc.constantFrom('review' as const, 'deny' as const),
      person: fc.constantFrom(...PARTIES),
      minutes: fc.integer({ min: 1, max: 9_999 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) => all.map(({ minutes, ...finding }) => ({ ...finding, numbers: numbersOf(minutes) })));

function numbersOf(minutes: number): Finding['numbers'] {
  const spans = { before_min: minutes, after_min: minutes + 1, limit_min: minutes + 2, rest_min: minutes };
  const dates = { day: '2026-10-24', date: '2026-10-24', week_start: '2026-10-19', needed_until: '2026-10-25' };
  return { ...spans, ...dates, under_age: 18, what: 'day', weeks: 17, credential: `C${minutes}`, overlap_min: minutes };
}

const wordsOf = ({ text, blocks = [] }: Message): string => [text, ...literalTexts(blocks)].join('\n');

test('nobody reads in a message what is private of somebody else; whoever approves reads all of it', () => {
  fc.assert(
    fc.property(findings, fc.constantFrom(...proposalStates), (found, state) => {
      const verdict: Verdict = { verdict: 'deny', decisive: found[0] ?? null, findings: found, policyRevision: 1 };
      const view = aProposalView({ state, verdict }, { legs: [aLeg(), legInReturn()] });
      const secretsFrom = (reader: string) =>
        found.filter(({ rule, person }) => PRIVATE.has(rule) && person !== reader);
      const textsOf = (all: readonly Finding[]) => all.map((finding) => findingText(finding, namesIn(view)));

      for (const reader of PARTIES) {
        const refusal = refusedByRules(verdict, { legs: view.legs, names: view.names, reader: partyReader(reader) });
        const read = [
          wordsOf(consentMessage(view, reader)),
          wordsOf(resultMessage(view, reader)),
          wordsOf(consentReminder(view, reader)),
          wordsOf(answerTo(view, partyReader(reader))),
          wordsOf(requestCard(aRequestView({}, { proposals: [view] }))),
          refusal.message,
        ].join('\n');

        for (const secret of textsOf(secretsFrom(reader))) expect(read).not.toContain(secret);
      }
      const blocked = aProposalView({ state: 'blocked', verdict }, { legs: view.legs });
      const [first] = textsOf(found);
      expect(wordsOf(approvalMessage(blocked))).toContain(first);
      expect(wordsOf(answerTo(blocked, { slackId: 'U0MAYA', isApprover: true }))).toContain(first);
    }),
  );
});

test('whoever approves reads also in a refusal what is private', () => {
  const finding: Finding = { rule: 'R27', severity: 'deny', person: 'U0LEO', numbers: {} };
  const verdict: Verdict = { verdict: 'deny', decisive: finding, findings: [finding], policyRevision: 1 };
  const about = { legs: [aLeg()], names: { U0LEO: 'Leo' }, reader: partyReader('U0MAYA') };

  expect(refusedByRules(verdict, about).message).toContain('something that is not yours to see');
  expect(refusedByRules(verdict, { ...about, reader: { slackId: 'U0MAYA', isApprover: true } }).message).toContain(
    'Leo: takes no part in swaps',
  );
});
