import { forged } from '../../../support/acting.ts';
import { CARE } from '../../../support/northwind.ts';
import { command } from '../../../support/slack-requests.ts';
import { own, way, type Way } from './way.ts';

/** Policies from files and into files; what a button refers to is found by whoever gave the files alone. */
export const importWays: readonly Way[] = [
  way('policy.import', '/policy import', 'opens', () => command('/policy', 'import'), own),
  way('policy.look-up', '/policy export', 'opens', () => command('/policy', 'export')),
  way('policy.look-up', 'the form Export, sent unopened', 'changes', () => forged('policy.export', {}, { team: CARE })),
];
