import type { Button } from '@slack/types';
import { button } from '../../../slack/blocks.ts';
import { lookUpIds } from '../look-up/ids.ts';
import { readValue } from '../look-up/reading/read-value.ts';

/** A passage of a revision: what it said, whatever the policy says by now. */
export interface PassagePointer {
  readonly revisionId: string;
  readonly anchor: string;
}

/** *Read*: shows the passage in a window, on top of the form in which it is pressed. `suffix` tells several of one view apart. */
export function readPassageButton({ revisionId, anchor }: PassagePointer, place: string, suffix: string): Button {
  const value = readValue(revisionId, { anchor });
  return button('Read', `${lookUpIds.read}:${suffix}`, { value, spoken: `Read ${place}` });
}
