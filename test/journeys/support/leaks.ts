import { readFileSync } from 'node:fs';
import type { Call } from '../../../src/sandbox/calls/calls.ts';
import { pageState } from '../../../src/sandbox/page-api/page-state.ts';
import type { Workspace } from '../../support/workspace.ts';

/** Everything the app has said, to whom; watched from the moment it is made. */
export interface LeakWatch {
  /** How much has been said so far. */
  said(): number;
  /**
   * Where one of these words was shown to somebody who is none of `insiders`, each with the text before it: on a screen, in a
   * file, in a log, or in anything said `after` so much had been said.
   */
  leaks(words: readonly string[], insiders: readonly string[], after?: number): readonly string[];
}

/** Keeps every exchange between the app and the workspace; the workspace itself forgets all but the last ones. */
export function watchForLeaks({ world, apps }: Workspace): LeakWatch {
  const calls: Call[] = [];
  const add = world.calls.add.bind(world.calls);
  world.calls.add = (call) => {
    calls.push({ ...call, payload: textOf(call.payload), answer: textOf(call.answer) });
    add(call);
  };
  return {
    said: () => calls.length,
    leaks: (words, insiders, after = 0) => [
      ...saidTo(world.state, calls, words, insiders, after),
      ...onScreens(world, words, insiders),
      ...apps.flatMap(({ logPath }) => found('the log of the process', readFileSync(logPath, 'utf8'), words)),
    ],
  };
}

type World = Workspace['world'];

function saidTo(
  state: World['state'],
  calls: readonly Call[],
  words: readonly string[],
  insiders: readonly string[],
  after: number,
): readonly string[] {
  const clicks = calls.filter(({ direction }) => direction === 'to_app');
  return calls.slice(after).flatMap((call) => {
    if (call.direction === 'to_app')
      return found(`the answer to ${call.person}`, insidersAnswer(call, insiders), words);
    const to = addressee(state, call, clicks);
    return to !== undefined && insiders.includes(to)
      ? []
      : found(`${call.what} to ${to}`, withoutEcho(String(call.payload)), words);
  });
}

/** What is answered to an insider is theirs. */
function insidersAnswer({ person, answer }: Call, insiders: readonly string[]): string {
  return person !== undefined && insiders.includes(person) ? '' : withoutEcho(String(answer));
}

/** Whoever sees it; undefined for a channel, and where nobody can be told for sure. */
function addressee(state: World['state'], { payload }: Call, clicks: readonly Call[]): string | undefined {
  const text = String(payload);
  const channel = /"channel(?:_id)?":"([A-Z0-9]+)"/.exec(text)?.[1];
  return channel === undefined ? viewerOf(state, text, clicks) : partnerIn(state, channel, text);
}

/** Of a direct message, or of what only one person sees in a channel. */
function partnerIn(state: World['state'], channel: string, text: string): string | undefined {
  if (channel.startsWith('U')) return channel;
  const { kind, members = [] } = state.channels[channel] ?? {};
  if (kind === 'dm') return members.find((member) => state.people[member]?.kind !== 'bot');
  return /"user":"(U[A-Z0-9]+)"/.exec(text)?.[1];
}

/** Of App Home, or whoever pressed what opened or changed a form. */
function viewerOf(state: World['state'], text: string, clicks: readonly Call[]): string | undefined {
  const user = /"user(?:_id|s)":"(U[A-Z0-9]+)"/.exec(text)?.[1];
  const key = /"(?:trigger_id|view_id)":"([^"]+)"/.exec(text)?.[1];
  if (user !== undefined || key === undefined) return user;
  return state.views[key]?.user ?? clicks.find((click) => String(click.payload).includes(key))?.person;
}

/** Whoever looks for words reads them back. */
function withoutEcho(text: string): string {
  return text.replaceAll(/Nothing found for “[^”]*”|There is no case #\d+/g, '');
}

/** What people can look at now: channels, direct messages, forms, App Home, files. */
function onScreens(world: World, words: readonly string[], insiders: readonly string[]): readonly string[] {
  const { people } = world.state;
  const outsiders = Object.keys(people).filter((id) => people[id]?.kind !== 'bot' && !insiders.includes(id));
  const screens = outsiders.flatMap((id) =>
    found(`the screen of ${id}`, JSON.stringify(pageState(world, id, 0)), words),
  );
  const files = Object.values(world.state.files).map(({ contentBase64 }) => Buffer.from(contentBase64, 'base64'));
  return [...screens, ...files.flatMap((file) => found('a file', file.toString('utf8'), words))];
}

function found(where: string, text: string, words: readonly string[]): readonly string[] {
  return words.flatMap((word) => {
    const at = text.indexOf(word);
    return at < 0 ? [] : [`${word} in ${where}: …${text.slice(Math.max(0, at - 300), at + 60)}`];
  });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
