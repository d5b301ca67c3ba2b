import type { Policy } from '../rules/policy.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Whoever is asked has so long to answer, or until the cut-off. */
export const CONSENT_MS = 48 * HOUR_MS;
/** Whoever is asked to approve has so long; after it somebody else is asked. */
export const APPROVAL_MS = 24 * HOUR_MS;
/** So long either party may undo a swap alone. */
export const FREE_UNDO_MS = 30 * MINUTE_MS;
/** A shift may start so much earlier or later and still be the one that was agreed on, if it is as long as it was. */
export const TOLERANCE_MS = 30 * MINUTE_MS;
/** So long after its last shift a party may say that a swap did not happen. */
export const DISPUTE_MS = 7 * 24 * HOUR_MS;

/** Before the cut-off, how long: when an owner is reminded that nobody has taken their shift. */
const REMINDERS_MS = [72 * HOUR_MS, 24 * HOUR_MS, 12 * HOUR_MS] as const;

/** The latest moment at which everything that starts then still has the lead time that the policies ask for (R4); a part starts when it does. */
export function cutOff(starts: readonly Date[], policies: readonly Policy[]): Date {
  const lead = Math.max(0, ...policies.map(leadMs));
  return new Date(Math.min(...starts.map((start) => start.getTime())) - lead);
}

/** The cut-off of a request that is about a stretch with another start from now on. */
export function cutOffMoved({ fromAt, expiresAt }: { fromAt: Date; expiresAt: Date }, start: Date): Date {
  return later(expiresAt, start.getTime() - fromAt.getTime());
}

function leadMs({ rules: { R4 } }: Policy): number {
  const minutes = R4?.severity === 'deny' ? R4.params['min_lead_min'] : 0;
  return typeof minutes === 'number' ? minutes * MINUTE_MS : 0;
}

export function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}

export function later(from: Date, milliseconds: number): Date {
  return new Date(from.getTime() + milliseconds);
}

/** Until when the first who is asked to approve has time: half of what is left goes to whoever is asked after them. */
export function approvalEnds(now: Date, cutOffAt: Date, isLast: boolean): Date {
  const left = cutOffAt.getTime() - now.getTime();
  return later(now, Math.min(APPROVAL_MS, isLast ? left : left / 2));
}

/** Whoever has less time than this to answer is not reminded as well. */
const WORTH_REMINDING_MS = 2 * HOUR_MS;

/** When whoever was asked then is reminded: after half of their time. */
export function reminderDue(askedAt: Date, expiresAt: Date): Date | undefined {
  const time = expiresAt.getTime() - askedAt.getTime();
  return time < WORTH_REMINDING_MS ? undefined : later(askedAt, time / 2);
}

/** How many reminders are due by now, of a request that ends at that time. */
export function remindersDue(expiresAt: Date, now: Date): number {
  return REMINDERS_MS.filter((before) => expiresAt.getTime() - before <= now.getTime()).length;
}

/** Whatever comes next of a request: a reminder, or its end. */
export function nextOfRequest(expiresAt: Date, now: Date): Date {
  const reminders = REMINDERS_MS.map((before) => later(expiresAt, -before));
  return reminders.find((at) => at > now) ?? expiresAt;
}
