/** What pressing Enter in a composer does: a message, a command of the app, or one of the workspace's own. */
import type { ActResult, ChannelState } from '../../protocol.ts';
import { useWorkspace, type Workspace } from '../state/workspace.ts';
import { parseCommand, toStoredText, type TypedCommand } from '../text/compose.ts';

/** Sends what was typed. Answers with what is wrong with it, or null when it is gone. */
export function useSend(
  channel: ChannelState,
  threadTs: string | null,
): (typed: string, alsoInChannel?: boolean) => Promise<string | null> {
  const workspace = useWorkspace();
  return async (typed, alsoInChannel = false) => {
    const command = parseCommand(typed);
    if (command) return sendCommand(workspace, channel, threadTs, command);
    const { state } = workspace;
    const text = toStoredText(typed.trim(), state.people, state.channels);
    const answer = await workspace.act({
      type: 'message',
      channel: channel.id,
      text,
      ...(threadTs ? { threadTs } : {}),
      ...(alsoInChannel ? { broadcast: true } : {}),
    });
    return wrongWith(answer);
  };
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
  return wrongWith(await workspace.act({ type: 'command', channel: channel.id, command, text }));
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
