import { isDeepStrictEqual } from 'node:util';
import { type Ctx, transaction } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { addJob } from '../../../jobs/add-job.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { cleanText, oneLine } from '../../../slack/mrkdwn.ts';
import type { ChooseColumns, FileShown } from './columns-form.ts';
import { findLayout, rememberLayout } from './find-layout.ts';
import { goOnWithImport } from './job-kinds.ts';
import { dateOrders } from './known-layouts.ts';
import type { DateOrder, Layout } from './layout.ts';
import { readingMessage } from './messages.ts';
import { type CsvFile, readCsv } from './read-csv.ts';
import { lookedOnce, moveImport, redrawn, requireImport, shownImport } from './stored-import.ts';

/** Of a file, for its form: Slack waits three seconds for it. The rest of a file only narrows what its dates can mean. */
const SHOWN_PART = 128 * 1024;

/** A file's columns, with what can be guessed of them from its first rows, for the form. */
export async function columnsOf(ctx: Ctx, importId: string): Promise<FileShown> {
  const { stored } = await transaction(ctx, (tx) => requireImport(tx, ctx, importId));
  const file = await readCsv(firstRows(stored.content));
  const guess = await transaction(ctx, (tx) => findLayout(tx, ctx, stored.teamId, file));
  const { heading } = file;
  return { columns: guess.columns, orders: unclearOrders(file) ?? guess.orders, heading, sample: sampleOf(file) };
}

/** Of each column what it has first. */
function sampleOf({ heading, records }: CsvFile): readonly string[] {
  const rows = records.slice(0, SAMPLED);
  return heading.map((_, column) => {
    const values = rows.map(({ cells }) => oneLine(cleanText(cells[column] ?? '')));
    return values.find((value) => value !== '') ?? '';
  });
}

const SAMPLED = 50;

/** Of the first column, named as it may be, whose dates could be meant in several orders. */
function unclearOrders(file: CsvFile): readonly DateOrder[] | undefined {
  return file.heading
    .map((_, column) => dateOrders(file, { columns: { start: column } }))
    .find((orders) => orders.length > 1);
}

function firstRows(content: string): string {
  if (content.length <= SHOWN_PART) return content;
  return content.slice(0, content.lastIndexOf('\n', SHOWN_PART) + 1 || SHOWN_PART);
}

/** Goes on with an import by what somebody said of its columns, or looks anew by what they say now; it is remembered for files with that heading. */
export async function chooseColumns(ctx: Ctx, { importId, columns, dateOrder }: ChooseColumns): Promise<void> {
  const { stored } = await transaction(ctx, (tx) => requireImport(tx, ctx, importId));
  const file = await readCsv(stored.content);
  const orders = dateOrders(file, { columns });
  const order = orders.length === 1 ? orders[0] : orders.find((each) => each === dateOrder);
  if (!order) {
    throw new UserError('Its dates could be meant day first or month first: say which in the form.');
  }
  await transaction(ctx, async (tx) => {
    const { stored: now, team } = await requireImport(tx, ctx, importId);
    const layout = { columns, dateOrder: order };
    const again = { state: 'reading', layout, ...lookedOnce } as const;
    const moved =
      (await moveImport(tx, ctx, now, 'asking', again)) ?? (await moveImport(tx, ctx, now, 'checked', again));
    if (!moved) return requireSame(tx, ctx, importId, layout);
    await rememberLayout(tx, ctx, team.id, file.heading, layout);
    await addJob(tx, ctx, goOnWithImport, { importId }, { dedupeKey: importId });
    await enqueue(tx, ctx, [redrawn(importId, readingMessage(shownImport(moved, team)))]);
  });
}

/** Sent twice it is what it is already. @throws UserError where it goes on with others */
async function requireSame(tx: Tx, ctx: Ctx, importId: string, layout: Layout): Promise<void> {
  const { stored } = await requireImport(tx, ctx, importId);
  if (isDeepStrictEqual(stored.layout, layout)) return;
  throw new UserError('The file has gone on with the columns as they were. Give it once more to choose others.');
}
