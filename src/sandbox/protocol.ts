/**
 * What the page and the tests say to the stand-in workspace, over HTTP on loopback:
 * GET /api/state?as=U…[&newest=100] → PageState (with that many messages a channel) · GET /api/changes?as=U… → server-sent events, one `data: <version>` per change ·
 * POST /api/act (Act) → ActResult · POST /api/clock (ClockMove) → ActResult · POST /api/reset ({}) → ActResult: everything
 * as at the first start · GET /api/refusals → what the workspace refused lately and why · POST /api/faults (Fault) → ActResult.
 * Every POST is JSON with content type application/json; anything else is refused (no page of another origin can send it).
 */
import type { KnownBlock, View } from '@slack/types';

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
  replyCount?: number;
  edited?: boolean;
  /** Only visible to the person who looks. */
  ephemeral?: boolean;
  reactions: ReactionState[];
  files?: { id: string; name: string; title: string; mimetype: string; url: string; text?: string }[];
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
  app: { name: string; botUserId: string; connected: boolean };
  as: string;
  people: PersonState[];
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
  | { type: 'message'; as: string; channel: string; text: string; threadTs?: string }
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
  | { type: 'invite'; as: string; channel: string; user: string }
  | { type: 'seen'; as: string; channel: string }
  | { type: 'dismiss_notice'; as: string }
  /** Opens (or finds) the DM with a person or the app; the result names its channel. */
  | { type: 'open_dm'; as: string; user: string }
  | { type: 'archive' | 'unarchive'; as: string; channel: string };

export type ActResult =
  | {
      ok: true;
      options?: unknown[];
      optionGroups?: unknown[];
      ts?: string;
      errors?: Record<string, string>;
      view?: string;
      channel?: string;
    }
  | { ok: false; error: string };

/** Moves the workspace's clock forward: by so many milliseconds, or to an instant. `reset` goes back to real time. */
export type ClockMove = { byMs: number } | { to: string } | { reset: true };
