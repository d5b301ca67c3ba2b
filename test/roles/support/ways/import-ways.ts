import { forged } from '../../../support/acting.ts';
import { CARE } from '../../../support/northwind.ts';
import { command, event } from '../../../support/slack-requests.ts';
import { own, way, type Way } from './way.ts';

let sent = 0;

/** A file in a direct message to the app. */
function fileSent(): object {
  sent += 1;
  const ts = `1700000300.${String(sent).padStart(6, '0')}`;
  const files = [{ id: `F0FILE${sent}`, name: 'refunds.md' }];
  return event('message', { channel: 'D0DIRECT', channel_type: 'im', subtype: 'file_share', ts, text: '', files });
}

/** Policies from files and into files; what a button refers to is found by whoever gave the files alone. */
export const importWays: readonly Way[] = [
  way('policy.import', '/policy import', 'opens', () => command('/policy', 'import'), own),
  way('policy.import', 'a file sent to the app', 'changes', () => fileSent(), own),
  way('policy.look-up', '/policy export', 'opens', () => command('/policy', 'export')),
  way('policy.look-up', 'the form Export, sent unopened', 'changes', () => forged('policy.export', {}, { team: CARE })),
];
