import type { KnownBlock, ModalView } from '@slack/types';
import { actionId } from '../../../../slack/action-id.ts';
import { actions, button, context, plainSection } from '../../../../slack/blocks.ts';
import { modal } from '../../../../slack/modal.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import type { ShiftRow } from '../../roster/tables.ts';
import { shiftLine } from '../../roster/shift-words.ts';

/** Shifts in a list, each with what can be done about it. */

/** Several of one's own on one day, of which one is to be chosen. */
export function ownShiftsModal(shifts: readonly ShiftRow[]): ModalView {
  return listModal('Which shift?', shifts.map(shiftRow));
}

/** Of somebody for whom the reader plans. */
export function otherShiftsModal(name: string, shifts: readonly ShiftRow[], now: Date): ModalView {
  const none = [context(`${inline(name)} has no shifts to come in the teams that you plan.`)];
  const rows = [plainSection(`Shifts of ${name}`), ...shifts.flatMap((shift) => otherRow(shift, now))];
  return listModal('Swap for somebody', shifts.length === 0 ? none : rows);
}

function listModal(title: string, blocks: readonly KnownBlock[]): ModalView {
  return modal({ callbackId: 'swap.shifts', title, blocks });
}

export function shiftRow(shift: ShiftRow): KnownBlock {
  const line = shiftLine(shift);
  const swap = button('Swap', actionId('swap.start', shift.id), { value: shift.id, spoken: `Swap ${line}` });
  return plainSection(line, swap);
}

/** What has begun cannot be swapped any more; who works the rest of it can still be changed. */
function otherRow(shift: ShiftRow, now: Date): KnownBlock[] {
  const line = shiftLine(shift);
  const value = shift.id;
  const swap = button('Swap for them', actionId('swap.start', value), { value, spoken: `Swap for them: ${line}` });
  const cover = button('Cover now', actionId('swap.cover', value), { value, spoken: `Cover now: ${line}` });
  const isRunning = shift.startsAt <= now;
  return [plainSection(isRunning ? `On now: ${line}` : line), actions(isRunning ? [cover] : [swap, cover])];
}
