import type { ChannelState, MessageState, PageState } from '../protocol.ts';
import type { Trouble } from './client.ts';
import { type Control, controlsIn, isField, optionsIn } from './controls.ts';
import { channelsAt, holds, messageWords, type Place, viewWords } from './screen.ts';
import { wordsIn } from './words.ts';

/** Where somebody looks. */
export interface Where {
  /** Default: everywhere this person can look, the topmost modal first. */
  readonly in?: Place;
  /** Only a message, modal or Home tab that says this. */
  readonly on?: string;
}

export interface Failure {
  /** The person's name. */
  readonly who: string;
  /** What they tried: “waited 15 s in vain to see “Claim””. */
  readonly tried: string;
  readonly where: Where;
  readonly why?: string | undefined;
  readonly screen: PageState;
  readonly troubles: readonly Trouble[];
}

const MESSAGES_SHOWN = 8;
const PLACES_SHOWN = 3;
const OPTIONS_SHOWN = 12;
const TROUBLES_SHOWN = 5;
const LATELY_MS = 60_000;

/** A failure in words, for whoever reads the log of a test: who, what they tried, where, and what was there instead. */
export function describeFailure({ who, tried, where, why, screen, troubles }: Failure): string {
  // What is missing in a modal is told with the modal, which comes next.
  const place = where.in === undefined || where.in === 'modal' ? '' : ` in ${where.in}`;
  const on = where.on === undefined ? '' : `, on what says “${where.on}”`;
  const because = why === undefined ? '' : `: ${why}`;
  const headline = `${who} ${tried}${place}${on}${because}`;
  return [headline, 'There was:', ...indent(placeLines(screen, where)), ...lately(screen, troubles)].join('\n');
}

function placeLines(screen: PageState, where: Where): string[] {
  const notice = screen.notice ? [`a notice: ${screen.notice}`] : [];
  switch (where.in) {
    case 'modal':
      return [...notice, ...modalLines(screen)];
    case 'home':
      return [...notice, ...homeLines(screen)];
    case undefined:
      return [...notice, ...modalLines(screen), ...homeLines(screen), ...livelyPlaces(screen, where)];
    default:
      return [...notice, ...modalTitle(screen), ...channelsOrNone(screen, where.in, where)];
  }
}

function modalLines(screen: PageState): string[] {
  const top = screen.views.at(-1);
  if (!top) return ['no modal', ...onlyForThem(screen)];
  return ['a modal:', ...indent(read(screen, viewWords(screen, top), top.view.blocks))];
}

function modalTitle({ views }: PageState): string[] {
  const view = views.at(-1)?.view;
  return view?.type === 'modal' ? [`a modal over it: “${view.title.text}”`] : [];
}

/** What the app told this person instead of opening something. */
function onlyForThem(screen: PageState): string[] {
  const told = screen.channels.flatMap(({ messages }) => messages).filter(({ ephemeral }) => ephemeral);
  return told.slice(-2).flatMap((message) => messageLines(screen, message));
}

function homeLines(screen: PageState): string[] {
  if (!screen.home) return ['Home: nothing here yet'];
  const { home } = screen;
  return ['Home:', ...indent(read(screen, wordsIn(screen, home).join('\n'), home.blocks))];
}

/** The places where something was said last. */
function livelyPlaces(screen: PageState, where: Where): string[] {
  const lastSaid = ({ messages }: ChannelState): string => messages.at(-1)?.ts ?? '';
  const lively = screen.channels
    .filter(({ messages }) => messages.length > 0)
    .toSorted((one, other) => (lastSaid(one) < lastSaid(other) ? 1 : -1));
  const shown = lively.slice(0, PLACES_SHOWN).flatMap((channel) => channelLines(screen, channel, where));
  const more = lively.length - PLACES_SHOWN;
  return more > 0 ? [...shown, `and ${more} places where something was said earlier`] : shown;
}

function channelsOrNone(screen: PageState, place: Place, where: Where): string[] {
  const channels = channelsAt(screen, place);
  if (channels.length > 0) return channels.flatMap((channel) => channelLines(screen, channel, where));
  const others = screen.channels.map((channel) => placeName(screen, channel));
  return [`no ${place} for them; there are ${others.join(', ')}`];
}

function channelLines(screen: PageState, channel: ChannelState, { on }: Where): string[] {
  const name = placeName(screen, channel);
  const { messages } = channel;
  if (messages.length === 0) return [`${name}: nothing here yet`];
  const meant = on === undefined ? [] : messages.filter((message) => holds(messageWords(screen, message), on));
  const title = on !== undefined && meant.length === 0 ? `${name}, where nothing says “${on}”:` : `${name}:`;
  const shown = (meant.length > 0 ? meant : messages).slice(-MESSAGES_SHOWN);
  return [title, ...indent(shown.flatMap((message) => messageLines(screen, message)))];
}

function messageLines(screen: PageState, message: MessageState): string[] {
  const reply = message.threadTs !== undefined && message.threadTs !== message.ts ? '↳ ' : '';
  const [first = '', ...rest] = read(screen, messageWords(screen, message), message.blocks);
  const start = `${reply}${message.ephemeral ? '(only visible to them) ' : ''}${nameOf(screen, message.user)}: ${first}`;
  return [start, ...indent(rest)];
}

/** A text line by line; what stands on its controls comes last, and only once. */
function read(screen: PageState, text: string, blocks: readonly unknown[] | undefined): string[] {
  const onControls = new Set(
    controlsIn(blocks).flatMap(({ block, element }) => wordsIn(screen, [block['label'], element])),
  );
  const lines = text.split('\n').filter((line) => line !== '' && !onControls.has(line));
  return [...lines, ...controlLines(screen, blocks)];
}

/** What can be pressed, typed into and chosen there, by the words on it. */
function controlLines(screen: PageState, blocks: readonly unknown[] | undefined): string[] {
  const controls = controlsIn(blocks);
  const buttons = controls.filter((control) => !isField(control)).flatMap((control) => buttonWords(screen, control));
  const fields = controls.filter(isField).map((control) => fieldWords(screen, control));
  return [
    ...(buttons.length > 0 ? [`buttons: ${buttons.join(' ')}`] : []),
    ...(fields.length > 0 ? [`fields: ${fields.join(', ')}`] : []),
  ];
}

function buttonWords(screen: PageState, { element }: Control): string[] {
  if (element['type'] === 'overflow') return [`[⋯ ${optionWords(screen, element)}]`];
  return wordsIn(screen, element['text']).map((words) => `[${words}]`);
}

function fieldWords(screen: PageState, { block, element }: Control): string {
  const beside = [block['label'], block['text'], element['placeholder']].flatMap((text) => wordsIn(screen, text));
  const options = optionWords(screen, element);
  return `“${beside[0] ?? String(element['action_id'])}”${options === '' ? '' : ` (${options})`}`;
}

/** The options of an element as they read, the first dozen of them. */
export function optionWords(screen: PageState, element: Readonly<Record<string, unknown>>): string {
  const options = optionsIn(element).flatMap((option) => wordsIn(screen, option['text']));
  const more = options.length - OPTIONS_SHOWN;
  return options.slice(0, OPTIONS_SHOWN).join(' / ') + (more > 0 ? ` … and ${more} more` : '');
}

/** What went wrong in the last minute of the workspace's clock. */
function lately({ clock }: PageState, troubles: readonly Trouble[]): string[] {
  const now = Date.parse(clock.now);
  const recent = troubles.filter(({ at }) => Math.abs(now - Date.parse(at)) <= LATELY_MS).slice(-TROUBLES_SHOWN);
  return recent.length === 0 ? [] : ['Between the app and the workspace, lately:', ...indent(recent.map(troubleLine))];

  function troubleLine({ at, what, outcome, error, reasons }: Trouble): string {
    const said = { ok: '', refused: 'refused', fault: 'met a fault', no_answer: 'the app did not answer' }[outcome];
    const seconds = Math.round((now - Date.parse(at)) / 1000);
    return [`${seconds} s before, ${what}: ${said}`, error ?? '', ...reasons].filter((text) => text !== '').join(', ');
  }
}

function placeName(screen: PageState, channel: ChannelState): string {
  return channel.kind === 'dm' ? `the messages with ${nameOf(screen, channel.with)}` : `#${channel.name}`;
}

function nameOf(screen: PageState, id: string | undefined): string {
  return screen.people.find((person) => person.id === id)?.realName ?? id ?? 'nobody';
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
