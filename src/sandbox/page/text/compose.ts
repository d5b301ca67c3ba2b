/** Between what a person types and what Slack stores. */
import type { ChannelState, PersonState } from '../../protocol.ts';
import { unescapeText } from './mrkdwn-parse.ts';

/** Typed text as Slack stores it: markup escaped, @handles and #channels of the workspace turned into mentions. */
export function toStoredText(typed: string, people: PersonState[], channels: ChannelState[]): string {
  const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped
    .replaceAll(/(^|[\s(])@([\w.-]*\w)/g, (all, before: string, handle: string) => {
      if (/^(here|channel|everyone)$/.test(handle)) return `${before}<!${handle}>`;
      const person = people.find((candidate) => candidate.name === handle.toLowerCase());
      return person ? `${before}<@${person.id}>` : all;
    })
    .replaceAll(/(^|[\s(])#([\w-]+)/g, (all, before: string, name: string) => {
      const channel = channels.find((candidate) => candidate.kind !== 'dm' && candidate.name === name);
      return channel ? `${before}<#${channel.id}>` : all;
    });
}

/** Stored text as its author would type it again. */
export function toTypedText(stored: string, people: PersonState[], channels: ChannelState[]): string {
  const typed = stored
    .replaceAll(
      /<@(\w+)(?:\|[^>]*)?>/g,
      (_all, id: string) => `@${people.find((person) => person.id === id)?.name ?? id}`,
    )
    .replaceAll(
      /<#(\w+)(?:\|[^>]*)?>/g,
      (_all, id: string) => `#${channels.find((channel) => channel.id === id)?.name ?? id}`,
    )
    .replaceAll(/<!(here|channel|everyone)>/g, '@$1')
    .replaceAll(/<((?:https?|mailto):[^>|]+)(?:\|[^>]*)?>/g, '$1');
  return unescapeText(typed);
}

export interface TypedCommand {
  command: string;
  text: string;
}

/** `/escalate refund 180` → command and text; null when the text is no command. */
export function parseCommand(typed: string): TypedCommand | null {
  const found = /^(\/[^\s/]+)(?:\s+([\s\S]*))?$/.exec(typed.trim());
  return found?.[1] ? { command: found[1], text: (found[2] ?? '').trim() } : null;
}
