import type { Message } from '../../../../outbox/enqueue.ts';
import { button, section } from '../../../../slack/blocks.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { inNaturalOrder } from '../../../../core/natural-order.ts';
import { libraryIds } from '../../library/ids.ts';
import type { Policy } from '../../library/tables.ts';
import { type Asking, hiddenRows, MOST_ROWS, rowBlocks, rowText } from '../reviews/due-messages.ts';
import { policiesText } from '../manager-messages.ts';

type Given = Pick<Policy, 'id' | 'title'>;

/** Somebody answers for these from now on: who gave them, where somebody did, and what of them waits for an answer. */
export function givenMessage(
  given: readonly Given[],
  by: string | undefined,
  { rows, names }: Pick<Asking, 'rows' | 'names'>,
): Message {
  const text = givenText(given, by);
  const [first] = rows;
  const alone = first && rows.length === 1 ? ` ${rowText(first, names)}` : '';
  const count = rows.length > 1 ? ` ${rows.length} of them need a look.` : '';
  return {
    text: `${text}${alone}${count}`,
    blocks: [
      section(`${text}${count}`, lookButton(given)),
      ...rows.slice(0, MOST_ROWS).flatMap((row) => rowBlocks(row, names)),
      ...hiddenRows(rows.length),
    ],
  };
}

function givenText(given: readonly Given[], by: string | undefined): string {
  const what = policiesText(given.toSorted((one, other) => inNaturalOrder(one.title, other.title)));
  if (by === undefined) return `You answer for ${what} from now on.`;
  return `${inline(by)} has given you ${what}. You answer for ${given.length === 1 ? 'it' : 'them'} from now on.`;
}

/** To the policy, or to the list of all that whoever reads it answers for. */
export function lookButton([only, ...others]: readonly Given[], many = 'Look at them') {
  if (!only || others.length > 0) return button(many, `${libraryIds.list}:mine`, { value: 'mine:0' });
  return button('Open', libraryIds.open, { value: only.id, spoken: `Open ${only.title}` });
}
