import type { Calendar } from '../../../core/business-time/calendar.ts';
import type { Urgency } from '../tables.ts';
import { waitIn } from './decide-step.ts';

/** Minutes of silence, in the team's hours, after which an owner is asked, and then the case taken back. */
export const patience: Readonly<Record<Urgency, { readonly ask: number; readonly lapse: number }>> = {
  critical: { ask: 30, lapse: 15 },
  high: { ask: 120, lapse: 60 },
  normal: { ask: 480, lapse: 240 },
};

export interface Silence {
  readonly urgency: Urgency;
  /** What the chain of the case waits in. */
  readonly calendar: Calendar;
  /** When the owner last did anything, or was last given the case to act on. */
  readonly lastSign: Date;
  /** When they were last asked. */
  readonly askedAt: Date | null;
  readonly isThere: boolean;
  readonly nextThere: Date | undefined;
}

export type Verdict =
  | { readonly kind: 'wait'; readonly until: Date | undefined }
  | { readonly kind: 'ask'; readonly lapsesAt: Date | undefined }
  | { readonly kind: 'lapse' };

/**
 * What a silence comes to. An owner who is away is asked when they are back; away for too long, the case is taken back
 * all the same. Until is undefined where the team never opens again.
 */
export function judgeSilence(silence: Silence, now: Date): Verdict {
  const { calendar, lastSign, askedAt, isThere, nextThere } = silence;
  const { ask, lapse } = patience[silence.urgency];
  const asksAt = waitIn(calendar, lastSign, ask);
  if (!asksAt || asksAt > now) return { kind: 'wait', until: asksAt };

  const wasAsked = askedAt !== null && askedAt >= lastSign;
  const lapsesAt = waitIn(calendar, wasAsked ? askedAt : asksAt, lapse);
  if (!wasAsked && isThere) return { kind: 'ask', lapsesAt: waitIn(calendar, now, lapse) };
  if (lapsesAt && lapsesAt <= now) return { kind: 'lapse' };
  return { kind: 'wait', until: wasAsked ? lapsesAt : earlier(nextThere, lapsesAt) };
}

function earlier(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (!one || !other) return one ?? other;
  return one < other ? one : other;
}
