import { stringify } from 'csv-stringify/sync';
import { csvFormat, inert } from '../../../core/spreadsheet.ts';
import { ownHeading } from '../import/known-layouts.ts';
import type { ShiftRow } from '../roster/tables.ts';

export interface CsvShift {
  readonly shift: ShiftRow;
  readonly teamName: string;
  /** Of whoever works it, as far as Slack tells it. */
  readonly email: string | null;
}

type Column = (typeof ownHeading)[number];

/** The roster in our own layout: imported again as it is it changes nothing. Nothing in it runs as a formula. */
const values: Readonly<Record<Column, (row: CsvShift) => string | number | null>> = {
  shift_id: ({ shift }) => shift.sourceKey ?? shift.id,
  email: ({ shift, email }) => email ?? shift.slackId,
  start_local: ({ shift }) => shift.startsLocal,
  end_local: ({ shift }) => shift.endsLocal,
  zone: ({ shift }) => shift.timeZone,
  start_offset: ({ shift }) => shift.startOffset,
  end_offset: ({ shift }) => shift.endOffset,
  role: ({ shift }) => shift.role,
  type: ({ shift }) => shift.type,
  team: ({ teamName }) => teamName,
  site: ({ shift }) => shift.site,
  break_min: ({ shift }) => shift.breakMinutes,
  published: ({ shift }) => yesOrNo(shift.isPublished),
  open: ({ shift }) => yesOrNo(shift.slackId === null),
  comment: ({ shift }) => shift.comment,
  activity: ({ shift }) => shift.activity,
  credential: ({ shift }) => shift.credential,
  tradable: ({ shift }) => yesOrNo(shift.isTradable),
};

export const rosterHeading: string = stringify([[...ownHeading]], { ...csvFormat, bom: true });

export function rosterLines(rows: readonly CsvShift[]): string {
  return stringify(
    rows.map((row) => ownHeading.map((column) => inert(values[column](row)))),
    csvFormat,
  );
}

function yesOrNo(is: boolean): string {
  return is ? 'Yes' : 'No';
}
