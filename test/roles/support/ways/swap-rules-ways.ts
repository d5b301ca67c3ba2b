import { forged, pressed } from '../../../support/acting.ts';
import { CARE } from '../../../support/northwind.ts';
import { way, type Way } from './way.ts';

/** A date that is not over in any zone. */
const soon = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
const list = { teamId: CARE, revision: 0, countsFrom: soon, packs: [], switches: ['delta'] };

/** The rules of swaps, all of them and one. */
export const swapRulesWays: readonly Way[] = [
  way('swap.rules', 'the button Swap rules', 'opens', () => pressed(`swap.rules:${CARE}`, CARE)),
  way('swap.rules', 'the form Swap rules, sent unopened', 'changes', () => forged('swap.rules', list, { packs: [] })),
  way('swap.rules', 'the form of a rule, sent unopened', 'changes', () =>
    forged(
      'swap.rule',
      { general: list, revision: 0, rule: 'R16' },
      { severity: 'review', max_days: '5', counts: 'start_date' },
    ),
  ),
];
