import type { ModalView } from '@slack/types';
import { context, option, section } from '../../../slack/blocks.ts';
import { choice, fileInput, modal, radio } from '../../../slack/modal.ts';
import { inline } from '../../../slack/mrkdwn.ts';
import { importIds } from './ids.ts';

interface TeamChoice {
  readonly id: string;
  readonly name: string;
}

/** *Import a roster*: for which team, of what, from which file. `problem` is what was wrong with the file before. */
export function importModal(teams: readonly TeamChoice[], teamId: string | undefined, problem?: string): ModalView {
  return modal({
    callbackId: importIds.form,
    title: 'Import',
    submit: 'Look at it',
    blocks: [
      ...(problem === undefined ? [] : [section(`:warning: ${inline(problem)}`)]),
      choice('team', 'Team', {
        options: teams.map(({ id, name }) => option(name, id)),
        initial: teamId ?? teams[0]?.id,
      }),
      fileInput('file', 'File', {
        types: ['csv', 'txt', 'tsv', 'ics'],
        hint: 'CSV in UTF-8 with a heading: our own export, Deputy’s, or any other, at most 20,000 rows; of shifts also iCal (.ics).',
      }),
      radio('kind', 'What is in it', {
        options: [option('Shifts', 'shifts'), option('Leave and absences', 'absences'), option('Skills', 'skills')],
        initial: 'shifts',
      }),
      radio('missing', 'Shifts of the file’s dates that are not in it', {
        options: [option('Keep them', 'keep'), option('Cancel those that came from a file before', 'cancel')],
        initial: 'keep',
      }),
      context('You see what would change before anything does.'),
    ],
  });
}

export function lookingModal(fileName: string): ModalView {
  const text = `Looking at *${inline(fileName)}* … What would change comes as a message from Floorwalker.`;
  return modal({ callbackId: importIds.form, title: 'Import', blocks: [section(text)] });
}
