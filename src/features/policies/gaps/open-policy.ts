import type { KnownBlock } from '@slack/types';
import { actions, button } from '../../../slack/blocks.ts';
import { libraryIds } from '../library/ids.ts';
import type { Policy } from '../library/tables.ts';

type Opened = Pick<Policy, 'id' | 'title'>;

/** To the policy that an answer is in, or to what is becoming one. */
export function openPolicyButton({ id, title }: Opened, isComing = false): ReturnType<typeof button> {
  const what = isComing ? 'Open the draft' : 'Open the policy';
  return button(what, libraryIds.open, { value: id, spoken: isComing ? `Open the draft ${title}` : `Open ${title}` });
}

/** The same as a row; nothing for whoever may not see it. */
export function openPolicyRow(policy: Opened | undefined, isComing = false): KnownBlock[] {
  return policy ? [actions([openPolicyButton(policy, isComing)])] : [];
}
