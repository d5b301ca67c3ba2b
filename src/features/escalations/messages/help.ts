import type { HelpEntry } from '../../../feature.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { section } from '../../../slack/blocks.ts';
import { code, inline } from '../../../slack/mrkdwn.ts';
import type { ListScope } from '../raising/command-text.ts';
import { snippet } from './parts.ts';

/** What to type or press, for the hub's help. */
export const help: readonly HelpEntry[] = [
  { how: '/escalate refund 180 angry', what: 'Ask for help with a customer. The words fill in the form.' },
  { how: '/escalate private', what: 'Raise something about people of the team, for a mediator of your choice only.' },
  { how: 'Escalate message (in the menu of a message)', what: 'The same, with that message quoted.' },
  { how: '/case list [mine | team | open]', what: 'See your cases; who leads a team sees all of its cases.' },
  { how: '/case 42', what: 'Open case 42.' },
  { how: '/handover', what: 'Hand over your open cases, with a proposed heir for each.' },
  { how: '/case search torn seam', what: 'Find cases by their words.' },
  { how: '/case promises [mine | team]', what: 'See what customers were promised, and by when.' },
  { how: '/case exceptions', what: 'See which decisions departed from policy, and from what (leads and up).' },
  { how: '/case export', what: 'Get the cases as a CSV file.' },
];

/** The answer to `/case` on its own. */
export function caseHelp(): Message {
  const lines = help.filter(({ how }) => how.startsWith('/case')).map(({ how, what }) => `${code(how)}  ${what}`);
  const text = lines.join('\n');
  return { text, blocks: [section(text)] };
}

/** To somebody who asked for a list that there is not. */
export function unknownList(words: string): Message {
  const text = `There is no list “${named(words)}”. Type ${lists}. Closed cases are found by their words: ${code('/case search torn seam')}.`;
  return { text, blocks: [section(text)] };
}

/** Below a list, for somebody who sees more than their own cases. */
export function otherLists(shown: ListScope): string {
  const others = scopes
    .filter((scope) => scope !== shown)
    .map((scope) => `${code(`/case list ${scope}`)} ${listed[scope]}`);
  return `Also: ${others.join(' · ')}`;
}

const scopes = ['mine', 'team', 'open'] as const satisfies readonly ListScope[];
const listed: Readonly<Record<ListScope, string>> = {
  mine: 'only your own',
  team: 'all of your team',
  open: 'only what is open',
};

/** Instead of the cases found: the words may have been meant as a command. */
export function nothingFound(words: string): string {
  return `Nothing found for “${named(words)}”. Try other words, or type ${code('/case 42')}, ${lists} or ${code('/case export')}.`;
}

const lists = scopes.map((scope) => code(`/case list ${scope}`)).join(', ');

function named(words: string): string {
  return inline(snippet(words, 60));
}
