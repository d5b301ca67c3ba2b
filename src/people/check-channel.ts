import { UserError } from '../core/errors.ts';
import type { Ctx } from '../core/context.ts';
import type { ChannelState, SetUpTeam } from './inputs.ts';
import { channelProblems } from './modals.ts';
import { type SlackReads, slackErrorCode } from './slack-reads.ts';

/** Whether the app can post in this channel. A public channel is joined on the spot; a private one has to invite us. */
export async function checkChannel(ctx: Ctx, slack: SlackReads, channel: string): Promise<ChannelState> {
  const found = await slack.channel(ctx.workspaceId, channel);
  if (!found) return 'invite';
  if (found.is_im || found.is_mpim) return 'not-a-channel';
  if (found.is_archived) return 'archived';
  if (found.is_member) return 'ready';
  return found.is_private ? 'invite' : joinChannel(ctx, slack, channel);
}

async function joinChannel(ctx: Ctx, slack: SlackReads, channel: string): Promise<ChannelState> {
  try {
    await slack.join(ctx.workspaceId, channel);
    return 'ready';
  } catch (error) {
    const code = slackErrorCode(error);
    if (code === undefined || code === 'ratelimited') throw error;
    ctx.log.info({ channel, code }, 'channel cannot be joined without an invitation');
    return code === 'is_archived' ? 'archived' : 'invite';
  }
}

/** Throws a UserError at the field of the first channel of a team that the app cannot use. */
export async function requireChannels(ctx: Ctx, slack: SlackReads, team: SetUpTeam): Promise<void> {
  for (const field of ['teamChannel', 'escalationsChannel'] as const) {
    const state = await checkChannel(ctx, slack, team[field]);
    if (state !== 'ready') throw new UserError(channelProblems[state], field);
  }
}
