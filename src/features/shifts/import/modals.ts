import type { ModalView, PlainTextOption } from '@slack/types';
import { context, option, section } from '../../../slack/blocks.ts';
import { choice, fileInput, modal, radio } from '../../../slack/modal.ts';
import { clip, inline } from '../../../slack/mrkdwn.ts';
import { importIds } from './ids.ts';
import { choosable } from './inputs.ts';
import type { DateOrder, Field, Layout } from './layout.ts';

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
        hint: 'CSV in UTF-8 with a heading: our own export, Deputy’s, or any other. At most 20,000 rows.',
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

const labels: Readonly<Record<(typeof choosable)[number], string>> = {
  person: 'Person (e-mail address or Slack id)',
  start: 'Start, date and time in one column',
  startDate: 'or: date of the start',
  startTime: 'with: time of the start',
  end: 'End, date and time in one column',
  endDate: 'or: date of the end',
  endTime: 'with: time of the end',
  id: 'Id of the shift',
  zone: 'Time zone',
  role: 'Role or skill',
  type: 'Kind of shift',
  site: 'Site',
  breakMinutes: 'Unpaid break, in minutes',
  published: 'Published, yes or no',
  open: 'Open shift, yes or no',
  comment: 'Comment',
};

const orderLabels: Readonly<Record<DateOrder, string>> = {
  ymd: '2026-03-04',
  dmy: 'Day first: 04/03/2026 is 4 March',
  mdy: 'Month first: 04/03/2026 is 3 April',
};

/** Which column is what: guesses filled in; the order of dates is asked where it cannot be seen, and never guessed. */
export function columnsModal(
  importId: string,
  heading: readonly string[],
  columns: Layout['columns'],
  orders: readonly DateOrder[],
): ModalView {
  const options = heading
    .slice(0, 100)
    .map((name, index): PlainTextOption => option(clip(name === '' ? `Column ${index + 1}` : name, 70), String(index)));
  const field = (name: Field & keyof typeof labels) =>
    choice(name, labels[name], {
      options,
      optional: true,
      ...(columns[name] !== undefined && { initial: String(columns[name]) }),
    });
  return modal({
    callbackId: importIds.columns,
    title: 'Columns',
    submit: 'Go on',
    privateMetadata: importId,
    blocks: [
      ...(orders.length > 1
        ? [
            radio('dateOrder', 'How dates are written', {
              options: orders.map((each) => option(orderLabels[each], each)),
            }),
          ]
        : []),
      ...choosable.map(field),
    ],
  });
}
