import type { KnownBlock, ModalView, UsersSelect } from '@slack/types';
import { formatBusinessHours, type OpeningSpan } from '../../../../core/business-hours.ts';
import { cityOf } from '../../../../core/local-time.ts';
import { actionId } from '../../../../slack/action-id.ts';
import { button, context, divider, option, section } from '../../../../slack/blocks.ts';
import { modal, radio, textInput } from '../../../../slack/modal.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { absenceText } from '../absence-words.ts';
import { seenKey } from '../in-the-way.ts';
import { shiftTimesText } from '../shift-words.ts';
import type { Absence, ShiftRow } from '../tables.ts';
import { HOW_DAYS, type AddAbsence, type AwayMemory } from './away-inputs.ts';
import { rosterIds } from './ids.ts';

const TITLE = 'Times I cannot work';
const LISTED = 20;

export interface AwayShown {
  readonly memory: AwayMemory;
  /** Whose they are. */
  readonly name: string;
  readonly list: readonly Absence[];
  readonly availability: readonly OpeningSpan[] | null;
  /** Whether the reader plans the roster of whoever these are of: leave that was granted is theirs to enter. */
  readonly plans: boolean;
  /** Whether the reader plans for anybody. */
  readonly plansForOthers: boolean;
  /** What has just been saved, or is wrong. */
  readonly note?: string;
}

/** *Times I cannot work*: what is to come, and one more. For whoever plans also the leave of somebody else. */
export function awayModal(shown: AwayShown): ModalView {
  const { memory, name, list, availability, plans, plansForOthers, note } = shown;
  const { isTheirOwn, zone } = memory;
  const others: UsersSelect = { type: 'users_select', action_id: rosterIds.awayOf };
  return modal({
    callbackId: rosterIds.addAbsence,
    title: isTheirOwn ? TITLE : 'Leave',
    submit: 'Add',
    close: 'Close',
    privateMetadata: JSON.stringify(memory),
    blocks: [
      ...(note === undefined ? [] : [section(note)]),
      ...(isTheirOwn ? [] : [section(`Leave that was granted to *${inline(name)}*.`)]),
      ...(list.length === 0
        ? [section('Nothing is to come.')]
        : list.slice(0, LISTED).map((each) => absenceBlock(each, memory.today, plans))),
      divider(),
      ...whenFields(zone),
      ...(isTheirOwn && plans ? [kindChoice()] : []),
      ...(isTheirOwn
        ? [
            context('Nobody is told why, and no swap is offered to you then.'),
            section(availabilityText(availability), button('Change', rosterIds.hours)),
          ]
        : [context(`${inline(name)} is told, and no swap is offered to them then.`)]),
      ...(plansForOthers && isTheirOwn ? [section('Leave that was granted to somebody else:', others)] : []),
    ],
  });
}

function whenFields(zone: string): readonly KnownBlock[] {
  return [
    textInput('from', 'First day, or from when', { placeholder: '24 Dec' }),
    textInput('to', 'Last day, or until when', {
      optional: true,
      placeholder: '31 Dec',
      hint: `${HOW_DAYS} ${cityOf(zone)} time.`,
    }),
  ];
}

function kindChoice(): KnownBlock {
  const options = [option('I cannot work then', 'unavailable'), option('Leave that was granted', 'leave')];
  return radio('kind', 'What it is', { options, initial: 'unavailable' });
}

export function availabilityText(availability: readonly OpeningSpan[] | null): string {
  return availability === null
    ? 'In every week you can work at any time.'
    : `In every week you can work ${inline(formatBusinessHours(availability))}.`;
}

function absenceBlock(absence: Absence, today: string, plans: boolean): KnownBlock {
  const said = absenceText(absence, today);
  const text = `*${inline(said)}*`;
  if (absence.kind === 'leave' && !plans) return section(text);
  const spoken = `Remove ${said}`;
  return section(text, button('Remove', actionId(rosterIds.removeAbsence, absence.id), { value: absence.id, spoken }));
}

/** As many as a person looks at one by one. */
const SHOWN_SHIFTS = 10;

/** It is not saved yet: its person works then. */
export function sureModal(
  input: AddAbsence,
  name: string | undefined,
  works: readonly ShiftRow[],
  mayAsk: (shift: ShiftRow) => boolean,
): ModalView {
  const who = name === undefined ? 'You have' : `*${inline(name)}* has`;
  return notSavedModal({
    callbackId: rosterIds.sureAbsence,
    title: name === undefined ? TITLE : 'Leave',
    memory: { ...input, seen: seenKey(works) },
    why: `${who} ${countOf(works)} then.`,
    stays: name === undefined ? STAYS_YOURS : 'Saving it changes no shift: until a swap is settled they stay theirs.',
    works,
    mayAsk,
  });
}

/** The same of hours in which somebody can work. */
export function sureHoursModal(
  hours: readonly OpeningSpan[],
  works: readonly ShiftRow[],
  mayAsk: (shift: ShiftRow) => boolean,
): ModalView {
  return notSavedModal({
    callbackId: rosterIds.sureHours,
    title: 'When I can work',
    memory: { hours: formatBusinessHours(hours), seen: seenKey(works) },
    why: `You have ${countOf(works)} outside of these hours.`,
    stays: STAYS_YOURS,
    works,
    mayAsk,
  });
}

const STAYS_YOURS = 'Saving it changes no shift: until a swap is settled they stay yours.';

function countOf(works: readonly ShiftRow[]): string {
  return works.length === 1 ? 'a shift' : `${works.length} shifts`;
}

interface NotSaved {
  readonly callbackId: string;
  readonly title: string;
  readonly memory: object;
  readonly why: string;
  readonly stays: string;
  readonly works: readonly ShiftRow[];
  readonly mayAsk: (shift: ShiftRow) => boolean;
}

/** Each shift in the way has a way to be rid of it. */
function notSavedModal({ callbackId, title, memory, why, stays, works, mayAsk }: NotSaved): ModalView {
  const more = works.length > SHOWN_SHIFTS ? [context(`… and ${works.length - SHOWN_SHIFTS} more.`)] : [];
  return modal({
    callbackId,
    title,
    submit: 'Save anyway',
    privateMetadata: JSON.stringify(memory),
    blocks: [
      section(`:warning: Not saved yet: ${why}`),
      ...works.slice(0, SHOWN_SHIFTS).map((shift) => shiftBlock(shift, mayAsk(shift))),
      ...more,
      context(stays),
    ],
  });
}

function shiftBlock(shift: ShiftRow, mayAsk: boolean): KnownBlock {
  const times = shiftTimesText(shift);
  if (!mayAsk) return section(inline(times));
  const spoken = `Swap ${times}`;
  return section(inline(times), button('Swap', actionId('swap.start', shift.id), { value: shift.id, spoken }));
}

export function savingModal(): ModalView {
  return modal({ callbackId: rosterIds.addAbsence, title: TITLE, blocks: [section('Saving …')] });
}
