import type { ConversationsHistoryResponse } from '@slack/web-api';
import { isPersonLane } from './deliver-lane.ts';
import type { Place, TakenMessage } from './lane.ts';
import { METADATA_EVENT, type Sender } from './sender.ts';

type SlackMessage = NonNullable<ConversationsHistoryResponse['messages']>[number];

/** How far Slack's clock and the database's may differ. */
const CLOCK_SKEW_S = 60;
const PAGE = 200;

/**
 * Looks for a message that may have reached Slack, by our id in its metadata (a file by its own id), and returns its place.
 * Undefined means that it is not there and may be sent again. Throws when Slack cannot be asked.
 */
export async function readBack(sender: Sender, message: TakenMessage): Promise<Place | undefined> {
  const channel = await directChannel(sender, message);
  const thread = message.stored.kind === 'post' && message.stored.inThreadOf !== undefined ? message.target : null;
  const where = thread ? { channel: thread.channel, ts: thread.ts } : { channel };
  let cursor: string | undefined;
  do {
    const page = await readPage(sender, where, message.sendingSince - CLOCK_SKEW_S, cursor);
    const found = page.messages?.find((candidate) => isOurs(candidate, message));
    if (found?.ts) return { channel: where.channel, ts: found.ts };
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  return undefined;
}

/** The channel id of a lane; a direct message may be posted to a person, but is read in a channel, opened if not known yet. */
export async function directChannel(sender: Sender, message: TakenMessage): Promise<string> {
  if (message.slackChannel !== null) return message.slackChannel;
  if (!isPersonLane(sender.channel)) return sender.channel;
  await sender.confirm();
  const opened = await sender.client.conversations.open({ users: sender.channel });
  if (!opened.channel?.id) throw new Error('conversations.open answered without a channel');
  return opened.channel.id;
}

async function readPage(
  sender: Sender,
  where: { channel: string; ts?: string },
  oldest: number,
  cursor: string | undefined,
): Promise<ConversationsHistoryResponse> {
  const { conversations } = sender.client;
  const range = { oldest: oldest.toFixed(6), limit: PAGE, include_all_metadata: true, ...(cursor && { cursor }) };
  await sender.confirm();
  const { channel, ts } = where;
  return ts === undefined
    ? conversations.history({ channel, ...range })
    : conversations.replies({ channel, ts, ...range });
}

function isOurs(candidate: SlackMessage, message: TakenMessage): boolean {
  const { stored } = message;
  if (stored.kind === 'file') return hasFile(candidate, stored.fileId);
  const { metadata } = candidate;
  if (metadata?.event_type !== METADATA_EVENT || !metadata.event_payload) return false;
  return 'id' in metadata.event_payload && metadata.event_payload.id === message.id;
}

/** Before its id is stored, a file has not been shared. */
function hasFile(candidate: SlackMessage, fileId: string | undefined): boolean {
  return fileId !== undefined && (candidate.files?.some((file) => file.id === fileId) ?? false);
}
