import type { Button, KnownBlock } from '@slack/types';
import { actionId } from '../../../../slack/action-id.ts';
import { header } from '../../../../slack/blocks.ts';

/** What the windows of swaps are found by when they are shown anew; what they are about is in their metadata. */
export const windowIds = {
  overview: 'swap.overview',
  request: 'swap.request',
  question: 'swap.question',
  asked: 'swap.asked',
} as const;

export function under(heading: string, rows: readonly KnownBlock[]): readonly KnownBlock[] {
  return rows.length > 0 ? [header(heading), ...rows] : [];
}

/** Ids are unique in a window that shows the same button several times. */
export function numbered(buttons: readonly Button[], suffix: string): Button[] {
  return buttons.map((each) => ({ ...each, action_id: actionId(each.action_id ?? '', suffix) }));
}
