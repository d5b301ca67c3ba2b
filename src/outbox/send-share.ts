import { respond } from '../slack/respond.ts';
import { classifySlackError, NothingDone, type SlackFailure } from '../slack/slack-errors.ts';
import type { Share, ShareEnding } from './enqueue.ts';
import type { TakenMessage } from './lane.ts';
import { isRefusal } from './send-ephemeral.ts';
import { contentOf, METADATA_EVENT, type Sender } from './sender.ts';

/** It is certain that it was not shown: whoever shared it is told so, and what to do. */
export class NotShared extends Error {
  readonly ending: ShareEnding;

  constructor(ending: ShareEnding) {
    super('a share was refused');
    this.name = 'NotShared';
    this.ending = ending;
  }
}

/**
 * As a message of the app where it is a member and so is whoever shares it: a window may be old, and what it carries made up.
 * Where the app is not let in it goes by response_url, which Slack gives only for where the person was.
 * @throws NotShared
 */
export async function sendShare(sender: Sender, { id }: TakenMessage, stored: Share): Promise<undefined> {
  const standing = await standingOf(sender, stored);
  if (standing === 'away') throw new NotShared('away');
  const refusal = standing === 'unseen' ? 'notLetIn' : await refusalOf(() => post(sender, id, stored));
  if (refusal === undefined) return;
  const { responseUrl } = stored;
  if (refusal !== 'notLetIn' || responseUrl === undefined) throw new NotShared(refusal);
  if ((await refusalOf(() => byResponseUrl(sender, stored, responseUrl))) !== undefined) throw new NotShared(refusal);
}

async function post(sender: Sender, id: string, { channel, inThreadTs, message }: Share): Promise<void> {
  await sender.confirm();
  await sender.client.chat.postMessage({
    channel,
    ...(inThreadTs !== undefined && { thread_ts: inThreadTs }),
    ...contentOf(message),
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: METADATA_EVENT, event_payload: { id } },
  });
}

async function byResponseUrl(sender: Sender, { inThreadTs, message }: Share, responseUrl: string): Promise<void> {
  await sender.confirm();
  const place = { inChannel: true, ...(inThreadTs !== undefined && { threadTs: inThreadTs }) };
  await respond(responseUrl, message, sender.responseUrlOrigins, place);
}

const NOT_LET_IN = new Set(['channel_not_found', 'not_in_channel']);

/** Undefined where it is done. Only a refusal is one, never an unknown outcome. */
async function refusalOf(way: () => Promise<void>): Promise<'closed' | 'notLetIn' | undefined> {
  try {
    await way();
    return undefined;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const failure = classifySlackError(error);
    return 'code' in failure && NOT_LET_IN.has(failure.code) ? 'notLetIn' : 'closed';
  }
}

/** Whether whoever shares it is in the conversation; unseen: Slack does not show the app who is. */
async function standingOf(sender: Sender, stored: Share): Promise<'there' | 'away' | 'unseen'> {
  // Of direct messages the app sees its own alone, and nobody else reads those.
  if (stored.channel.startsWith('D')) return 'unseen';
  try {
    return (await isMember(sender, stored)) ? 'there' : 'away';
  } catch (error) {
    const failure = classifySlackError(error);
    if (failure.kind === 'unknown_outcome') throw new NothingDone(failure.code);
    if (isHidden(failure)) return 'unseen';
    throw error;
  }
}

async function isMember({ client }: Sender, { channel, person }: Share): Promise<boolean> {
  let cursor = '';
  do {
    const page = await client.conversations.members({ channel, limit: 1000, ...(cursor && { cursor }) });
    if (page.members?.includes(person)) return true;
    cursor = page.response_metadata?.next_cursor ?? '';
  } while (cursor);
  return false;
}

/** The app is not in there, or it is of a kind that it was given no right to look into. */
function isHidden(failure: SlackFailure): boolean {
  const isRefused = failure.kind === 'channel_blocked' || failure.kind === 'permanent';
  return isRefused || (failure.kind === 'workspace_blocked' && failure.code === 'missing_scope');
}
