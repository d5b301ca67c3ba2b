import type { KnownBlock, MessageAttachment, View } from '@slack/types';

/**
 * Everything the stand-in workspace knows, as plain data: it is saved to a file as it is and read back. The functions
 * beside this file read it and change it in place; they do no I/O and ask no clock (times and ids are handed in).
 */
export interface SlackState {
  workspace: { id: string; name: string; domain: string };
  people: Record<string, Person>;
  channels: Record<string, Channel>;
  /** Channel id → its messages and thread replies, oldest first. */
  messages: Record<string, Message[]>;
  /** Messages that only `to` sees; the Web API never returns them. */
  ephemerals: Ephemeral[];
  files: Record<string, StoredFile>;
  /** Id → message of the app that waits for its moment. */
  scheduled: Record<string, ScheduledMessage>;
  /** Channel → links along its top, in their order. */
  bookmarks: Record<string, Bookmark[]>;
  /** Channel → its pinned messages, the newest pin last. */
  pins: Record<string, Pin[]>;
  userGroups: Record<string, UserGroup>;
  /** Every view that is open or published. */
  views: Record<string, StoredView>;
  /** Person → ids of their open modals, the topmost last. */
  openModals: Record<string, string[]>;
  /** Person → id of the view published on their Home tab. */
  homes: Record<string, string>;
  /** Person → channel → ts up to which they have seen it. */
  seen: Record<string, Record<string, string>>;
  /** Person → what Slack would say in a line above the composer. */
  notices: Record<string, string>;
  responseUrls: Record<string, ResponseUrl>;
  /** Microseconds since the epoch of the newest ts given out; each new one is later. */
  lastTs: number;
  clockOffsetMs: number;
  /** Whether the sample's cases have been acted out. */
  storyTold: boolean;
  /** What the app was given by those who installed it, the newest last; its older tokens keep working. */
  grants: { botToken: string; scopes: string[]; installedBy: string }[];
  /** Tokens it had before it was removed. */
  deadTokens: string[];
}

export type PersonKind = 'full' | 'guest' | 'stranger' | 'bot' | 'deactivated';

export interface Person {
  id: string;
  name: string;
  realName: string;
  title: string;
  color: string;
  timeZone: string;
  kind: PersonKind;
  isAdmin: boolean;
  /** Without one: name@domain.example of the workspace; bots have none. */
  email?: string;
}

export interface Channel {
  id: string;
  name: string;
  kind: 'public' | 'private' | 'dm';
  topic: string;
  members: string[];
  archived: boolean;
  /** Seconds since the epoch. */
  created: number;
  /** Only of channels that were made while the workspace ran; else its first member. */
  creator?: string;
  purpose?: string;
  topicSet?: Stamp;
  purposeSet?: Stamp;
  previousNames?: string[];
}

/** Who did something, and when in seconds since the epoch. */
export interface Stamp {
  by: string;
  at: number;
}

export interface Message {
  ts: string;
  channel: string;
  user: string;
  text: string;
  blocks?: KnownBlock[];
  /** Old-style attachments, as they came. */
  attachments?: MessageAttachment[];
  threadTs?: string;
  /** A reply that the channel shows, too. */
  alsoInChannel?: boolean;
  edited?: { user: string; ts: string };
  reactions: Reaction[];
  files?: string[];
  metadata?: MessageMetadata;
  /** Link in its text → what the app shows below it. */
  unfurls?: Record<string, MessageAttachment>;
  /** Who was notified when it was posted; an edit notifies nobody, so it never changes. */
  pings: string[];
}

export interface Ephemeral extends Message {
  to: string;
}

export interface MessageMetadata {
  event_type: string;
  event_payload: Record<string, unknown>;
}

export interface Reaction {
  name: string;
  users: string[];
}

export interface ScheduledMessage {
  id: string;
  channel: string;
  text: string;
  blocks?: KnownBlock[];
  threadTs?: string;
  metadata?: MessageMetadata;
  /** When it is to be posted, and when that was asked for; seconds since the epoch. */
  postAt: number;
  created: number;
}

export interface Bookmark {
  id: string;
  channel: string;
  title: string;
  link: string;
  /** With its colons, or empty. */
  emoji: string;
  created: number;
  updated: number;
  updatedBy: string;
}

export interface Pin {
  ts: string;
  by: string;
  at: number;
}

/** A group of people who are mentioned by one handle. */
export interface UserGroup {
  id: string;
  name: string;
  handle: string;
  description: string;
  /** Channels its members are in by default. */
  channels: string[];
  users: string[];
  created: Stamp;
  updated: Stamp;
  /** Set while it is switched off. */
  disabled?: Stamp;
}

export interface StoredFile {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  size: number;
  user: string;
  /** Seconds since the epoch. */
  created: number;
  contentBase64: string;
  channels: string[];
  /** Uploaded, but not yet completed: visible to nobody. */
  pending: boolean;
}

export interface StoredView {
  id: string;
  user: string;
  /** As the app gave it, with block ids filled in. */
  view: View;
  hash: string;
  rootId: string;
  previousId: string | null;
  /** What the person has typed and chosen, as far as the page has told. */
  values: ViewStateValues;
  errors?: Record<string, string>;
  trouble?: string;
}

export type ViewStateValues = Record<string, Record<string, unknown>>;

export interface ResponseUrl {
  id: string;
  user: string;
  channel: string;
  /** The message it belongs to; none for a slash command. */
  messageTs?: string;
  threadTs?: string;
  ephemeral: boolean;
  uses: number;
  /** Sandbox time, milliseconds. */
  createdMs: number;
}

export function emptyState(workspace: SlackState['workspace']): SlackState {
  return {
    workspace,
    people: {},
    channels: {},
    messages: {},
    ephemerals: [],
    files: {},
    scheduled: {},
    bookmarks: {},
    pins: {},
    userGroups: {},
    views: {},
    openModals: {},
    homes: {},
    seen: {},
    notices: {},
    responseUrls: {},
    lastTs: 0,
    clockOffsetMs: 0,
    storyTold: false,
    grants: [],
    deadTokens: [],
  };
}
