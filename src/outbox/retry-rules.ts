import { assertNever } from '../core/errors.ts';
import type { SlackFailure } from '../slack/slack-errors.ts';
import { isPersonLane } from './deliver-lane.ts';
import type { Outgoing } from './enqueue.ts';

/** Posts (or edits, if it is one) rest in the lane, then the message is tried again, before any later one. */
interface Hold {
  readonly waitMs: number;
  readonly code: string;
  /** It may be in Slack already: look before it is sent again. */
  readonly maybeSent: boolean;
  /** Whether this attempt counts towards giving the message up. */
  readonly counts: boolean;
}

export type Wait =
  | ({ readonly step: 'wait' } & Hold)
  /** The whole lane rests, and somebody is told that the channel cannot be reached. */
  | ({ readonly step: 'block' } & Hold);

/** What happens to a message that could not be sent: the lane goes on where it fails for good. */
export type Decision = Wait | { readonly step: 'give up'; readonly code: string };

/** Cannot be found again after a lost answer, and is nobody's history: better lost than shown twice. */
export function isSentAtMostOnce(kind: Outgoing['kind']): boolean {
  return kind === 'ephemeral' || kind === 'share';
}

/** At most one new message a second and channel (docs.slack.dev/apis/web-api/rate-limits). */
const POST_PAUSE_MS = 1_000;
/** How long a channel that refuses us is left in peace: it is opened again by somebody, and Slack tells us of that. */
const BLOCKED_RETRY_MS = 600_000;
/**
 * Sends of one message after which it is given up. Only sends with an unknown outcome count, and only while Slack could be
 * asked in between and did not have it: then it is the message that breaks Slack, or us, and not the line.
 */
export const MAX_SENDS = 5;

/** A direct message refused like this has nobody to wait for: they left, or never were people of this workspace. */
const PERSON_GONE = new Set([
  'cannot_dm_bot',
  'channel_not_found',
  'is_archived',
  'is_inactive',
  'user_disabled',
  'user_not_found',
  'user_not_visible',
]);

/** What the rules ask of a message: what it is, and the lane it waits on. */
export interface Attempted {
  readonly kind: Outgoing['kind'];
  readonly lane: string;
}

/** How long its like rest in the lane after a message of this kind; edits and ephemerals are no messages of the channel. */
export function pauseAfter(kind: Outgoing['kind']): number {
  return kind === 'post' || kind === 'file' ? POST_PAUSE_MS : 0;
}

/** 2 s, 4 s, 8 s … up to a minute: Slack is found again soon after it is back. */
function backOffMs(failures: number): number {
  return Math.min(2_000 * 2 ** Math.min(failures, 10), 60_000);
}

/** After a failed attempt to send. `failures`: how often the lane has failed in a row before this. */
export function afterSend(failure: SlackFailure, { kind, lane }: Attempted, failures: number): Decision {
  const hold = { ...waitAfter(failure, failures), maybeSent: false, counts: false };
  switch (failure.kind) {
    case 'permanent':
      return { step: 'give up', code: hold.code };
    case 'channel_blocked':
      if (isSentAtMostOnce(kind) || isGone(failure, lane)) return { step: 'give up', code: hold.code };
      return { step: 'block', ...hold };
    case 'unknown_outcome':
      if (isSentAtMostOnce(kind)) return { step: 'give up', code: `uncertain: ${hold.code}` };
      return { step: 'wait', ...hold, maybeSent: true, counts: true };
    case 'workspace_blocked':
    case 'rate_limited':
    case 'not_done':
      return { step: 'wait', ...hold };
    default:
      return assertNever(failure);
  }
}

/** After a failed attempt to find out whether an earlier send reached Slack: the message stays in doubt. */
export function afterReadBack(failure: SlackFailure, lane: string, failures: number): Decision {
  const hold = { ...waitAfter(failure, failures), maybeSent: true, counts: false };
  // Without the right to read we shall never know, and posting it a second time is worse.
  const hopeless = failure.kind === 'permanent' || hold.code === 'missing_scope' || isGone(failure, lane);
  if (hopeless) return { step: 'give up', code: `uncertain: ${hold.code}` };
  return { step: failure.kind === 'channel_blocked' ? 'block' : 'wait', ...hold };
}

function isGone(failure: SlackFailure, lane: string): boolean {
  return failure.kind === 'channel_blocked' && isPersonLane(lane) && PERSON_GONE.has(failure.code);
}

function waitAfter(failure: SlackFailure, failures: number): { waitMs: number; code: string } {
  switch (failure.kind) {
    case 'rate_limited':
      return { waitMs: Math.max(failure.retryAfterMs, POST_PAUSE_MS), code: failure.kind };
    case 'channel_blocked':
      return { waitMs: BLOCKED_RETRY_MS, code: failure.code };
    // Nothing tells us when a token works again.
    case 'workspace_blocked':
    case 'permanent':
    case 'unknown_outcome':
    case 'not_done':
      return { waitMs: backOffMs(failures), code: failure.code };
    default:
      return assertNever(failure);
  }
}
