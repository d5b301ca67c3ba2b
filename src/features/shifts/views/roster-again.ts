import type { ModalView } from '@slack/types';
import type { Ctx } from '../../../core/context.ts';
import type { OpenView } from '../../../slack/listener.ts';
import { showRoster } from './show-roster.ts';
import { targetOf } from './targets.ts';
import { ROSTER } from './windows/frame.ts';

/** The window of the roster that somebody has open, as it is now; undefined for any other. */
export async function rosterAgain(ctx: Ctx, { callbackId, privateMetadata }: OpenView): Promise<ModalView | undefined> {
  const target = callbackId === ROSTER ? targetOf(privateMetadata) : undefined;
  return target && showRoster(ctx, target);
}
