import { othersIds } from '../library/ids.ts';

/** What buttons and forms of must-reads are called; values are ids of must-reads unless said otherwise. */
export const mustReadIds = {
  /** A policy's id, or `<policy id>:<must-read id>` to ask again those of an earlier one, with what changed since. */
  ask: othersIds.askToRead,
  teams: 'policy.must-read-teams',
  roles: 'policy.must-read-roles',
  acknowledge: 'policy.acknowledge',
  /** `<must-read id>:<page>` */
  read: 'policy.read-to-the-end',
  open: 'policy.must-read',
  list: 'policy.must-reads',
  remind: 'policy.remind-readers',
  end: 'policy.end-must-read',
  export: 'policy.export-readers',
} as const;

/** Names the message in which somebody was asked, and after it those in which they were reminded: 1, 2 … */
export function readerKey(mustReadId: string, slackId: string, round: number, reminder = 0): string {
  const asked = `must-read:${mustReadId}:${slackId}:${round}`;
  return reminder === 0 ? asked : `${asked}:reminder-${reminder}`;
}

/** Whether that message only reminded: one that also asks is named after what it asks for. */
export function isReminderKey(messageKey: string): boolean {
  return messageKey.includes(':reminder-');
}

export function summaryKey(mustReadId: string, slackId: string): string {
  return `must-read:${mustReadId}:summary:${slackId}`;
}

/** Values of the menu in which the passage is chosen; any other is the anchor of one. */
export const BEGINNING = 'beginning';
export const SINCE = 'since';
