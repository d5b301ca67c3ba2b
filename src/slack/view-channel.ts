import type { ModalView } from '@slack/types';
import { LIMITS } from './limits.ts';

/**
 * Slack does not say where a form was opened from, so the channel travels in front of the form's own private metadata,
 * for as long as the form is redrawn or pushes others. A form that was opened nowhere carries nothing, nor does one whose
 * own metadata leaves no room.
 */
const CARRIED = /^@(?<channel>[CDG][A-Z0-9]{1,30})\n(?<own>[\s\S]*)$/;

export function rememberChannel(view: ModalView, channel: string | undefined): ModalView {
  if (channel === undefined) return view;
  const carried = `@${channel}\n${view.private_metadata ?? ''}`;
  return carried.length <= LIMITS.view.privateMetadata ? { ...view, private_metadata: carried } : view;
}

/** The two parts again: the channel, if there is one, and the metadata as the feature wrote it. */
export function recallChannel(privateMetadata: string): { readonly channel?: string; readonly own: string } {
  const parts = CARRIED.exec(privateMetadata)?.groups;
  if (!parts?.['channel']) return { own: privateMetadata };
  return { channel: parts['channel'], own: parts['own'] ?? '' };
}
