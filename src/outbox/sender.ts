import type { Block, KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Sql } from 'postgres';
import type { Message } from './enqueue.ts';

/** What sending one message needs. */
export interface Sender {
  readonly client: WebClient;
  readonly sql: Sql;
  readonly workspaceId: string;
  /** Channel or person the lane is named after. */
  readonly channel: string;
  /** Throws LeaseLost unless we may still act: called right before each call that leaves the house. */
  readonly confirm: () => Promise<void>;
  /** Where a response_url may point: nothing else is ever called on behalf of a payload. */
  readonly responseUrlOrigins: readonly string[];
}

/** No call to Slack takes longer, so that none outlives the lease it was begun under. */
export const CALL_LIMIT_MS = 8_000;

/** Metadata by which the app knows its own messages again; readable by everybody in the workspace, so it holds an id only. */
export const METADATA_EVENT = 'floorwalker_message';

/** Text and blocks as arguments of the Web API. */
export function contentOf(message: Message): { text: string; blocks?: (KnownBlock | Block)[] } {
  return { text: message.text, ...(message.blocks && { blocks: [...message.blocks] }) };
}
