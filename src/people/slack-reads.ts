import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { readSlackFile } from '../slack/files.ts';
import { SlackUser } from './person.ts';

/** A channel as far as we care: whether the app can post there. */
export const SlackChannel = z.object({
  id: z.string(),
  name: z.string().catch(''),
  is_private: z.boolean().catch(false),
  is_archived: z.boolean().catch(false),
  is_member: z.boolean().catch(false),
  is_im: z.boolean().catch(false),
  is_mpim: z.boolean().catch(false),
});
export type SlackChannel = z.infer<typeof SlackChannel>;

/** What people/ reads from Slack. Errors are those of the Web API client unless said otherwise. */
export interface SlackReads {
  /** Undefined when there is nobody of that id whom the app may see. */
  user(workspaceId: string, slackId: string): Promise<SlackUser | undefined>;
  /** Whoever has this e-mail address; undefined when nobody has whom the app may see. */
  userByEmail(workspaceId: string, email: string): Promise<SlackUser | undefined>;
  /** Undefined when there is none that the app may see: a private channel it is not in looks just like that. */
  channel(workspaceId: string, channel: string): Promise<SlackChannel | undefined>;
  /** Makes the app a member of a public channel. */
  join(workspaceId: string, channel: string): Promise<void>;
  /** Everybody in a channel that the app is in, whatever they are. */
  members(workspaceId: string, channel: string): Promise<readonly string[]>;
  /** What is in a file; undefined when it is gone, kept elsewhere or larger than that. */
  file(workspaceId: string, fileId: string, mostBytes: number): Promise<Uint8Array | undefined>;
  /** Whether Slack still takes the app's token. */
  tokenWorks(workspaceId: string): Promise<boolean>;
}

interface SlackClients {
  client(workspaceId: string): Promise<WebClient>;
  tokenWorks(workspaceId: string): Promise<boolean>;
}

/** As many members as one page of Slack holds. */
const PAGE = 200;

export function slackReads(slack: SlackClients): SlackReads {
  return {
    tokenWorks: (workspaceId) => slack.tokenWorks(workspaceId),
    async user(workspaceId, slackId) {
      const client = await slack.client(workspaceId);
      const found = await unless(['user_not_found', 'user_not_visible'], client.users.info({ user: slackId }));
      return found && SlackUser.parse(found.user);
    },
    async userByEmail(workspaceId, email) {
      const client = await slack.client(workspaceId);
      const found = await unless(['users_not_found'], client.users.lookupByEmail({ email }));
      return found && SlackUser.parse(found.user);
    },
    async channel(workspaceId, channel) {
      const client = await slack.client(workspaceId);
      const found = await unless(['channel_not_found'], client.conversations.info({ channel }));
      return found && SlackChannel.parse(found.channel);
    },
    async join(workspaceId, channel) {
      const client = await slack.client(workspaceId);
      await client.conversations.join({ channel });
    },
    async members(workspaceId, channel) {
      const client = await slack.client(workspaceId);
      const found = new Set<string>();
      let cursor = '';
      do {
        const page = await client.conversations.members({ channel, limit: PAGE, ...(cursor && { cursor }) });
        for (const id of page.members ?? []) found.add(id);
        cursor = page.response_metadata?.next_cursor ?? '';
      } while (cursor);
      return [...found];
    },
    async file(workspaceId, fileId, mostBytes) {
      const client = await slack.client(workspaceId);
      return unless(['file_not_found', 'file_deleted'], readSlackFile(client, fileId, mostBytes));
    },
  };
}

/** What was asked for, or undefined when Slack answered with one of these codes. */
async function unless<T>(codes: readonly string[], asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (codes.includes(slackErrorCode(error) ?? '')) return undefined;
    throw error;
  }
}

/** An answer that is no JSON arrives as one long "code", a whole HTML page for example: that is none. */
const Code = z.string().regex(/^[a-z][a-z0-9_.:]{0,80}$/);
const PlatformError = z.object({ data: z.object({ error: Code }) });

/** The code Slack answered with, such as `channel_not_found`; undefined when it did not answer. */
export function slackErrorCode(error: unknown): string | undefined {
  const read = PlatformError.safeParse(error);
  return read.success ? read.data.data.error : undefined;
}
