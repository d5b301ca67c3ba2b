import { deleteMessage, editMessage, react, unreact } from '../operations/change-message.ts';
import { announceShared } from '../operations/files.ts';
import { pinMessage, unpinMessage } from '../operations/pin-message.ts';
import { postMessage } from '../operations/post-message.ts';
import { type Act, type ActResult, MOST_FILES } from '../protocol.ts';
import { findMessage } from '../state/messages.ts';
import type { StoredFile } from '../state/state.ts';
import type { World } from '../world.ts';
import { channelToWriteIn, messageFor, personIn } from './places.ts';
import { ActProblem, done } from './result.ts';

type Of<Type extends Act['type']> = Extract<Act, { type: Type }>;

/** What people do to messages; the app only hears of it by events. */
export function sayMessage(world: World, act: Of<'message'>): ActResult {
  const channel = channelToWriteIn(world, act.as, act.channel);
  const files = filesToSend(world, act);
  if (act.threadTs && !findMessage(world.state, channel.id, act.threadTs)) throw new ActProblem('that thread is gone');
  const message = postMessage(world, channel, {
    user: act.as,
    text: act.text,
    threadTs: act.threadTs,
    alsoInChannel: act.broadcast,
    files: files.map(({ id }) => id),
  });
  for (const file of files) {
    file.channels.push(channel.id);
    announceShared(world, file, channel);
  }
  return { ok: true, ts: message.ts };
}

function filesToSend(world: World, { as, text, files = [] }: Of<'message'>): StoredFile[] {
  if (text.trim() === '' && files.length === 0) throw new ActProblem('nothing to send');
  if (files.length > MOST_FILES) throw new ActProblem(`a message takes ${MOST_FILES} files`);
  const own = files.flatMap((id) => world.state.files[id] ?? []).filter(({ user }) => user === as);
  if (own.length < files.length) throw new ActProblem('that file is gone');
  return own;
}

export function editOwn(world: World, act: Of<'edit'>): ActResult {
  const message = messageFor(world, act.as, act.channel, act.ts);
  if (message.user !== act.as) throw new ActProblem('only your own messages can be edited');
  editMessage(world, message, act.as, { text: act.text });
  return done;
}

export function deleteOwn(world: World, act: Of<'delete'>): ActResult {
  const message = messageFor(world, act.as, act.channel, act.ts);
  if (message.user !== act.as && !personIn(world, act.as).isAdmin)
    throw new ActProblem('only your own messages can be deleted');
  deleteMessage(world, message);
  return done;
}

export function reactTo(world: World, act: Of<'react' | 'unreact'>): ActResult {
  channelToWriteIn(world, act.as, act.channel);
  const message = messageFor(world, act.as, act.channel, act.ts);
  if ('to' in message) throw new ActProblem('nobody can react to a message only you see');
  (act.type === 'react' ? react : unreact)(world, message, act.name, act.as);
  return done;
}

export function pinOrUnpin(world: World, act: Of<'pin' | 'unpin'>): ActResult {
  const channel = channelToWriteIn(world, act.as, act.channel);
  const message = messageFor(world, act.as, act.channel, act.ts);
  if ('to' in message) throw new ActProblem('nobody can pin a message only you see');
  const isDone = (act.type === 'pin' ? pinMessage : unpinMessage)(world, channel, message, act.as);
  return isDone ? done : { ok: false, error: act.type === 'pin' ? 'already_pinned' : 'no_pin' };
}

export function dismissNotice(world: World, act: Of<'dismiss_notice'>): ActResult {
  delete world.state.notices[act.as];
  world.changed();
  return done;
}
