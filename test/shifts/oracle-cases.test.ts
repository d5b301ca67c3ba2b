import { describe, expect, test } from 'vitest';
import { sharedData } from '../support/shared-data.ts';
import { judge } from './oracle/judge.ts';
import { type Case, readCases, tradeOf } from './oracle/read-cases.ts';

const path = sharedData('shift-rules.json');

describe.skipIf(!path)('the oracle against the worked cases of the trade', () => {
  test.each(path ? readCases(path) : [])('$name', (of: Case) => {
    const trade = tradeOf(of);

    const { verdict, rule, findings } = trade
      ? judge(trade.roster, trade.legs, trade.policy)
      : { verdict: 'invalid', rule: 'TIME', findings: [] };

    const { also, flags } = of.expect;
    const decisive = of.expect.verdict === 'invalid' ? null : of.expect.rule;
    expect({ verdict, rule }).toEqual({ verdict: of.expect.verdict, rule: of.expect.rule });
    expect(new Set(findings.map((finding) => finding.split(' ')[0]))).toEqual(
      new Set([decisive, ...also, ...flags].filter((id) => id !== null)),
    );
  });
});
