import type { ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { UserError } from '../../../../core/errors.ts';
import { context, plainSection } from '../../../../slack/blocks.ts';
import type { OpenView, Parsed } from '../../../../slack/listener.ts';
import { choiceOf, textOf } from '../../../../slack/modal-state.ts';
import { externalChoice, modal, textInput } from '../../../../slack/modal.ts';
import { CoverNowInput, MOST } from '../inputs.ts';
import { kindText, whenText } from '../../roster/shift-words.ts';
import type { ShiftRow } from '../../roster/tables.ts';
import { becauseOf } from './because-form.ts';
import { checked, recall } from './memory.ts';
import { lookText, type PostLook } from './post-form.ts';
import { withProblem } from './problem.ts';

export const coverIds = { form: 'swap.cover', people: 'swap.cover-people' } as const;

export interface CoverPage {
  readonly shift: ShiftRow;
  /** Null while it is open. */
  readonly ownerName: string | null;
  readonly look: PostLook;
}

export interface CoverForm {
  readonly to?: PlainTextOption | undefined;
  readonly because?: string | undefined;
  /** Why a rule that denies it may be passed, once one has denied it. */
  readonly passBecause?: string | undefined;
}

/** In an emergency: somebody else works it, at once, and both are told. */
export function coverModal(
  { shift, ownerName, look }: CoverPage,
  form: CoverForm = {},
  problem?: UserError,
): ModalView {
  const fields = [
    externalChoice('to', 'Who works it?', {
      source: coverIds.people,
      initial: form.to,
      placeholder: 'Type a name',
      hint: `${lookText(look, 'people')} Those come first.`,
    }),
    textInput('because', 'Why at once?', {
      initial: form.because,
      multiline: true,
      maxLength: MOST.reason,
      hint: 'Both of them read it. It is kept with the swap.',
    }),
    ...(problem?.field === 'passBecause'
      ? [
          textInput('passBecause', 'Why may it pass although a rule does not allow it?', {
            initial: form.passBecause,
            optional: true,
            multiline: true,
            maxLength: MOST.reason,
            hint: 'Both of them read it. Leave it empty if you choose somebody else.',
          }),
        ]
      : []),
  ];
  const whose = ownerName === null ? 'An open shift' : `${ownerName}'s shift`;
  return modal({
    callbackId: coverIds.form,
    title: 'Cover now',
    submit: 'Cover it now',
    privateMetadata: JSON.stringify({ shiftId: shift.id, denied: form.to?.value }),
    blocks: [
      plainSection([whose, whenText(shift), kindText(shift)].filter(Boolean).join('\n')),
      context('It is done as soon as you send this: nobody is asked. Agree it with them first.'),
      ...withProblem(fields, problem),
    ],
  });
}

/** `denied`: for whom the rules were named; why they may be passed is said for that person alone. */
const Memory = z.object({ shiftId: z.uuid(), denied: z.string().optional() });

export function coverShiftOf(view: Pick<OpenView, 'privateMetadata'>): string {
  return recall(Memory, view.privateMetadata).shiftId;
}

const Form = CoverNowInput.omit({ submission: true });

export function passBecauseOf({ state }: Pick<OpenView, 'state'>): string | undefined {
  return textOf(state, 'passBecause');
}

export function readCover(view: OpenView): Parsed<z.infer<typeof Form>> {
  const { shiftId, denied } = recall(Memory, view.privateMetadata);
  const to = choiceOf(view.state, 'to') ?? '';
  const passBecause = to === denied ? passBecauseOf(view) : undefined;
  return checked(Form, { shiftId, to, because: becauseOf(view), ...(passBecause && { passBecause }) }, view.state);
}
