import type { ModalView, Option } from '@slack/types';
import type { Ctx } from '../core/context.ts';
import type { UserError } from '../core/errors.ts';
import type { Message } from '../outbox/enqueue.ts';

/** What a person did, where, and how to answer there. */
export interface Surface {
  readonly triggerId?: string;
  readonly responseUrl?: string;
  /** Where it happened; a modal opened from a command or message remembers its channel. */
  readonly channel?: string;
  readonly messageTs?: string;
  readonly threadTs?: string;
  /** Set when it happened inside a modal or on App Home. */
  readonly view?: OpenView;
}

/** A view as Slack sent it; everything in it may be forged except id and user. */
export interface OpenView {
  readonly id: string;
  readonly hash: string;
  readonly type: 'modal' | 'home';
  readonly callbackId: string;
  readonly privateMetadata: string;
  readonly state: ViewState;
}

export type ViewState = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Reaches Slack at once, while the trigger lives: for opening and changing views only. Nothing durable is done with it. */
export interface ViewPort {
  /** On top of the form in which it happened, if it did in one. */
  open(view: ModalView): Promise<void>;
  push(view: ModalView): Promise<void>;
  /** Replaces the view the person is looking at; false if they have closed or changed it meanwhile. */
  update(view: ModalView): Promise<boolean>;
}

export interface Command {
  readonly name: string;
  /** Trimmed. */
  readonly text: string;
  readonly surface: Surface & { readonly channel: string };
}

export interface Click {
  readonly actionId: string;
  readonly blockId: string;
  /** A button's value, or what was chosen in a select, overflow menu, radio … */
  readonly value: string;
  readonly surface: Surface;
}

export interface EscalatedMessage {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs?: string;
  readonly text: string;
  readonly author?: string;
}

export interface Submission {
  /** What was sent, as the intake tells it apart: tried again it is the same, with other contents it is another. */
  readonly requestId: string;
  readonly view: OpenView;
  readonly surface: Surface;
}

/** Field (block id) → what is wrong with it, in words for the person. */
export type FieldErrors = Readonly<Record<string, string>>;

export type Parsed<Input> = { readonly input: Input } | { readonly errors: FieldErrors };

/** How the modal goes on after a submission: close (default), close all, or show another view. */
export type AfterSubmit = 'close' | 'close-all' | { readonly update: ModalView } | { readonly push: ModalView };

/** How the work of a form ended; a refusal undoes all of it. */
export type Outcome<Done> = { readonly done: Done } | { readonly refused: UserError };

export interface SubmitBehaviour<Input, Done = void> {
  /** Pure and fast, before the ack: field errors are shown in the form, which stays open. */
  readonly parse: (view: OpenView) => Parsed<Input>;
  readonly after?: (input: Input) => AfterSubmit;
  /** Asks Slack what the work has to know, and keeps it: before any transaction, and anew with each try. */
  readonly prepare?: (ctx: Ctx, input: Input) => Promise<void>;
  /** Runs from the stored intake, exactly once, on the database alone; a UserError goes to the person with what they typed. */
  readonly work: (ctx: Ctx, input: Input, submission: Submission) => Promise<Done>;
  /** Shows how it ended in the form, once that is certain: false if it is not open any more, so that a refusal is told. */
  readonly show?: (ctx: Ctx, outcome: Outcome<Done>, submission: Submission, views: ViewPort) => Promise<boolean>;
}

type Answer = Message | undefined | void;

/**
 * Shows in the window where somebody clicked what it came to, once that is certain: false if that window is not as it was any
 * more, so that they are told by ephemeral.
 */
export type ShowAnswer = (
  ctx: Ctx,
  outcome: Outcome<Message | undefined>,
  click: Click,
  views: Pick<ViewPort, 'update'>,
) => Promise<boolean>;

export type Listener =
  | {
      readonly kind: 'command';
      readonly key: string;
      readonly run: (ctx: Ctx, command: Command, views: ViewPort) => Promise<Answer>;
    }
  | {
      readonly kind: 'shortcut';
      readonly key: string;
      readonly run: (ctx: Ctx, surface: Surface, views: ViewPort) => Promise<void>;
    }
  | {
      readonly kind: 'message_shortcut';
      readonly key: string;
      readonly run: (ctx: Ctx, message: EscalatedMessage, surface: Surface, views: ViewPort) => Promise<Answer>;
    }
  | {
      readonly kind: 'click';
      readonly key: string;
      readonly run: (ctx: Ctx, click: Click) => Promise<Answer>;
      readonly show?: ShowAnswer;
    }
  | {
      readonly kind: 'click_now';
      readonly key: string;
      readonly run: (ctx: Ctx, click: Click, views: ViewPort) => Promise<Answer>;
    }
  | { readonly kind: 'submit'; readonly key: string; readonly behaviour: SubmitBehaviour<unknown, unknown> }
  | {
      readonly kind: 'options';
      readonly key: string;
      readonly run: (ctx: Ctx, typed: string, surface: Surface) => Promise<readonly Option[]>;
    }
  | {
      readonly kind: 'event';
      readonly key: string;
      readonly run: (ctx: Ctx, event: Record<string, unknown>) => Promise<void>;
    };

/** Runs at once, before the ack (after 2 s: acked first, answered by response_url). Its answer is seen by the person only. */
export function onCommand(
  key: string,
  run: (ctx: Ctx, command: Command, views: ViewPort) => Promise<Answer>,
): Listener {
  return { kind: 'command', key, run };
}

/** A global shortcut: opens a view at once. */
export function onShortcut(key: string, run: (ctx: Ctx, surface: Surface, views: ViewPort) => Promise<void>): Listener {
  return { kind: 'shortcut', key, run };
}

export function onMessageShortcut(
  key: string,
  run: (ctx: Ctx, message: EscalatedMessage, surface: Surface, views: ViewPort) => Promise<Answer>,
): Listener {
  return { kind: 'message_shortcut', key, run };
}

/**
 * A click that changes something: stored before the ack, then worked off exactly once. The answer is an ephemeral, which a
 * window would cover: in one, `show` says it there.
 */
export function onClick(key: string, run: (ctx: Ctx, click: Click) => Promise<Answer>, show?: ShowAnswer): Listener {
  return { kind: 'click', key, run, ...(show && { show }) };
}

/** A click that only opens or redraws a view, with the trigger, at once. */
export function onClickNow(key: string, run: (ctx: Ctx, click: Click, views: ViewPort) => Promise<Answer>): Listener {
  return { kind: 'click_now', key, run };
}

/** A submitted modal: parsed (field errors), stored, acked, then worked off exactly once. */
export function onSubmit<Input, Done = void>(key: string, behaviour: SubmitBehaviour<Input, Done>): Listener {
  // Safe: what it is handed is only ever what its own parse and work returned.
  return { kind: 'submit', key, behaviour: behaviour as SubmitBehaviour<unknown, unknown> };
}

/** Options of an external select, at most 100. */
export function onOptions(
  key: string,
  run: (ctx: Ctx, typed: string, surface: Surface) => Promise<readonly Option[]>,
): Listener {
  return { kind: 'options', key, run };
}

/** An event, stored before the ack (for messages the key may name a subtype: `message`, `message.message_changed`). */
export function onEvent(key: string, run: (ctx: Ctx, event: Record<string, unknown>) => Promise<void>): Listener {
  return { kind: 'event', key, run };
}
