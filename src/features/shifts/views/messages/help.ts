import type { HelpEntry } from '../../../../feature.ts';
import type { Message } from '../../../../outbox/enqueue.ts';
import { section } from '../../../../slack/blocks.ts';
import { code } from '../../../../slack/mrkdwn.ts';

/** What to type or press, for the hub's help. */
export const help: readonly HelpEntry[] = [
  { how: '/shift', what: 'See your shifts of this week, and who works with you.' },
  { how: '/shift team', what: "See the team's week; `open` shows the shifts that nobody has yet." },
  {
    how: '/shift today',
    what: 'See who is on now, until when, and who comes next; or `tomorrow`, `Friday`, `24 Dec`.',
  },
  { how: '/shift @name', what: 'See the shifts of somebody on your teams.' },
  { how: '/shift week of 7 Dec', what: 'See another week; also `next week`, `team next week`.' },
];

/** The answer to `/shift help`. */
export function shiftHelp(): Message {
  const text = help.map(({ how, what }) => `${code(how)}  ${what}`).join('\n');
  return { text, blocks: [section(text)] };
}
