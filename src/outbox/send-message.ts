import type { ChatPostMessageArguments } from '@slack/web-api';
import { assertNever } from '../core/errors.ts';
import type { Edit, NewPost } from './enqueue.ts';
import type { Place, TakenMessage } from './lane.ts';
import { sendEphemeral } from './send-ephemeral.ts';
import { sendFile } from './send-file.ts';
import { sendShare } from './send-share.ts';
import { contentOf, METADATA_EVENT, type Sender } from './sender.ts';

/** The message an edit should change was never posted. */
export class NeverPosted extends Error {
  constructor() {
    super('the message to edit was never posted');
    this.name = 'NeverPosted';
  }
}

/** Sends one message once and returns its place, where it has one. Errors are those of the Slack client. */
export function sendMessage(sender: Sender, message: TakenMessage): Promise<Place | undefined> {
  const { stored } = message;
  switch (stored.kind) {
    case 'post':
      return post(sender, message, stored);
    case 'edit':
      return edit(sender, message, stored);
    case 'ephemeral':
      return sendEphemeral(sender, stored);
    case 'share':
      return sendShare(sender, message, stored);
    case 'file':
      return sendFile(sender, message, stored);
    default:
      return assertNever(stored);
  }
}

async function post(sender: Sender, message: TakenMessage, stored: NewPost): Promise<Place | undefined> {
  // A reply whose parent failed for good is still worth reading, outside a thread.
  const thread = stored.inThreadOf === undefined ? undefined : message.target?.ts;
  await sender.confirm();
  const answer = await sender.client.chat.postMessage({
    channel: message.target && thread ? message.target.channel : (message.slackChannel ?? sender.channel),
    ...contentOf(stored.message),
    ...(thread !== undefined && { thread_ts: thread }),
    metadata: { event_type: METADATA_EVENT, event_payload: { id: message.id } },
    unfurl_links: false,
    unfurl_media: false,
  } satisfies ChatPostMessageArguments);
  if (!answer.channel || !answer.ts) throw new Error('chat.postMessage answered without a place');
  return { channel: answer.channel, ts: answer.ts };
}

/** Without blocks the old ones would stay, so none are sent as an empty list. */
async function edit(sender: Sender, { target }: TakenMessage, stored: Edit): Promise<undefined> {
  if (!target) throw new NeverPosted();
  await sender.confirm();
  await sender.client.chat.update({ channel: target.channel, ts: target.ts, blocks: [], ...contentOf(stored.message) });
}
