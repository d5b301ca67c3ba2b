import { expect, test } from 'vitest';
import { literalTexts } from '../../../../../test/support/block-check.ts';
import { aLeg, aProposalView, aShift, aVerdict } from '../../../../../test/support/swap-views.ts';
import type { Finding } from '../../rules/verdict.ts';
import { partyReader } from '../verdicts/reader.ts';
import { refusedByRules } from '../verdicts/refusal.ts';
import { approvalMessage } from './approval.ts';
import { consentMessage } from './to-parties.ts';
import { findingLines, linesFor } from './verdict-lines.ts';

const atOnce: Finding = {
  rule: 'R5',
  severity: 'deny',
  person: 'U0LEO',
  numbers: {
    overlap_min: 240,
    shifts: ['late', 'night'],
    spans: ['2026-11-24 14:00/2026-11-24 22:00', '2026-11-24 18:00/2026-11-25 02:00'],
  },
};
const noRest: Finding = {
  rule: 'R10',
  severity: 'deny',
  person: 'U0LEO',
  numbers: { shifts: ['late', 'night'], rest_min: 0, limit_min: 660 },
};
const verdict = aVerdict('deny', [atOnce, noRest]);
const names = { person: () => 'Leo', shift: () => 'a shift' };
const said = 'Leo: two shifts at once for 4 h 00: Tue 24 Nov 14:00–22:00 and Tue 24 Nov 18:00–02:00';

test('two shifts at once are said once, by when they are, whoever reads it', () => {
  const leg = { shift: aShift(), from: 'U0ANA', to: 'U0LEO', fromAt: new Date(), toAt: new Date(), isPart: false };
  const refused = refusedByRules(verdict, { legs: [leg], names: { U0LEO: 'Leo' }, reader: partyReader('U0LEO') });

  expect(findingLines(verdict, names)).toEqual([said]);
  expect(linesFor(partyReader('U0ANA'), verdict, names)).toEqual([said]);
  expect(refused.message).toBe(`The rules do not allow it: ${said}.`);
});

test('what the rules found stands under Rules, before until when the answer is wanted', () => {
  const asked = aProposalView({ state: 'consent', verdict }, { legs: [aLeg()] });
  const toApprove = aProposalView({ state: 'approval', verdict }, { legs: [aLeg()] });

  for (const { blocks = [] } of [consentMessage(asked, 'U0ANA'), approvalMessage(toApprove)]) {
    expect(literalTexts(blocks).join(' ')).toMatch(/Rules.*two shifts at once.*Answer by/s);
  }
});
