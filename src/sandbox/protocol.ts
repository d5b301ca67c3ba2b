/**
 * What the page and the tests say to the stand-in workspace, over HTTP on loopback:
 * GET /api/state?as=U…[&newest=100] → PageState (with that many messages a channel) · GET /api/changes?as=U… → server-sent events, one `data: <version>` per change ·
 * POST /api/act (Act) → ActResult · POST /api/clock (ClockMove) → ActResult · POST /api/reset ({}) → ActResult: everything
 * as at the first start · GET /api/calls[?after=<id>] → CallRecord[], oldest first · GET /api/refusals → those of them that were refused ·
 * GET /api/faults → FaultsState · POST /api/faults (Fault) → ActResult · POST /api/faults/clear ({ id? }) → ActResult ·
 * POST /api/switches (Partial<Switches>) → ActResult.
 * Every POST is JSON with content type application/json; anything else is refused (no page of another origin can send it).
 */
import type { KnownBlock, MessageAttachment, View } from '@slack/types';

/** So many files go with a message, as in Slack. */
export const MOST_FILES = 10;

/** The largest file that people can give to the stand-in, which keeps all of them in one place. Slack takes 1 GB. */
export const LARGEST_FILE_BYTES = 14_000_000;

export interface PersonState {
  id: string;
  /** Short handle, as typed after @: ana. */
  name: string;
  realName: string;
  title: string;
  color: string;
  timeZone: string;
  kind: 'full' | 'guest' | 'stranger' | 'bot' | 'deactivated';
  isAdmin: boolean;
}

export interface ReactionState {
  name: string;
  users: string[];
}

export interface MessageState {
  ts: string;
  channel: string;
  user: string;
  text: string;
  blocks?: KnownBlock[];
  threadTs?: string;
  /** A reply that the channel shows, too. */
  alsoInChannel?: boolean;
  replyCount?: number;
  edited?: boolean;
  /** Only visible to the person who looks. */
  ephemeral?: boolean;
  /** Secondary content, with a line of colour at its side. */
  attachments?: MessageAttachment[];
  reactions: ReactionState[];
  files?: FileState[];
}

export interface FileState {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  /** In Slack's words: Markdown, CSV, PDF … */
  kind: string;
  /** Bytes. */
  size: number;
  url: string;
  /** What is in it, of a text that is not long. */
  text?: string;
}

export interface ChannelState {
  id: string;
  name: string;
  kind: 'public' | 'private' | 'dm';
  topic: string;
  members: string[];
  archived: boolean;
  /** For a DM: the other person (the app's bot user, usually). */
  with?: string;
  /** New messages since the person last looked; mentions apart. Edits count for neither. */
  unread: number;
  mentions: number;
  /** Links along the top, in their order; `emoji` with its colons, or empty. */
  bookmarks?: { id: string; title: string; link: string; emoji: string }[];
  /** The ts of its pinned messages. */
  pinned?: string[];
  messages: MessageState[];
}

export interface OpenViewState {
  id: string;
  view: View;
  /** Field errors after a refused submission: block id → text. */
  errors?: Record<string, string>;
  /** What Slack would say when the app did not answer in time. */
  trouble?: string;
}

export interface PageState {
  version: number;
  workspace: { id: string; name: string; domain: string };
  /** All workspaces of this stand-in; every address takes `?workspace=<id>`, without it the first is meant. */
  workspaces: { id: string; name: string }[];
  /** Where people install the app, GET /install leads to its page for that. */
  app: {
    name: string;
    botUserId: string;
    connected: boolean;
    /** It has not answered for longer than a restart takes. */
    isAway?: boolean;
    isInstalled: boolean;
    isRemovable?: boolean;
  };
  as: string;
  people: PersonState[];
  userGroups?: { id: string; handle: string; name: string; users: string[] }[];
  channels: ChannelState[];
  /** In acts its view is called `home`. */
  home: View | null;
  /** The stack of open modals, the topmost last. */
  views: OpenViewState[];
  commands: { command: string; description: string; usageHint: string }[];
  shortcuts: { name: string; callbackId: string; type: 'global' | 'message'; description: string }[];
  clock: { now: string; offsetMs: number };
  /** A short line such as Slack shows when a command failed: "/escalate did not respond (operation_timeout)". */
  notice: string | null;
}

/** State of inputs as Slack sends it: block id → action id → { type, value | selected_option | selected_user … }. */
export type ViewStateValues = Record<string, Record<string, unknown>>;

export type Act =
  /** `files`: ids of what they uploaded before. */
  | {
      type: 'message';
      as: string;
      channel: string;
      text: string;
      threadTs?: string;
      broadcast?: boolean;
      files?: string[];
    }
  | { type: 'edit'; as: string; channel: string; ts: string; text: string }
  | { type: 'delete'; as: string; channel: string; ts: string }
  | { type: 'command'; as: string; channel: string; command: string; text: string }
  | { type: 'shortcut'; as: string; callbackId: string }
  | { type: 'message_shortcut'; as: string; callbackId: string; channel: string; ts: string }
  /** A button, or a changed select/overflow/radio …; `action` holds type and what was chosen, as in block_actions. */
  | {
      type: 'block_action';
      as: string;
      where: { message: { channel: string; ts: string } } | { view: string };
      blockId: string;
      action: { type: string; action_id: string; value?: string } & Record<string, unknown>;
      state?: ViewStateValues;
    }
  | {
      type: 'suggest';
      as: string;
      where: { message: { channel: string; ts: string } } | { view: string };
      blockId: string;
      actionId: string;
      value: string;
    }
  | { type: 'submit'; as: string; view: string; state: ViewStateValues }
  | { type: 'close_view'; as: string; view: string; all?: boolean }
  | { type: 'open_home'; as: string }
  | { type: 'react' | 'unreact'; as: string; channel: string; ts: string; name: string }
  | { type: 'join' | 'leave'; as: string; channel: string }
  | { type: 'invite' | 'remove'; as: string; channel: string; user: string }
  | { type: 'pin' | 'unpin'; as: string; channel: string; ts: string }
  | { type: 'seen'; as: string; channel: string }
  | { type: 'dismiss_notice'; as: string }
  /** Opens (or finds) the DM with a person or the app; the result names its channel. */
  | { type: 'open_dm'; as: string; user: string }
  | { type: 'archive' | 'unarchive'; as: string; channel: string }
  /** Removes the app from the workspace; possible where people installed it. */
  | { type: 'uninstall'; as: string }
  /** Uploads a file for a message or a `file_input`; the result holds it as Slack describes files, for the form's state. */
  | { type: 'upload'; as: string; name: string; contentBase64: string };

export type ActResult =
  | {
      ok: true;
      options?: unknown[];
      optionGroups?: unknown[];
      ts?: string;
      errors?: Record<string, string>;
      view?: string;
      channel?: string;
      file?: Record<string, unknown>;
      /** Of a move of the clock: the moments it went through, since something was due. */
      moments?: string[];
    }
  | { ok: false; error: string };

/** Moves the workspace's clock forward: by so many milliseconds, or to an instant. `reset` goes back to real time. */
export type ClockMove = { byMs: number } | { to: string } | { reset: true };

/** One exchange between the app and the workspace, for whoever looks for the reason. Holds no token and no secret. */
export interface CallRecord {
  /** Counts up in the order in which the exchanges ended. */
  id: number;
  /** When it began, on the sandbox's clock. */
  at: string;
  tookMs: number;
  direction: 'from_app' | 'to_app';
  /** chat.postMessage, response_url, /escalate, block_actions case.claim, view_submission escalate, event message … */
  what: string;
  /** Id of the person who did something, for what was sent to the app. */
  person?: string;
  /** Arguments or payload; its text, cut short, when it is very long. */
  payload: unknown;
  answer: unknown;
  /** HTTP status, if there was an answer. */
  status?: number;
  outcome: 'ok' | 'refused' | 'fault' | 'no_answer';
  error?: string;
  /** What exactly was wrong, as Slack words it; or which fault it met. */
  reasons: string[];
}

/** What the workspace refused, and why. */
export interface Refusal {
  at: string;
  what: string;
  error: string;
  messages: string[];
}

/** How a Web API call goes wrong on purpose. Times in milliseconds, `retryAfter` in seconds. */
export type FaultKind =
  /** HTTP 429; without `retryAfter` also without the header. Not done. */
  | { kind: 'rate_limited'; retryAfter?: number | undefined }
  /** An error of a server; the work is done before it only with `afterWork`. */
  | { kind: 'http_error'; status: number; afterWork?: boolean | undefined }
  /** A page of HTML, as proxies answer. Not done. */
  | { kind: 'html'; status: number }
  /** The connection breaks before the work is done. */
  | { kind: 'reset' }
  /** The work is done, the connection breaks before the answer. */
  | { kind: 'lost_answer' }
  /** The work is done, the connection breaks in the middle of the answer. */
  | { kind: 'cut_body' }
  /** Nothing is done and nothing answered; after `ms` the connection breaks. */
  | { kind: 'hang'; ms: number }
  /** The work is done at once, the answer comes `ms` later. */
  | { kind: 'slow'; ms: number }
  /** Refused with an error code of Slack's. Not done. */
  | { kind: 'refuse'; error: string };

/** A fault to be met by the next `times` (1) calls of a method, in a channel if one is given. */
export interface Fault {
  /** A Web API method, `response_url`, `upload`, or `*` for any of them. */
  method: string;
  channel?: string | undefined;
  times?: number | 'always' | undefined;
  /** 0..1: each call meets it with this chance, drawn by `seed`; without it every call does. */
  chance?: number | undefined;
  seed?: number | undefined;
  fault: FaultKind;
}

export interface WaitingFault extends Fault {
  id: number;
  /** How many calls are still to meet it. */
  times: number | 'always';
  seed: number;
  /** The word a person typed, fault:429 …: only calls that carry it meet the fault. */
  word?: string;
}

/** States of the whole workspace, on until they are switched off. */
export interface Switches {
  /** Every call is answered with token_revoked. */
  tokenRevoked: boolean;
  /** User groups are for paying workspaces only. */
  freePlan: boolean;
  /** Each event is sent twice. */
  duplicateEvents: boolean;
  /** Events overtake each other. */
  shuffleEvents: boolean;
}

export interface FaultsState {
  faults: WaitingFault[];
  switches: Switches;
  /** The words a person can type, each with what it does. */
  words: { word: string; meaning: string }[];
}
