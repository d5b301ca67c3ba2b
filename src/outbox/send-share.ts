import { respond } from '../slack/respond.ts';
import type { Share } from './enqueue.ts';
import type { TakenMessage } from './lane.ts';
import { firstNotRefused, type Way } from './send-ephemeral.ts';
import { contentOf, METADATA_EVENT, type Sender } from './sender.ts';

/** As a message of the app where it is a member, else by response_url; else the person is told that it could not be shown. */
export function sendShare(sender: Sender, { id }: TakenMessage, stored: Share): Promise<undefined> {
  const { channel, person, responseUrl, inThreadTs, message, refused } = stored;
  const { chat } = sender.client;
  const thread = inThreadTs === undefined ? {} : { thread_ts: inThreadTs };
  const quiet = { unfurl_links: false, unfurl_media: false };
  const metadata = { event_type: METADATA_EVENT, event_payload: { id } };
  const ways: Way[] = [
    async () => {
      await chat.postMessage({ channel, ...thread, ...contentOf(message), ...quiet, metadata });
    },
  ];
  if (responseUrl !== undefined) {
    const place = { inChannel: true, ...(inThreadTs !== undefined && { threadTs: inThreadTs }) };
    ways.push(() => respond(responseUrl, message, sender.responseUrlOrigins, place));
  }
  ways.push(async () => {
    await chat.postMessage({ channel: person, ...contentOf(refused), ...quiet });
  });
  return firstNotRefused(sender, ways);
}
