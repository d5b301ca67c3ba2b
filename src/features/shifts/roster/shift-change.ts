import type { ShiftCause, ShiftRow } from './tables.ts';

/** What of a shift can change. */
export type ShiftFacts = Omit<
  ShiftRow,
  'workspaceId' | 'id' | 'teamId' | 'sourceKey' | 'sourceFacts' | 'cutFrom' | 'version' | 'changedAt'
>;

/** A shift that was not on the roster. */
export type NewShift = ShiftFacts &
  Pick<ShiftRow, 'teamId'> &
  Partial<Pick<ShiftRow, 'id' | 'sourceKey' | 'sourceFacts' | 'cutFrom'>>;

/** `shift` is the row as whoever decided saw it: once its version has moved, nothing is changed. */
export type ShiftChange =
  | { readonly shift: ShiftRow; readonly set: Partial<ShiftFacts & Pick<ShiftRow, 'sourceFacts'>> }
  | { readonly add: NewShift };

export interface Why {
  readonly cause: ShiftCause;
  readonly executionId?: string;
}

/** A shift before a change and after it. */
export interface MadeChange {
  readonly before: ShiftRow | null;
  readonly after: ShiftRow;
}
