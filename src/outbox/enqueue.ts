import type { KnownBlock } from '@slack/types';
import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';

/** What a message shows. `text` is read aloud and shown in notifications: it says all that matters. */
export interface Message {
  readonly text: string;
  readonly blocks?: readonly KnownBlock[];
}

/** A new message in a channel (C…, G…) or in a person's DM with the app (U…). */
export interface NewPost {
  readonly kind: 'post';
  readonly to: string;
  readonly message: Message;
  /** A second post with this key changes nothing. */
  readonly dedupeKey: string;
  /** Names the message so that edits and replies find it: `case:<id>:card`. */
  readonly messageKey?: string;
  /** Posts into the thread of that named message. */
  readonly inThreadOf?: string;
}

/** Shows a named message anew. Edits of one message that still wait are coalesced: only the newest is sent. */
export interface Edit {
  readonly kind: 'edit';
  readonly messageKey: string;
  readonly message: Message;
}

/**
 * Seen by one person only. Goes to the response_url when there is one (it works where the app is no member), else by
 * chat.postEphemeral, else as a direct message. Sent at most once: it cannot be found again after a lost answer.
 */
export interface Ephemeral {
  readonly kind: 'ephemeral';
  readonly person: string;
  readonly channel?: string;
  readonly responseUrl?: string;
  readonly inThreadTs?: string;
  readonly message: Message;
  readonly dedupeKey: string;
}

/** A text file in a person's DM with the app. */
export interface FilePost {
  readonly kind: 'file';
  readonly to: string;
  readonly filename: string;
  readonly content: string;
  readonly comment: string;
  readonly dedupeKey: string;
}

export type Outgoing = NewPost | Edit | Ephemeral | FilePost;

/** Queues messages in the transaction of the fact they report; each channel sends its own in this order. */
export async function enqueue(tx: Tx, ctx: Ctx, messages: readonly Outgoing[]): Promise<void> {
  void [tx, ctx, messages];
  await Promise.reject(new Error('not built yet'));
}
