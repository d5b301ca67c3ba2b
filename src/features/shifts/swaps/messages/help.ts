import type { HelpEntry } from '../../../../feature.ts';
import type { Message } from '../../../../outbox/enqueue.ts';
import { section } from '../../../../slack/blocks.ts';
import { clip, code, inline } from '../../../../slack/mrkdwn.ts';

/** What to type or press, for the hub's help. */
export const swapHelpEntries: readonly HelpEntry[] = [
  { how: '/swap', what: 'See what waits for you, your requests, and your next shifts to swap.' },
  { how: '/swap friday', what: 'Give away or trade your shift of that day; also `tomorrow`, `24 Dec`.' },
  { how: '/swap open', what: 'Pick up a shift that nobody has yet.' },
  { how: '/swap @name', what: 'For those who plan: swap a shift for somebody, or have it covered now.' },
  { how: '/swap rules', what: 'For managers: which swaps are allowed, and which a manager looks at.' },
];

/** The answer to `/swap help`, and to words that are neither a day nor anything else. */
export function swapHelp(unknown?: string): Message {
  const lines = swapHelpEntries.map(({ how, what }) => `${code(how)}  ${what}`);
  const first =
    unknown === undefined ? [] : [`“${inline(clip(unknown, 100))}” is neither a day nor somebody on your teams. Try:`];
  const text = [...first, ...lines].join('\n');
  return { text, blocks: [section(text)] };
}

/** To whoever named somebody by what several are called. */
export function whoIsMeant(names: readonly string[]): Message {
  return { text: `Who is meant: ${names.slice(0, 10).map(inline).join(', ')}? Write the whole name.` };
}
