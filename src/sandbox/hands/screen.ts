import type { ChannelState, MessageState, OpenViewState, PageState } from '../protocol.ts';
import { optionsIn, controlsIn } from './controls.ts';
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

const MESSAGES_SHOWN = 8;

/** The screen in text, for a test that failed: what was there to see. */
export function describeScreen(state: PageState, place: Place | undefined): string {
  const shown = channelsAt(state, place).filter((channel) => place !== undefined || channel.messages.length > 0);
  const lines = [
    ...(state.notice ? [`Notice: ${state.notice}`] : []),
    ...state.views.flatMap((open) => ['Modal:', indent(viewWords(state, open)), controlsLine(open.view.blocks)]),
    ...(place === 'home' || place === undefined
      ? ['Home:', indent(state.home ? wordsIn(state, state.home).join('\n') : '(empty)')]
      : []),
    ...shown.flatMap((channel) => channelLines(state, channel)),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

function channelLines(state: PageState, channel: ChannelState): string[] {
  const messages = channel.messages.slice(-MESSAGES_SHOWN).map((message) => messageLine(state, message));
  return [channelTitle(state, channel)].concat(messages);
}

function channelTitle(state: PageState, channel: ChannelState): string {
  return channel.kind === 'dm' ? `DM with ${nameOf(state, channel.with)}:` : `#${channel.name}:`;
}

function messageLine(state: PageState, message: MessageState): string {
  const marks = `${message.threadTs && message.threadTs !== message.ts ? '↳ ' : ''}${message.ephemeral ? '(only you) ' : ''}`;
  const text = indent(`${marks}${nameOf(state, message.user)}: ${messageWords(state, message)}`);
  const controls = controlsLine(message.blocks);
  return controls === '' ? text : `${text}\n${controls}`;
}

function controlsLine(blocks: readonly unknown[] | undefined): string {
  const names = controlsIn(blocks).flatMap(({ element }) => {
    const text = wordsIn({ people: [], channels: [] }, element['text']).join('');
    const options = optionsIn(element).flatMap((option) => wordsIn({ people: [], channels: [] }, option['text']));
    return text !== '' ? [`[${text}]`] : options.map((option) => `(${option})`);
  });
  return names.length === 0 ? '' : indent(names.join(' '));
}

function nameOf(state: PageState, id: string | undefined): string {
  return state.people.find((person) => person.id === id)?.realName ?? id ?? 'nobody';
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}
