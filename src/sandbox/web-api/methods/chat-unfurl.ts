import type { MessageAttachment } from '@slack/types';
import { z } from 'zod';
import { isRecord } from '../../rules/check.ts';
import { findMessage } from '../../state/messages.ts';
import type { Message } from '../../state/state.ts';
import type { World } from '../../world.ts';
import { findChannel } from '../access.ts';
import { arg, defineMethod, unreadable } from '../method.ts';
import { readContent } from '../message-arguments.ts';
import { SlackRefusal } from '../refusal.ts';

/** Shows something below the links of a message, only for domains that the manifest names. */
export const chatUnfurl = defineMethod({
  name: 'chat.unfurl',
  scopes: ['links:write'],
  tier: 'tier3',
  args: z.object({ channel: arg.optional, ts: arg.optional, unfurls: arg.json }),
  run(world, args) {
    const message = messageOf(world, args);
    const unfurls = readUnfurls(args.unfurls);
    for (const url of Object.keys(unfurls)) {
      if (!message.text.includes(url) || !isOurs(world, url)) throw new SlackRefusal('cannot_unfurl_url');
    }
    readContent({ attachments: Object.values(unfurls) });
    message.unfurls = { ...message.unfurls, ...unfurls };
    world.changed();
    return {};
  },
});

function messageOf(world: World, args: { channel?: string | undefined; ts?: string | undefined }): Message {
  if (!args.channel) throw new SlackRefusal('missing_channel');
  if (!args.ts) throw new SlackRefusal('missing_ts');
  const message = findMessage(world.state, findChannel(world, args.channel).id, args.ts);
  if (!message) throw new SlackRefusal('cannot_find_message');
  return message;
}

const Shown = z.custom<MessageAttachment>(isRecord);

function readUnfurls(unfurls: unknown): Record<string, MessageAttachment> {
  if (unfurls === undefined) throw new SlackRefusal('missing_unfurls');
  if (unfurls === unreadable || !isRecord(unfurls)) throw new SlackRefusal('invalid_unfurls_format');
  const entries = Object.entries(unfurls);
  if (entries.length === 0) throw new SlackRefusal('missing_unfurls');
  return Object.fromEntries(
    entries.map(([url, shown]) => {
      const parsed = Shown.safeParse(shown);
      if (!parsed.success) throw new SlackRefusal('cannot_parse_attachment');
      return [url, parsed.data];
    }),
  );
}

function isOurs(world: World, url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return world.manifest.unfurlDomains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
}
