import type { HelpEntry } from '../../../../feature.ts';
import type { Message } from '../../../../outbox/enqueue.ts';
import { actionId } from '../../../../slack/action-id.ts';
import { actions, button, plainSection, section } from '../../../../slack/blocks.ts';
import { LIMITS } from '../../../../slack/limits.ts';
import { clip, code, inline, oneLine } from '../../../../slack/mrkdwn.ts';
import type { Colleague } from '../find-colleague.ts';
import { targetValue } from '../targets.ts';
import { SHOW } from '../windows/frame.ts';

/** What to type or press, for the hub's help. */
export const help: readonly HelpEntry[] = [
  { how: '/shift', what: 'See your shifts of this week, and who works with you.' },
  { how: '/shift team', what: "See the team's week." },
  { how: '/shift today', what: 'See who is on now, until when, and who comes next. Also: tomorrow, Friday, 24 Dec.' },
  { how: '/shift open', what: 'See the shifts that nobody has yet, and pick one up.' },
  { how: '/shift feed', what: 'Have your shifts, or your team’s, in your calendar.' },
  { how: '/shift export', what: 'Have the roster as a file; for leads and up.' },
  { how: '/shift @name', what: 'See the shifts of somebody on your teams.' },
  { how: '/shift week of 7 Dec', what: 'See another week. Also: next week, team next week, @name next week.' },
  { how: '/shift away', what: 'Say when you cannot work, and when you can.' },
  { how: '/shift import', what: 'Import a roster from a file; `add`, `publish` and `skills` change it by hand.' },
];

/** The answer to `/shift help`. */
export function shiftHelp(): Message {
  return linesOf();
}

/** The answer to words that mean nothing here, and that nobody is named. */
export function unknownShiftText(words: string): Message {
  return linesOf(`I know no “${named(words)}”, neither as a day nor as somebody on your teams. This is what I know:`);
}

export function nobodyNamed(name: string): Message {
  const text = `Nobody on your teams is called “${name === '' ? '@' : named(name)}”.`;
  return { text, blocks: [section(text)] };
}

/** Several are called like that. */
export function whichColleague(name: string, found: readonly Colleague[], date: string): Message {
  const shown = found.slice(0, MOST_NAMES);
  const text = `Who is meant by “${clip(oneLine(name), 60)}”?`;
  const rest = found.length > shown.length ? ' There are more: type the whole name.' : '';
  const buttons = shown.map(({ slackId, name: label }, index) =>
    button(oneLine(label), actionId(SHOW, index), { value: targetValue({ kind: 'person', slackId, date }) }),
  );
  return { text: inline(text), blocks: [plainSection(`${text}${rest}`), actions(buttons)] };
}

const MOST_NAMES = Math.min(10, LIMITS.actions);

function linesOf(before?: string): Message {
  const lines = help.map(({ how, what }) => `${code(how)}  ${what}`);
  const text = [...(before === undefined ? [] : [before]), ...lines].join('\n');
  return { text, blocks: [section(text)] };
}

function named(words: string): string {
  return inline(clip(oneLine(words), 60));
}
