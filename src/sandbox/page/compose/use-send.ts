/** What pressing Enter in a composer does: a message, a command of the app, or one of the workspace's own. */
import type { ActResult, ChannelState } from '../../protocol.ts';
import { upload } from '../state/upload.ts';
import { useWorkspace, type Workspace } from '../state/workspace.ts';
import { parseCommand, toStoredText, type TypedCommand } from '../text/compose.ts';
import type { Draft } from './use-draft.ts';

const NO_FILES = 'Commands take no files. Remove them, or put a space in front to send it as a message.';

/** Sends what was typed and attached. Answers with what is wrong with it, or null when it is gone. */
export function useSend(
  channel: ChannelState,
  threadTs: string | null,
): (draft: Draft, alsoInChannel?: boolean) => Promise<string | null> {
  const workspace = useWorkspace();
  return async ({ text: typed, files }, alsoInChannel = false) => {
    const command = parseCommand(typed);
    if (command && files.length > 0) return NO_FILES;
    if (command) return sendCommand(workspace, channel, threadTs, command);
    const uploaded = await uploadAll(workspace, files);
    if (typeof uploaded === 'string') return uploaded;
    const { state } = workspace;
    const text = toStoredText(typed.trim(), state.people, state.channels);
    const answer = await workspace.act({
      type: 'message',
      channel: channel.id,
      text,
      ...(threadTs ? { threadTs } : {}),
      ...(alsoInChannel ? { broadcast: true } : {}),
      ...(uploaded.length > 0 ? { files: uploaded } : {}),
    });
    return wrongWith(answer);
  };
}

/** The ids of the files, or what is wrong with one of them. */
async function uploadAll(workspace: Workspace, files: readonly File[]): Promise<string[] | string> {
  const answers = await Promise.all(files.map((file) => upload(workspace, file)));
  const ids: string[] = [];
  for (const answer of answers) {
    if (!answer.ok) return answer.error;
    ids.push(String(answer.file?.['id']));
  }
  return ids;
}

async function sendCommand(
  workspace: Workspace,
  channel: ChannelState,
  threadTs: string | null,
  { command, text }: TypedCommand,
): Promise<string | null> {
  if (threadTs) return `${command} does not work in threads. Slack says so, too.`;
  const builtIn = await sendBuiltIn(workspace, channel, command, text);
  if (builtIn !== undefined) return builtIn;
  const isKnown = workspace.state.commands.some((one) => one.command === command);
  if (!isKnown) return `${command} is not a valid command. To send it as a message, put a space in front.`;
  const answer = await workspace.act({ type: 'command', channel: channel.id, command, text });
  // Why, Slackbot says right above; its code is no word for people.
  return answer.ok ? null : 'Not sent. What you typed is still here.';
}

/** Undefined when the command is not the workspace's own. */
async function sendBuiltIn(
  { act, state }: Workspace,
  channel: ChannelState,
  command: string,
  text: string,
): Promise<string | null | undefined> {
  if (command === '/join' || command === '/leave') {
    return wrongWith(await act({ type: command === '/join' ? 'join' : 'leave', channel: channel.id }));
  }
  if (command !== '/invite') return undefined;
  const wanted = text.replace(/^@/, '').trim().toLowerCase();
  const user = state.people.find((person) => person.name === wanted || person.realName.toLowerCase() === wanted);
  if (!user) return `Nobody here is called "${text}".`;
  return wrongWith(await act({ type: 'invite', channel: channel.id, user: user.id }));
}

function wrongWith(answer: ActResult): string | null {
  return answer.ok ? null : answer.error;
}
