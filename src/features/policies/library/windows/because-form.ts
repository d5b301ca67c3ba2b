import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { UserError } from '../../../../core/errors.ts';
import { context, section } from '../../../../slack/blocks.ts';
import type { OpenView, Parsed } from '../../../../slack/listener.ts';
import { modal, textInput } from '../../../../slack/modal.ts';
import { textOf } from '../../../../slack/modal-state.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { libraryIds as ids } from '../ids.ts';
import type { PolicyPage } from '../pages/policy-page.ts';
import type { PolicyRevision } from '../tables.ts';
import { recalled } from './memory.ts';
import { withProblem } from './window-parts.ts';

const Memory = z.object({ policyId: z.uuid(), revisionId: z.string(), version: z.number().int() });

export interface BecauseForm extends z.infer<typeof Memory> {
  readonly text: string;
}

/** *Archive*: with the reason. */
export function archiveModal({ policy }: PolicyPage, text = '', problem?: UserError): ModalView {
  return modal({
    callbackId: ids.archive,
    title: 'Archive',
    submit: 'Archive',
    privateMetadata: JSON.stringify({ policyId: policy.id, revisionId: '', version: 0 }),
    blocks: withProblem(
      [
        section(
          `*${inline(policy.title)}*\nIt answers nothing any more. For 90 days, look-ups say that it ended, and its readers can still see what it said, and why it ended. You can restore it from the archive.`,
        ),
        textInput('because', 'Why?', {
          initial: text,
          maxLength: 300,
          focus: true,
          placeholder: 'Replaced by the returns handbook',
        }),
      ],
      problem,
      'Not archived.',
    ),
  });
}

/** *Send back*: with what is to change. */
export function sendBackModal(
  { policy }: PolicyPage,
  revision: PolicyRevision,
  text = '',
  problem?: UserError,
): ModalView {
  return modal({
    callbackId: ids.sendBack,
    title: 'Send back',
    submit: 'Send back',
    privateMetadata: JSON.stringify({ policyId: policy.id, revisionId: revision.id, version: revision.version }),
    blocks: withProblem(
      [
        section(`*${inline(revision.title)}*, revision ${revision.number}`),
        textInput('note', 'What is to change?', { initial: text, multiline: true, maxLength: 1000, focus: true }),
        context('Its author gets this as a message.'),
      ],
      problem,
      'Not sent back.',
    ),
  });
}

export function parseBecause({ privateMetadata, state }: OpenView): Parsed<BecauseForm> {
  const text = textOf(state, 'because') ?? textOf(state, 'note') ?? '';
  return { input: { ...recalled(Memory, privateMetadata), text } };
}
