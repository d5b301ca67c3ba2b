import { UserError } from '../../../../core/errors.ts';
import type { ShiftRow } from '../../roster/tables.ts';
import type { Part } from '../inputs.ts';

export interface StretchOf {
  readonly fromAt: Date;
  readonly toAt: Date;
  readonly isPart: boolean;
}

/** What of a shift is meant; a part that is all of it is none. @throws UserError for one that does not lie within it */
export function stretchOf({ startsAt, endsAt }: ShiftRow, part: Part | undefined): StretchOf {
  if (!part) return { fromAt: startsAt, toAt: endsAt, isPart: false };
  const { from, to } = part;
  if (from < startsAt || to > endsAt || from >= to) {
    throw new UserError('Choose a part that lies within the shift.', 'from');
  }
  return { fromAt: from, toAt: to, isPart: from > startsAt || to < endsAt };
}
