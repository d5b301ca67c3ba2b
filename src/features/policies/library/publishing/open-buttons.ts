import type { KnownBlock } from '@slack/types';
import { actionId } from '../../../../slack/action-id.ts';
import { actions, button } from '../../../../slack/blocks.ts';
import { clip } from '../../../../slack/mrkdwn.ts';
import { libraryIds as ids } from '../ids.ts';

interface Opened {
  readonly id: string;
  readonly title: string;
}

const MOST = 5;

/** A button to open each of these policies; where they are many, the first of them and the list. */
export function openButtons(policies: readonly Opened[]): KnownBlock[] {
  if (policies.length === 0) return [];
  const label = (title: string): string => (policies.length === 1 ? 'Open' : clip(title, 40));
  const some = policies
    .slice(0, MOST)
    .map(({ id, title }) => button(label(title), actionId(ids.open, id), { value: id, spoken: `Open ${title}` }));
  const all = policies.length > MOST ? [button('All policies', ids.list, { value: 'all:0' })] : [];
  return [actions([...some, ...all])];
}
