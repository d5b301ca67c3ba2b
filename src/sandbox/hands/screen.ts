import type { ChannelState, MessageState, OpenViewState, PageState } from '../protocol.ts';
import { plainMrkdwn, wordsIn } from './words.ts';

/** Where to look: `#care`, `@Floorwalker` (a direct message), `home`, or `modal`. Nothing: everywhere. */
export type Place = `#${string}` | `@${string}` | 'home' | 'modal';

export function channelsAt(state: PageState, place: Place | undefined): ChannelState[] {
  if (place === 'home' || place === 'modal') return [];
  if (place === undefined) return state.channels;
  const name = place.slice(1).toLowerCase();
  if (place.startsWith('#')) return state.channels.filter((channel) => channel.name === name);
  return state.channels.filter((channel) => channel.kind === 'dm' && isCalled(state, channel.with, name));
}

function isCalled(state: PageState, id: string | undefined, name: string): boolean {
  const person = state.people.find((candidate) => candidate.id === id);
  return person !== undefined && [person.name, person.realName.toLowerCase()].includes(name);
}

/** Messages at a place, the newest first. */
export function messagesAt(state: PageState, place: Place | undefined): MessageState[] {
  const all = channelsAt(state, place).flatMap((channel) => channel.messages);
  return all.toSorted((one, other) => (one.ts < other.ts ? 1 : -1));
}

export function topView(state: PageState): OpenViewState | undefined {
  return state.views.at(-1);
}

/** What one message says; with blocks its plain text is not on the screen. */
export function messageWords(state: PageState, message: MessageState): string {
  const shown = message.blocks?.length ? wordsIn(state, message.blocks) : [plainMrkdwn(state, message.text)];
  const files = (message.files ?? []).map((file) => `[file ${file.name}] ${file.text ?? ''}`);
  return [...shown, ...files].join('\n');
}

export function viewWords(state: PageState, open: OpenViewState): string {
  return [...wordsIn(state, open.view), ...Object.values(open.errors ?? {}), open.trouble ?? ''].join('\n');
}

/** Everything a person can read at a place, one text per message, modal, Home tab or notice. */
export function textsAt(state: PageState, place: Place | undefined): string[] {
  const modal =
    place === undefined || place === 'modal' ? state.views.slice(-1).map((open) => viewWords(state, open)) : [];
  const home = (place === undefined || place === 'home') && state.home ? [wordsIn(state, state.home).join('\n')] : [];
  const notice = place === undefined && state.notice ? [state.notice] : [];
  return [...notice, ...modal, ...messagesAt(state, place).map((message) => messageWords(state, message)), ...home];
}

/** Whether a text says this. */
export function holds(text: string, words: string | RegExp): boolean {
  return typeof words === 'string' ? text.includes(words) : words.test(text);
}
