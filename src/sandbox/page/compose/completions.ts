/** What can complete the word at the caret: commands, people, channels, emoji. */
import type { PageState } from '../../protocol.ts';
import { searchEmoji } from '../text/emoji.ts';

export interface Completion {
  key: string;
  label: string;
  /** What can follow, which is not inserted. */
  usage?: string;
  hint: string;
  /** Replaces the text from `from` up to the caret. */
  insert: string;
  from: number;
}

/** Commands that the workspace itself knows. */
export const BUILT_IN = [
  { command: '/invite', usageHint: '@somebody', description: 'Add somebody, or an app, to this channel' },
  { command: '/join', usageHint: '', description: 'Join this channel' },
  { command: '/leave', usageHint: '', description: 'Leave this channel' },
];

const MOST = 8;

/** Completions for the text before the caret, best first. */
export function completionsFor(before: string, state: PageState): Completion[] {
  const command = /^\/\S*$/.exec(before);
  if (command) return commandCompletions(command[0], state);
  const word = /(?:^|\s|\()([@#:])([\w.+'-]*)$/.exec(before);
  if (!word) return [];
  const [, mark, typed = ''] = word;
  const from = before.length - typed.length - 1;
  if (mark === '@') return peopleCompletions(typed, from, state);
  if (mark === '#') return channelCompletions(typed, from, state);
  return typed.length < 2 ? [] : emojiCompletions(typed, from);
}

/** The usage line of the command that is being typed. */
export function commandHint(
  typed: string,
  state: PageState,
): { command: string; usageHint: string; description: string } | null {
  const name = /^(\/\S+)\s/.exec(typed)?.[1];
  return [...state.commands, ...BUILT_IN].find((one) => one.command === name) ?? null;
}

function commandCompletions(typed: string, state: PageState): Completion[] {
  return [...state.commands, ...BUILT_IN]
    .filter((one) => one.command.startsWith(typed.toLowerCase()))
    .map((one) => ({
      key: one.command,
      label: one.command,
      usage: one.usageHint,
      hint: one.description,
      insert: `${one.command} `,
      from: 0,
    }));
}

function peopleCompletions(typed: string, from: number, state: PageState): Completion[] {
  const wanted = typed.toLowerCase();
  return state.people
    .filter((person) => person.kind !== 'deactivated')
    .filter((person) => person.name.startsWith(wanted) || person.realName.toLowerCase().includes(wanted))
    .slice(0, MOST)
    .map((person) => ({
      key: person.id,
      label: person.realName,
      hint: `@${person.name}${person.title ? ` · ${person.title}` : ''}`,
      insert: `@${person.name} `,
      from,
    }));
}

function channelCompletions(typed: string, from: number, state: PageState): Completion[] {
  return state.channels
    .filter((channel) => channel.kind !== 'dm' && channel.name.includes(typed.toLowerCase()))
    .slice(0, MOST)
    .map((channel) => ({ key: channel.id, label: `#${channel.name}`, hint: '', insert: `#${channel.name} `, from }));
}

function emojiCompletions(typed: string, from: number): Completion[] {
  return searchEmoji(typed, MOST).map((choice) => ({
    key: choice.name,
    label: `${choice.emoji}  :${choice.name}:`,
    hint: '',
    insert: `:${choice.name}: `,
    from,
  }));
}
