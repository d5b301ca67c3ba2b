import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import { UserError } from '../../../core/errors.ts';
import { context, divider, option } from '../../../slack/blocks.ts';
import type { OpenView, Parsed, ViewState } from '../../../slack/listener.ts';
import { choice, modal, radio } from '../../../slack/modal.ts';
import { choiceOf } from '../../../slack/modal-state.ts';
import { clip } from '../../../slack/mrkdwn.ts';
import { importIds } from './ids.ts';
import { OUT_OF_DATE } from './inputs.ts';
import type { DateOrder, Field, Layout } from './layout.ts';

type Columns = Layout['columns'];

/** Which column is what, as somebody said it. */
export interface ChooseColumns {
  readonly importId: string;
  readonly columns: Columns;
  readonly dateOrder: DateOrder | undefined;
}

/** What the form asks about: three columns that each row needs, then what may be left out. The rest is for files of ours. */
const needed = {
  person: 'Who: e-mail address or Slack id',
  start: 'Start: date and time, or the date',
  end: 'End: date and time, or the time',
} as const satisfies Partial<Record<Field, string>>;

const besides = {
  startTime: 'Time of the start, where the start above is a date',
  endDate: 'Date of the end, where the end above is a time',
  id: 'Id of the shift',
  zone: 'Time zone',
  role: 'Role or skill',
  type: 'Kind of shift',
  site: 'Site',
  breakMinutes: 'Unpaid break, in minutes',
  published: 'Published, yes or no',
  open: 'Open shift, yes or no',
  comment: 'Comment',
} as const satisfies Partial<Record<Field, string>>;

/** Of the person: all shifts of the file are open. */
const NOBODY = 'nobody';

const orderLabels: Readonly<Record<DateOrder, string>> = {
  ymd: '2026-03-04',
  dmy: 'Day first: 04/03/2026 is 4 March',
  mdy: 'Month first: 04/03/2026 is 3 April',
};

/** What of a file the form shows. */
export interface FileShown {
  readonly heading: readonly string[];
  /** A value of each column, to tell them apart by. */
  readonly sample: readonly string[];
  readonly columns: Columns;
  readonly orders: readonly DateOrder[];
}

/** Which column is what: guesses filled in; the order of dates is asked where it cannot be seen, and never guessed. */
export function columnsModal(importId: string, { heading, sample, columns, orders }: FileShown): ModalView {
  const options = heading
    .slice(0, 99)
    .map((name, index): PlainTextOption => option(columnText(name, sample[index], index), String(index)));
  const chosen = shownColumns(columns);
  const field = (name: Field, label: string, optional: boolean) =>
    choice(name, label, {
      options: name === 'person' ? [...options, option('No column: all shifts are open', NOBODY)] : options,
      optional,
      ...(chosen[name] !== undefined && { initial: String(chosen[name]) }),
    });
  return modal({
    callbackId: importIds.columns,
    title: 'Columns',
    submit: 'Go on',
    privateMetadata: importId,
    blocks: [
      context('Each row has to be one shift. Behind each column stands what its first rows have.'),
      ...orderBlock(orders),
      ...fieldsOf(needed, (name, label) => field(name, label, false)),
      divider(),
      context('These may be left out.'),
      ...fieldsOf(besides, (name, label) => field(name, label, true)),
    ],
  });
}

function columnText(name: string, sample: string | undefined, index: number): string {
  const heading = clip(name === '' ? `Column ${index + 1}` : name, 40);
  return sample ? clip(`${heading} · ${sample}`, 75) : heading;
}

function fieldsOf(
  labels: Readonly<Partial<Record<Field, string>>>,
  block: (name: Field, label: string) => KnownBlock,
): readonly KnownBlock[] {
  // Safe: its keys are fields by its type.
  return Object.entries(labels).map(([name, label]) => block(name as Field, label));
}

function orderBlock(orders: readonly DateOrder[]): readonly KnownBlock[] {
  if (orders.length < 2) return [];
  return [
    radio('dateOrder', 'How dates are written', { options: orders.map((each) => option(orderLabels[each], each)) }),
  ];
}

/** The form has one field for the start and one for the end, whether or not their date and time are apart. */
function shownColumns({ start, startDate, startTime, end, endTime, ...others }: Columns): Columns {
  const isApart = start === undefined;
  return {
    ...others,
    ...((start ?? startDate) !== undefined && { start: start ?? startDate }),
    ...(isApart && startTime !== undefined && { startTime }),
    ...((end ?? endTime) !== undefined && { end: end ?? endTime }),
  };
}

export function parseColumns({ state, privateMetadata }: OpenView): Parsed<ChooseColumns> {
  const importId = z.uuid().safeParse(privateMetadata);
  if (!importId.success) throw new UserError(OUT_OF_DATE);
  const { start, startTime, ...others } = columnsIn(state);
  const dateOrder = z.enum(['ymd', 'dmy', 'mdy']).safeParse(choiceOf(state, 'dateOrder')).data;
  if (choiceOf(state, 'person') === undefined) return { errors: { person: 'Say who works a shift.' } };
  if (start === undefined) return { errors: { start: 'Say where the start is.' } };
  if (others.end === undefined) return { errors: { end: 'Say where the end is.' } };
  const starts = startTime === undefined ? { start } : { startDate: start, startTime };
  return { input: { importId: importId.data, columns: { ...others, ...starts }, dateOrder } };
}

function columnsIn(state: ViewState): Columns {
  const columns: Partial<Record<Field, number>> = {};
  for (const field of Object.keys({ ...needed, ...besides }) as Field[]) {
    const chosen = choiceOf(state, field);
    if (chosen !== undefined && /^\d{1,2}$/.test(chosen)) columns[field] = Number(chosen);
  }
  return columns;
}
