import { commandPayload, messageShortcutPayload, shortcutPayload } from '../delivery/payloads.ts';
import { respond } from '../delivery/respond.ts';
import { joinChannel, leaveChannel } from '../operations/membership.ts';
import type { Act, ActResult } from '../protocol.ts';
import type { Channel, Person } from '../state/state.ts';
import { noteRefusal } from '../calls/note-refusal.ts';
import { SlackRefusal } from '../web-api/refusal.ts';
import type { World } from '../world.ts';
import { askApp, notice } from './ask-app.ts';
import { channelFor, messageFor } from './places.ts';
import { ActProblem, done } from './result.ts';

type Of<Type extends Act['type']> = Extract<Act, { type: Type }>;

/** A slash command: works wherever the person can type, whether the app is there or not. */
export async function runCommand(world: World, act: Of<'command'>): Promise<ActResult> {
  const channel = channelFor(world, act.as, act.channel);
  delete world.state.notices[act.as];
  if (act.command === '/invite') return inviteByName(world, act, channel);
  if (act.command === '/remove') return removeByName(world, act, channel);
  if (!world.manifest.commands.some(({ command }) => command === act.command)) {
    notice(world, act.as, `${act.command} is not a valid command.`);
    return { ok: false, error: 'unknown_command' };
  }
  const payload = commandPayload(world, act.as, channel, act.command, act.text);
  const delivered = await askApp(world, act.as, act.command, { kind: 'slash_commands', payload });
  if (!delivered.ok) return { ok: false, error: delivered.reason };
  answerInPlace(world, act, channel, delivered.body);
  return done;
}

/** The body of the ack may hold the answer: plain text or a message. */
function answerInPlace(world: World, act: Of<'command'>, channel: Channel, body: unknown): void {
  if (body === undefined || body === '' || isEmptyObject(body)) return;
  try {
    respond(world, { user: act.as, channel: channel.id, ephemeral: false }, body);
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    noteRefusal(world, `answer to ${act.command}`, error, body);
    notice(world, act.as, `${act.command} failed with the error "${error.code}"`);
  }
}

function isEmptyObject(body: unknown): boolean {
  return typeof body === 'object' && body !== null && Object.keys(body).length === 0;
}

function inviteByName(world: World, act: Of<'command'>, channel: Channel): ActResult {
  const invited = namedIn(world, act);
  if (invited.length === 0) notice(world, act.as, 'Nobody of that name is here.');
  for (const person of invited) joinChannel(world, channel, person.id, act.as);
  return done;
}

function removeByName(world: World, act: Of<'command'>, channel: Channel): ActResult {
  const removed = namedIn(world, act).filter((person) => leaveChannel(world, channel, person.id));
  if (removed.length === 0) notice(world, act.as, 'Nobody of that name is in this channel.');
  return done;
}

function namedIn(world: World, { text }: Of<'command'>): Person[] {
  const names = new Set(text.split(/\s+/).map((word) => word.replace(/^@/, '').toLowerCase()));
  return Object.values(world.state.people).filter((person) => names.has(person.name.toLowerCase()));
}

export async function runShortcut(world: World, act: Of<'shortcut'>): Promise<ActResult> {
  const shortcut = findShortcut(world, act.callbackId, 'global');
  const payload = shortcutPayload(world, act.as, act.callbackId);
  const delivered = await askApp(world, act.as, shortcut, { kind: 'interactive', payload });
  return delivered.ok ? done : { ok: false, error: delivered.reason };
}

/** Works on any message the person sees, in channels the app is no member of as well. */
export async function runMessageShortcut(world: World, act: Of<'message_shortcut'>): Promise<ActResult> {
  const shortcut = findShortcut(world, act.callbackId, 'message');
  const channel = channelFor(world, act.as, act.channel);
  const message = messageFor(world, act.as, act.channel, act.ts);
  if ('to' in message) throw new ActProblem('shortcuts do not work on messages only you see');
  const payload = messageShortcutPayload(world, act.as, act.callbackId, channel, message);
  const delivered = await askApp(world, act.as, shortcut, { kind: 'interactive', payload });
  return delivered.ok ? done : { ok: false, error: delivered.reason };
}

function findShortcut(world: World, callbackId: string, type: 'global' | 'message'): string {
  const shortcut = world.manifest.shortcuts.find(
    (candidate) => candidate.callbackId === callbackId && candidate.type === type,
  );
  if (!shortcut) throw new ActProblem(`the app has no ${type} shortcut ${callbackId}`);
  return shortcut.name;
}
