import type { EscalatedMessage, OpenView, Surface } from './listener.ts';

/** Who sent it. An event may come from nobody in particular. */
interface Sender {
  readonly workspaceId: string;
  readonly person?: string;
  /** The workspace of the person's account; another one than ours for people of Slack Connect. */
  readonly homeWorkspace?: string;
}

export interface IncomingCommand extends Sender {
  readonly kind: 'command';
  readonly person: string;
  readonly name: string;
  readonly text: string;
  readonly surface: Surface & { readonly channel: string };
}

export interface IncomingShortcut extends Sender {
  readonly kind: 'shortcut';
  readonly person: string;
  readonly key: string;
  readonly surface: Surface;
}

export interface IncomingMessageShortcut extends Sender {
  readonly kind: 'message_shortcut';
  readonly person: string;
  readonly key: string;
  readonly message: EscalatedMessage;
  readonly surface: Surface;
}

export interface IncomingClick extends Sender {
  readonly kind: 'click';
  readonly person: string;
  readonly actionId: string;
  readonly blockId: string;
  readonly actionTs: string;
  readonly value: string;
  readonly surface: Surface;
}

/** An input block of a submitted form, so that errors find a field and answers can name what was typed. */
export interface FormField {
  readonly blockId: string;
  readonly label: string;
}

export interface IncomingSubmit extends Sender {
  readonly kind: 'submit';
  readonly person: string;
  readonly view: OpenView;
  readonly fields: readonly FormField[];
  readonly surface: Surface;
}

/** A form or window that was closed; nothing hangs on it. */
export interface IncomingClosed extends Sender {
  readonly kind: 'closed';
  readonly person: string;
}

export interface IncomingOptions extends Sender {
  readonly kind: 'options';
  readonly person: string;
  readonly actionId: string;
  readonly typed: string;
  readonly surface: Surface;
}

export interface IncomingEvent extends Sender {
  readonly kind: 'event';
  readonly eventId: string;
  readonly type: string;
  /** Set when an app wrote or did it, ours included. */
  readonly bot?: string;
  readonly event: Readonly<Record<string, unknown>>;
}

/** What Slack sent, in our words and checked for shape. */
export type Incoming =
  | IncomingCommand
  | IncomingShortcut
  | IncomingMessageShortcut
  | IncomingClick
  | IncomingSubmit
  | IncomingClosed
  | IncomingOptions
  | IncomingEvent;

/** What is stored before it is acked and worked off afterwards. */
export type Durable = IncomingClick | IncomingSubmit | IncomingEvent;
