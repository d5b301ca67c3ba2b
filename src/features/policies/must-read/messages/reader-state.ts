import type { Acknowledgement, EndedBecause, MustRead } from '../tables.ts';

/** How a must-read stands with somebody who was asked: read, they are excused, it has ended, or it is to be read. */
export type ReaderState = 'open' | 'read' | 'excused' | EndedBecause;

/** What was read stays read, whatever came after. */
export function readerState(
  { acknowledgedAt, excusedAt }: Pick<Acknowledgement, 'acknowledgedAt' | 'excusedAt'>,
  { endedBecause }: Pick<MustRead, 'endedBecause'>,
): ReaderState {
  if (acknowledgedAt) return 'read';
  if (excusedAt) return 'excused';
  return endedBecause ?? 'open';
}
