import type { Message, Outgoing } from '../../../outbox/enqueue.ts';
import { readerKey } from './ids.ts';
import type { Acknowledgement } from './tables.ts';

type Told = Pick<Acknowledgement, 'slackId' | 'round' | 'toldAt' | 'reminded' | 'acknowledgedAt'>;

/** The messages in which these people were asked say something else now, unless they have said that they read it. */
export function changedForReaders(mustReadId: string, readers: readonly Told[], message: Message): readonly Outgoing[] {
  return readers
    .filter(({ acknowledgedAt }) => acknowledgedAt === null)
    .flatMap((reader) => messagesOf(mustReadId, reader).map((messageKey) => ({ kind: 'edit', messageKey, message })));
}

/** In which somebody was asked, and reminded. */
export function messagesOf(mustReadId: string, { slackId, round, toldAt, reminded }: Told): readonly string[] {
  if (toldAt === null) return [];
  return Array.from({ length: reminded + 1 }, (_, reminder) => readerKey(mustReadId, slackId, round, reminder));
}
