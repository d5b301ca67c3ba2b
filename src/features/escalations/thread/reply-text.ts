import { asTyped } from '../../../slack/as-typed.ts';
import { clip } from '../../../slack/mrkdwn.ts';
import { MOST } from '../inputs.ts';

/** What a thread reply says, as the person typed it, clipped for the log. */
export function replyText(slackText: string): string {
  return clip(asTyped(slackText), MOST.text);
}
