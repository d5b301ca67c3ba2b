import type { Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { addDays, localDate, toInstant } from '../../../../core/local-time.ts';
import { z } from 'zod';
import type { KeptRevision } from '../reading/read-policy.ts';
import { neverOut } from '../write-policy.ts';

/** From when to when a revision counts, as local days of the team that keeps it and as instants. */
export interface Counting {
  readonly effectiveFrom: string;
  readonly effectiveAt: Date;
  readonly expiresOn: string | null;
  readonly expiresAt: Date | null;
}

interface Wanted {
  readonly effectiveFrom?: string;
  readonly expiresOn?: string | null;
}

const MOST_DAYS_AHEAD = 2 * 366;

/**
 * A policy that was never out may have counted for years, outside; a change counts from today at the earliest, and not before it
 * was published: what was decided by the old text stays so.
 */
export function counting(ctx: Ctx, { policy, team }: Pick<KeptRevision, 'policy' | 'team'>, wanted: Wanted): Counting {
  const now = ctx.clock.now();
  const today = localDate(now, team.timeZone);
  const { effectiveFrom = today, expiresOn = null } = wanted;
  requireDate(effectiveFrom, 'effectiveFrom');
  if (effectiveFrom < today && !neverOut(policy)) {
    throw new UserError(
      'A change counts from today or a later date: what was decided before was decided by the old text.',
      'effectiveFrom',
    );
  }
  if (effectiveFrom > addDays(today, MOST_DAYS_AHEAD))
    throw new UserError('Choose a date within two years.', 'effectiveFrom');
  const effectiveAt = effectiveFrom === today ? now : startOf(effectiveFrom, team.timeZone);
  return { effectiveFrom, effectiveAt, ...expiry(expiresOn, { today, effectiveFrom, timeZone: team.timeZone }) };
}

interface Days {
  readonly today: string;
  readonly effectiveFrom: string;
  readonly timeZone: string;
}

function expiry(
  expiresOn: string | null,
  { today, effectiveFrom, timeZone }: Days,
): Pick<Counting, 'expiresOn' | 'expiresAt'> {
  if (expiresOn === null) return { expiresOn, expiresAt: null };
  requireDate(expiresOn, 'expiresOn');
  if (expiresOn < effectiveFrom)
    throw new UserError('It would end before it begins. Choose a later last day, or none.', 'expiresOn');
  if (expiresOn < today) throw new UserError('That day is over. Choose today or a later one, or none.', 'expiresOn');
  return { expiresOn, expiresAt: startOf(addDays(expiresOn, 1), timeZone) };
}

function startOf(date: string, timeZone: string): Date {
  return toInstant(date, 0, timeZone);
}

function requireDate(date: string, field: string): void {
  if (!z.iso.date().safeParse(date).success) throw new UserError('Choose a date, such as 2026-12-01.', field);
}
