import { ForeignResponseUrl, respond } from '../slack/respond.ts';
import { classifySlackError, SlackHttpError } from '../slack/slack-errors.ts';
import type { Ephemeral } from './enqueue.ts';
import { contentOf, type Sender } from './sender.ts';

/** One way to reach somebody. */
type Way = () => Promise<void>;

/** By response_url, in the channel, else by direct message. */
export function sendEphemeral(sender: Sender, stored: Ephemeral): Promise<undefined> {
  return firstNotRefused(sender, waysTo(sender, stored));
}

/** Tries one after the other. Only a refusal leads to the next, never an unknown outcome. */
async function firstNotRefused(sender: Sender, ways: readonly Way[]): Promise<undefined> {
  for (const [index, way] of ways.entries()) {
    await sender.confirm();
    try {
      await way();
      return;
    } catch (error) {
      if (index === ways.length - 1 || !isRefusal(error)) throw error;
    }
  }
}

function waysTo(sender: Sender, stored: Ephemeral): readonly Way[] {
  const { person, channel, responseUrl, inThreadTs, message } = stored;
  const { chat } = sender.client;
  const ways: Way[] = [];
  if (responseUrl !== undefined) ways.push(() => respond(responseUrl, message, sender.responseUrlOrigins));
  if (channel !== undefined) {
    const thread = inThreadTs === undefined ? {} : { thread_ts: inThreadTs };
    ways.push(async () => {
      await chat.postEphemeral({ channel, user: person, ...thread, ...contentOf(message) });
    });
  }
  ways.push(async () => {
    await chat.postMessage({ channel: person, ...contentOf(message), unfurl_links: false, unfurl_media: false });
  });
  return ways;
}

/** A forged, expired or used-up response_url, a channel the person or the app has left. */
export function isRefusal(error: unknown): boolean {
  if (error instanceof ForeignResponseUrl) return true;
  if (error instanceof SlackHttpError) return error.status >= 400 && error.status < 500 && error.status !== 429;
  const { kind } = classifySlackError(error);
  return kind === 'permanent' || kind === 'channel_blocked';
}
