import type { IncomingEvent } from './incoming.ts';
import type { Listener } from './listener.ts';
import { actionKey } from './action-id.ts';

type Kind = Listener['kind'];
type Of<K extends Kind> = Extract<Listener, { kind: K }>;

/** The hub: what is typed after it is its own text, unless the first word names another command. */
const HUB = '/floorwalker';
const HUB_ALIAS = '/fw';

/** Messages that people wrote, although Slack gives them a subtype. */
const WRITTEN_SUBTYPES = new Set(['file_share', 'thread_broadcast', 'me_message']);

export interface Route {
  readonly listener: Of<'command'>;
  readonly name: string;
  readonly text: string;
}

/** Finds the listener of what Slack sent; undefined when nobody listens. */
export interface Routes {
  /** All of them, for whoever has to try each. */
  readonly listeners: readonly Listener[];
  command(name: string, text: string): Route | undefined;
  shortcut(callbackId: string): Of<'shortcut'> | undefined;
  messageShortcut(callbackId: string): Of<'message_shortcut'> | undefined;
  click(actionId: string): Of<'click'> | Of<'click_now'> | undefined;
  submit(callbackId: string): Of<'submit'> | undefined;
  options(actionId: string): Of<'options'> | undefined;
  event(incoming: Pick<IncomingEvent, 'type' | 'event'>): Of<'event'> | undefined;
}

/** Throws when two listeners claim the same, because only one of them would ever hear of it. */
export function createRoutes(listeners: readonly Listener[]): Routes {
  const byKey = new Map<string, Listener>();
  for (const listener of listeners) {
    const key = slot(listener.kind, listener.key);
    if (byKey.has(key)) throw new Error(`two listeners for ${key}`);
    byKey.set(key, listener);
  }
  const commands = listeners.filter((listener) => listener.kind === 'command').map((listener) => listener.key);
  // Safe: a slot holds listeners of its own kinds only.
  const find = <K extends Kind>(kind: K, key: string) => byKey.get(slot(kind, key)) as Of<K> | undefined;

  return {
    listeners,
    command: (typed, text) => {
      const { name, rest } = unaliased(commands, typed, text);
      const listener = find('command', name);
      return listener && { listener, name, text: rest };
    },
    shortcut: (callbackId) => find('shortcut', callbackId),
    messageShortcut: (callbackId) => find('message_shortcut', callbackId),
    click: (actionId) => find<'click' | 'click_now'>('click', actionKey(actionId)),
    submit: (callbackId) => find('submit', callbackId),
    options: (actionId) => find('options', actionKey(actionId)),
    event: ({ type, event }) => {
      const { subtype } = event;
      if (typeof subtype !== 'string') return find('event', type);
      return find('event', `${type}.${subtype}`) ?? (WRITTEN_SUBTYPES.has(subtype) ? find('event', type) : undefined);
    },
  };
}

/** Both kinds of click share one slot, as an action id does not say which it is. */
function slot(kind: Kind, key: string): string {
  return `${kind === 'click_now' ? 'click' : kind} ${key}`;
}

/** `/fw escalate refund` and `/floorwalker escalate refund` are `/escalate refund`. */
function unaliased(commands: readonly string[], typed: string, text: string): { name: string; rest: string } {
  const name = withoutPrefix([...commands, HUB_ALIAS], typed);
  if (name !== HUB && name !== HUB_ALIAS) return { name, rest: text };

  const [first = ''] = text.split(/\s/, 1);
  const named = `/${first.replace(/^\//, '').toLowerCase()}`;
  if (named !== HUB && commands.includes(named)) return { name: named, rest: text.slice(first.length).trim() };
  return { name: HUB, rest: text };
}

/** A manifest may put a prefix before every command (`/acme-case`), for workspaces where another app has the plain one. */
function withoutPrefix(commands: readonly string[], typed: string): string {
  if (commands.includes(typed)) return typed;
  const fitting = commands.filter((command) => typed.endsWith(command.slice(1)));
  return fitting.toSorted((a, b) => b.length - a.length)[0] ?? typed;
}
