import type { KnownBlock, ModalView } from '@slack/types';
import type { UserError } from '../../../../core/errors.ts';
import { cityOf } from '../../../../core/local-time.ts';
import { actionId } from '../../../../slack/action-id.ts';
import { actions, button, confirmation, context, option, section } from '../../../../slack/blocks.ts';
import type { ViewState } from '../../../../slack/listener.ts';
import { choiceOf, choicesOf, textOf, usersOf } from '../../../../slack/modal-state.ts';
import { checkboxes, choice, modal, peoplePicker, textInput } from '../../../../slack/modal.ts';
import { withProblem } from '../../swaps/modals/problem.ts';
import { SHOW } from '../../views/windows/frame.ts';
import { shiftTimesText } from '../shift-words.ts';
import type { ShiftRow } from '../tables.ts';
import { rosterIds } from './ids.ts';
import type { ShiftMemory } from './inputs.ts';

interface TeamChoice {
  readonly id: string;
  readonly name: string;
}

/** What the form of one shift is drawn from. */
export interface ShiftForm {
  readonly memory: ShiftMemory;
  /** As the roster has it; undefined for one that is to be added. */
  readonly shift: ShiftRow | undefined;
  /** Of which one may be added, the first unless another is chosen. */
  readonly teams: readonly TeamChoice[];
  readonly insteads: readonly Instead[];
  /** What was typed, where that is not what the roster has. */
  readonly typed?: Typed;
  /** Why it was not taken. */
  readonly problem?: UserError;
}

/** One shift: a new one of one of these teams, or one as it is. From the window of the roster it stands in its place. */
export function shiftModal({ memory, shift, teams, insteads, typed, problem }: ShiftForm): ModalView {
  const shown = typed ?? typedOf(shift);
  const fields = [
    ...(shift ? [] : [teamChoice(teams, shown.teamId)]),
    ...whenBlocks(memory.zone, shown),
    ...whatBlocks(shown),
  ];
  return modal({
    callbackId: rosterIds.edit,
    title: titleOf(shift),
    submit: 'Save',
    privateMetadata: JSON.stringify(memory),
    blocks: [
      ...(memory.back === undefined ? [] : [backTo(memory.back)]),
      ...withProblem(fields, problem),
      ...(shift ? [...insteadBlocks(shift, insteads), cancelBlock(shift)] : []),
    ],
  });
}

/** While it is being saved. */
export function savingModal(isNew: boolean): ModalView {
  const title = isNew ? 'Add a shift' : 'Change a shift';
  return modal({ callbackId: rosterIds.edit, title, blocks: [section('One moment …')] });
}

function titleOf(shift: ShiftRow | undefined): string {
  return shift ? 'Change a shift' : 'Add a shift';
}

function backTo(value: string): KnownBlock {
  return actions([button('‹ Back to the roster', actionId(SHOW, 'back'), { value })], 'back');
}

/** The fields as people fill them in. */
export interface Typed {
  readonly teamId?: string | undefined;
  readonly slackId: string | null;
  readonly start: string;
  readonly end: string;
  readonly breakMinutes: string;
  readonly role: string | null;
  readonly type: string | null;
  readonly site: string | null;
  readonly comment: string | null;
  readonly flags: readonly string[];
}

/** What the roster has, as it would be typed. */
function typedOf(shift: ShiftRow | undefined): Typed {
  if (!shift) return blank;
  const { slackId, role, type, site, comment, isPublished, isTradable } = shift;
  return {
    slackId,
    role,
    type,
    site,
    comment,
    start: shift.startsLocal.replace('T', ' '),
    end: shift.endsLocal.replace('T', ' '),
    breakMinutes: String(shift.breakMinutes),
    flags: [...(isPublished ? ['published'] : []), ...(isTradable ? ['tradable'] : [])],
  };
}

const blank: Typed = {
  slackId: null,
  start: '',
  end: '',
  breakMinutes: '0',
  role: null,
  type: null,
  site: null,
  comment: null,
  flags: ['published', 'tradable'],
};

/** What stands in the fields now, so that nothing of it is lost when the form is drawn anew. */
export function typedIn(state: ViewState): Typed {
  const text = (name: string) => textOf(state, name) ?? '';
  return {
    teamId: choiceOf(state, 'team'),
    slackId: usersOf(state, 'person')[0] ?? null,
    start: text('start'),
    end: text('end'),
    breakMinutes: text('break'),
    role: text('role'),
    type: text('type'),
    site: text('site'),
    comment: text('comment'),
    flags: choicesOf(state, 'flags'),
  };
}

function whenBlocks(zone: string, shift: Typed): readonly KnownBlock[] {
  return [
    peoplePicker('person', 'Who works it', {
      max: 1,
      optional: true,
      initial: shift.slackId === null ? [] : [shift.slackId],
      hint: 'Nobody: it is open, and people can pick it up.',
    }),
    textInput('start', 'Start', {
      initial: shift.start,
      placeholder: '2026-03-16 06:00',
      hint: `${cityOf(zone)} time. Where it comes twice, put the offset behind it: +01:00.`,
    }),
    textInput('end', 'End', { initial: shift.end, placeholder: '14:00' }),
    textInput('break', 'Unpaid break, in minutes', { optional: true, initial: shift.breakMinutes }),
  ];
}

function whatBlocks({ role, type, site, comment, flags: ticked }: Typed): readonly KnownBlock[] {
  const flags = [option('Published: the team sees it', 'published'), option('May be swapped', 'tradable')];
  const text = (name: string, label: string, initial: string | null, maxLength = 200) =>
    textInput(name, label, { optional: true, initial: initial ?? undefined, maxLength });
  return [
    text('role', 'Role or skill', role),
    text('type', 'Kind of shift', type),
    text('site', 'Site', site),
    text('comment', 'Comment', comment, 2000),
    checkboxes('flags', 'Options', { optional: true, options: flags, initial: ticked }),
  ];
}

function teamChoice(teams: readonly TeamChoice[], chosen: string | undefined): KnownBlock {
  const initial = teams.some(({ id }) => id === chosen) ? chosen : teams[0]?.id;
  return choice('team', 'Team', { options: teams.map(({ id, name }) => option(name, id)), initial });
}

/** What can be done in the place of a change. */
export type Instead = 'swap' | 'cover';

function insteadBlocks(shift: ShiftRow, insteads: readonly Instead[]): readonly KnownBlock[] {
  if (insteads.length === 0) return [];
  const buttons = insteads.map((instead) => {
    const { label, id } = swapsInstead[instead];
    return button(label, id, { value: shift.id, spoken: `${label}: ${shiftTimesText(shift)}` });
  });
  return [context('They cannot work it? A swap asks the others and keeps the rules.'), actions(buttons)];
}

const swapsInstead = {
  swap: { label: 'Ask for a swap', id: 'swap.start' },
  cover: { label: 'Cover now', id: 'swap.cover' },
} as const;

function cancelBlock(shift: ShiftRow): KnownBlock {
  const sure = confirmation('Cancel this shift?', 'It goes off the roster, and swaps of it end.', 'Cancel the shift');
  const press = button('Cancel the shift', rosterIds.cancel, { value: shift.id, style: 'danger', confirm: sure });
  return section('Nobody has to work it any more?', press);
}
