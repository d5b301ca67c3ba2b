import { type Ctx, transaction } from '../../../core/context.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import type { SlackReads } from '../../../people/slack-reads.ts';
import { readIcs } from './ics/read-ics.ts';
import { findLayout } from './find-layout.ts';
import type { Layout } from './layout.ts';
import { readingMessage } from './messages.ts';
import { peopleInFile } from './people-in-file.ts';
import { readCsv } from './read-csv.ts';
import { type Drafts, readDrafts } from './read-drafts.ts';
import { redrawn, shownImport, type StoredImport } from './stored-import.ts';

/** The rows of a file as shifts; `raw` gives a line as it is written there. */
export interface ReadImport extends Drafts {
  /** Null for a calendar, which needs none. */
  readonly layout: Layout | null;
  readonly raw: ReadonlyMap<number, string>;
}

/** Told to the person after so many rows. */
const TOLD_EVERY = 2_000;

/**
 * Reads a stored file anew, in slices; undefined where somebody has to say first which column is what. `isTold`: its message
 * says how far it is.
 * @throws UnreadableFile
 */
export async function readImport(
  ctx: Ctx,
  slack: Pick<SlackReads, 'userByEmail'>,
  { stored, team }: StoredImport,
  { isTold }: { readonly isTold: boolean },
): Promise<ReadImport | undefined> {
  if (stored.content.trimStart().startsWith('BEGIN:VCALENDAR')) {
    return { ...(await readIcs(ctx, slack, team, stored.content, null)), layout: null, raw: new Map() };
  }
  const file = await readCsv(stored.content);
  const layout = stored.layout ?? (await transaction(ctx, (tx) => findLayout(tx, ctx, team.id, file))).layout;
  if (!layout) return undefined;
  const column = layout.columns.person;
  const written = column === undefined ? [] : file.records.flatMap(({ cells }) => cells[column]?.trim() || []);
  const tell = async (done: number) => {
    if (!isTold || done % TOLD_EVERY !== 0) return;
    const message = readingMessage(shownImport(stored, team), done, file.records.length);
    await transaction(ctx, (tx) => enqueue(tx, ctx, [redrawn(stored.id, message)]));
  };
  const personOf = await peopleInFile(ctx, slack, team, written);
  const drafts = await readDrafts(file, { layout, team, personOf }, tell);
  const raw = new Map([...file.records, ...file.broken].map(({ line, raw: text }) => [line, text]));
  return { ...drafts, layout, raw };
}
