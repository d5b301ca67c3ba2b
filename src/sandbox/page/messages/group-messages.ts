/** How messages stand under one another: day lines, and runs by one author under one name. */
import type { MessageState } from '../../protocol.ts';
import { dayKey, dayName, type Reader, zoned } from '../text/date-tokens.ts';

const RUN_MS = 5 * 60_000;

export interface MessageLine {
  message: MessageState;
  /** "Today", when a day begins with this message. */
  day: string | null;
  /** Shown without name and picture, as the author's last message is just above. */
  isContinued: boolean;
  /** The first one that the reader has not seen. */
  isFirstNew: boolean;
}

/** Milliseconds of a Slack timestamp. */
export function tsMs(ts: string): number {
  return Number(ts) * 1000;
}

/** Messages of the channel itself; replies live in their threads, and here too when their author said so. */
export function channelMessages(messages: MessageState[]): MessageState[] {
  return messages.filter((message) => !isReply(message) || message.alsoInChannel);
}

export function isReply(message: MessageState): boolean {
  return message.threadTs !== undefined && message.threadTs !== message.ts;
}

/** The root of a thread and its replies, in order. */
export function threadMessages(messages: MessageState[], threadTs: string): MessageState[] {
  return messages.filter((message) => message.ts === threadTs || message.threadTs === threadTs);
}

/** Lines for a list; `unread` counts from the end, own messages apart. */
export function toLines(messages: MessageState[], reader: Reader, me: string, unread: number): MessageLine[] {
  const firstNew = firstUnread(messages, me, unread);
  const dayOf = (message: MessageState) => dayKey(tsMs(message.ts), reader.timeZone);
  return messages.map((message, index) => {
    const before = messages[index - 1];
    const isNewDay = !before || dayOf(message) !== dayOf(before);
    const isFirstNew = message === firstNew;
    return {
      message,
      day: isNewDay ? dayName(zoned(tsMs(message.ts), reader.timeZone), reader) : null,
      isContinued: !isNewDay && !isFirstNew && isRun(before, message),
      isFirstNew,
    };
  });
}

function isRun(before: MessageState, message: MessageState): boolean {
  // Each message for one's own eyes says so above it.
  const sameLook = before.user === message.user && !before.ephemeral && !message.ephemeral;
  const isTold = Boolean(before.replyCount) || Boolean(message.alsoInChannel);
  return sameLook && !isTold && tsMs(message.ts) - tsMs(before.ts) < RUN_MS;
}

function firstUnread(messages: MessageState[], me: string, unread: number): MessageState | null {
  if (unread === 0) return null;
  // What only the reader sees is never counted as unread.
  return messages.filter((message) => message.user !== me && !message.ephemeral).at(-unread) ?? null;
}

/** The lines of each day, in order: a day's name stays in view as long as its messages do. */
export function byDay(lines: MessageLine[], timeZone: string): [string, MessageLine[]][] {
  const days = new Map<string, MessageLine[]>();
  for (const line of lines) {
    const key = dayKey(tsMs(line.message.ts), timeZone);
    const day = days.get(key);
    if (day) day.push(line);
    else days.set(key, [line]);
  }
  return [...days];
}
