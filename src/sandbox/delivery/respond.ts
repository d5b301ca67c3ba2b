import { z } from 'zod';
import { deleteMessage, editMessage } from '../operations/change-message.ts';
import { postEphemeral, postMessage } from '../operations/post-message.ts';
import { TIME } from '../limits.ts';
import { findEphemeral, findMessage, removeEphemeral } from '../state/messages.ts';
import { own } from '../state/own.ts';
import type { Channel, ResponseUrl } from '../state/state.ts';
import { readContent } from '../web-api/message-arguments.ts';
import { SlackRefusal } from '../web-api/refusal.ts';
import type { World } from '../world.ts';

const Response = z.object({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  attachments: z.unknown().optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).default('ephemeral'),
  replace_original: z.boolean().default(false),
  delete_original: z.boolean().default(false),
  thread_ts: z.string().optional(),
});
type Response = z.infer<typeof Response>;

/** Uses a response_url: 30 minutes of the sandbox's clock, five times. Works in channels the app is no member of. */
export function useResponseUrl(world: World, id: string, body: unknown): void {
  const url = own(world.state.responseUrls, id);
  if (!url) throw new SlackRefusal('invalid_response_url');
  if (world.now().getTime() - url.createdMs > TIME.responseUrlMs) throw new SlackRefusal('expired_url');
  if (url.uses >= TIME.responseUrlUses) throw new SlackRefusal('used_url');
  respond(world, url, body);
  url.uses += 1;
}

/** Answers where something was done: as an ephemeral unless said otherwise, or in place of the message it belongs to. */
export function respond(world: World, to: Omit<ResponseUrl, 'id' | 'uses' | 'createdMs'>, body: unknown): void {
  const parsed = Response.safeParse(typeof body === 'string' ? { text: body } : body);
  if (!parsed.success) throw new SlackRefusal('invalid_payload');
  const channel = world.state.channels[to.channel];
  if (!channel) throw new SlackRefusal('channel_not_found');
  const answer = parsed.data;
  if (answer.delete_original && to.messageTs) return deleteOriginal(world, to.channel, to.messageTs);
  const content = readContent(answer);
  if (answer.replace_original && to.messageTs) return replaceOriginal(world, channel, to.messageTs, content);
  post(world, channel, to, answer, content);
}

type Content = ReturnType<typeof readContent>;

function post(
  world: World,
  channel: Channel,
  to: Pick<ResponseUrl, 'user' | 'threadTs'>,
  answer: Response,
  content: Content,
): void {
  const draft = { ...content, user: world.identity.botUserId, threadTs: answer.thread_ts ?? to.threadTs };
  if (answer.response_type === 'in_channel') postMessage(world, channel, draft);
  else postEphemeral(world, channel, to.user, draft);
}

function deleteOriginal(world: World, channel: string, ts: string): void {
  const message = findMessage(world.state, channel, ts);
  if (message && message.user === world.identity.botUserId) deleteMessage(world, message);
  removeEphemeral(world.state, channel, ts);
  world.changed();
}

function replaceOriginal(world: World, channel: Channel, ts: string, content: Content): void {
  const ephemeral = findEphemeral(world.state, channel.id, ts);
  if (ephemeral) {
    ephemeral.text = content.text;
    if (content.blocks) ephemeral.blocks = content.blocks;
    else delete ephemeral.blocks;
    if (content.attachments) ephemeral.attachments = content.attachments;
    else delete ephemeral.attachments;
    world.changed();
    return;
  }
  const message = findMessage(world.state, channel.id, ts);
  if (!message || message.user !== world.identity.botUserId) throw new SlackRefusal('message_not_found');
  editMessage(world, message, world.identity.botUserId, {
    ...content,
    blocks: content.blocks ?? [],
    attachments: content.attachments ?? [],
  });
}
