import type { ModalView } from '@slack/types';
import type { z } from 'zod';
import { plainContext } from '../../../slack/blocks.ts';
import type { OpenView, Parsed } from '../../../slack/listener.ts';
import { dateTimeOf, textOf } from '../../../slack/modal-state.ts';
import { dateTime, modal, textInput } from '../../../slack/modal.ts';
import type { CaseView } from '../case-view.ts';
import { checked } from '../modals/memory.ts';
import { about, caseIdOf, memoryOf } from '../modals/of-case.ts';
import { MakePromiseInput, MOST_WHAT } from '../promises/inputs.ts';
import { whoSees } from './words.ts';

/** What the mediator promises to those the case is for. */
export function privatePromiseModal(view: CaseView): ModalView {
  return modal({
    callbackId: 'private.promise',
    title: 'Promise',
    submit: 'Promise',
    privateMetadata: memoryOf({ caseId: view.case.id }),
    blocks: [
      about(view),
      textInput('what', 'What is promised?', { maxLength: MOST_WHAT }),
      dateTime('dueAt', 'By when?', { hint: 'Within the working hours of the team.' }),
      plainContext(whoSees(view)),
    ],
  });
}

const Form = MakePromiseInput.pick({ caseId: true, what: true, dueAt: true });

export function readPrivatePromise({ state, privateMetadata }: OpenView): Parsed<z.infer<typeof Form>> {
  const raw = {
    caseId: caseIdOf(privateMetadata),
    what: textOf(state, 'what') ?? '',
    dueAt: dateTimeOf(state, 'dueAt'),
  };
  const errors = raw.dueAt === undefined ? { dueAt: 'Choose a day and a time.' } : {};
  return checked(Form, raw, state, errors);
}
