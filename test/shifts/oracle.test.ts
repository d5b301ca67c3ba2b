import { expect, test } from 'vitest';
import { checkTrade } from '../../src/features/shifts/rules/check-trade.ts';
import { ruleIds } from '../../src/features/shifts/rules/policy.ts';
import { judge, type Judgement } from './oracle/judge.ts';
import { randomTrade, type Trade } from './oracle/random-trade.ts';
import { inWords, smallest } from './oracle/smallest.ts';

/** Another one every time it is asked for by `ORACLE_SEED`; the same one otherwise, so that a red run can be had again. */
const SEED = Number(process.env['ORACLE_SEED'] ?? 20_261_122);
const SWAPS = Number(process.env['ORACLE_SWAPS'] ?? 10_000);

/** What is agreed between the two rather than found out by each stands at `judge`. */
test(
  'a second implementation, from the words alone, says the same of 10,000 random swaps',
  { timeout: 300_000 },
  () => {
    const verdicts = new Map<string, number>();
    const fired = new Map<string, number>();

    for (let seed = SEED; seed < SEED + SWAPS; seed++) {
      const trade = randomTrade(seed);
      const theirs = judgedByProduct(trade);
      const ours = judge(trade.roster, trade.legs, trade.policy);
      if (!isSame(theirs, ours)) throw new Error(difference(seed, trade));
      count(verdicts, ours.verdict);
      for (const id of new Set(ours.findings.map((finding) => finding.split(' ')[0] ?? ''))) count(fired, id);
    }

    for (const verdict of ['allow', 'review', 'deny']) expect(verdicts.get(verdict)).toBeGreaterThan(SWAPS / 15);
    const seldom = ruleIds.filter((id) => (fired.get(id) ?? 0) < SWAPS / 250);
    expect(seldom).toEqual([]);
  },
);

function judgedByProduct({ roster, legs, policy }: Trade): Judgement {
  const { verdict, decisive, findings } = checkTrade(roster, legs, policy);
  const names = findings.map(({ rule, person }) => `${rule} ${person ?? '-'}`);
  return { verdict, rule: decisive?.rule ?? null, findings: [...new Set(names)].toSorted() };
}

function isSame(theirs: Judgement, ours: Judgement): boolean {
  return JSON.stringify(theirs) === JSON.stringify(ours);
}

function difference(seed: number, trade: Trade): string {
  const differs = (of: Trade) => !isSame(judgedByProduct(of), judge(of.roster, of.legs, of.policy));
  const least = smallest(trade, differs);
  return [
    `They differ for seed ${seed} (ORACLE_SEED=${seed} ORACLE_SWAPS=1).`,
    `product: ${JSON.stringify(judgedByProduct(least))}`,
    `oracle:  ${JSON.stringify(judge(least.roster, least.legs, least.policy))}`,
    inWords(least),
  ].join('\n');
}

function count(into: Map<string, number>, name: string): void {
  into.set(name, (into.get(name) ?? 0) + 1);
}
