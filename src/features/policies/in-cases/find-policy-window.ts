import type { ModalView } from '@slack/types';
import type { Ctx } from '../../../core/context.ts';
import { askedWindow } from '../look-up/answer/answer-views.ts';

interface From {
  /** Where it can be shared, and in which thread. */
  readonly channel?: string | undefined;
  readonly thread?: string | undefined;
  readonly responseUrl?: string | undefined;
}

/** The window of *Find policy*, with what the policies say about the words of a case. */
export function findPolicyWindow(ctx: Ctx, words: string, { channel, ...from }: From): Promise<ModalView> {
  return askedWindow(ctx, words, { place: 'case', ...from }, channel);
}
