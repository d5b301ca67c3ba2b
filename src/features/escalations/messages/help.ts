import type { HelpEntry } from '../../../feature.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { section } from '../../../slack/blocks.ts';
import { code } from '../../../slack/mrkdwn.ts';

/** What to type or press, for the hub's help. */
export const help: readonly HelpEntry[] = [
  { how: '/escalate refund 180 angry', what: 'Ask for help with a customer. The words fill in the form.' },
  { how: 'Escalate message (in the menu of a message)', what: 'The same, with that message quoted.' },
  { how: '/case list [mine | team | open]', what: 'See cases.' },
  { how: '/case 42', what: 'Open case 42.' },
  { how: '/case search late parcel', what: 'Find cases by their words.' },
  { how: '/case export', what: 'Get the cases as a CSV file.' },
];

/** The answer to `/case` on its own. */
export function caseHelp(): Message {
  const lines = help.filter(({ how }) => how.startsWith('/case')).map(({ how, what }) => `${code(how)}  ${what}`);
  const text = lines.join('\n');
  return { text, blocks: [section(text)] };
}
