import type { ModalView } from '@slack/types';
import type { z } from 'zod';
import type { OpenView, Parsed } from '../../../slack/listener.ts';
import { textOf } from '../../../slack/modal-state.ts';
import { modal, textInput } from '../../../slack/modal.ts';
import type { CaseView } from '../case-view.ts';
import { MOST } from '../inputs.ts';
import { checked } from '../modals/memory.ts';
import { about, caseIdOf, memoryOf } from '../modals/of-case.ts';
import { GiveBackCaseInput } from './inputs.ts';

export function giveBackModal(view: CaseView): ModalView {
  return modal({
    callbackId: 'case.give-back',
    title: 'Give it back',
    submit: 'Give it back',
    privateMetadata: memoryOf({ caseId: view.case.id }),
    blocks: [
      about(view),
      textInput('note', 'For whoever takes it next', {
        multiline: true,
        optional: true,
        maxLength: MOST.text,
        hint: 'Somebody else is asked at once.',
      }),
    ],
  });
}

const GiveBackForm = GiveBackCaseInput.omit({ requestId: true });

export function readGiveBack(view: OpenView): Parsed<z.infer<typeof GiveBackForm>> {
  const raw = { caseId: caseIdOf(view.privateMetadata), note: textOf(view.state, 'note') };
  return checked(GiveBackForm, raw, view.state);
}
