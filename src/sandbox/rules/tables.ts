import { COUNT } from '../limits.ts';
import {
  boolean,
  byType,
  type Check,
  integer,
  isRecord,
  list,
  number,
  object,
  oneOf,
  optional,
  report,
  required,
  string,
} from './check.ts';
import { blockId } from './objects.ts';
import { richText } from './rich-text.ts';

const raw = {
  raw_text: object({ text: required(string({ min: 1 })) }),
  raw_number: object({ value: required(number), text: required(string({ min: 1 })) }),
};
const cell = byType({ ...raw, rich_text: richText });

/** Slack accepts null for a column that keeps its default. */
const columnSetting: Check = (value, at, look) => {
  if (value === null) return;
  object({ align: optional(oneOf('left', 'center', 'right')), is_wrapped: optional(boolean) })(value, at, look);
};

export const table = object({
  ...blockId,
  rows: required(list(list(cell, COUNT['table.cells_per_row']), COUNT['table.rows'])),
  column_settings: optional(list(columnSetting, COUNT['table.column_settings'])),
});

/** The first row is the header: plain words only. */
const headed: Check = (value, at, look) => {
  const [header] = rowsOf(value);
  if (header) list(byType(raw), {})(header, `${at}/rows/0`, look);
};

const sameWidth: Check = (value, at, look) => {
  const widths = new Set(rowsOf(value).map((row) => row.length));
  if (widths.size > 1) report(look, `${at}/rows`, 'all rows must have the same number of cells');
};

const identified: Check = (value, at, look) => {
  const column = isRecord(value) ? value['row_header_column_index'] : undefined;
  const width = rowsOf(value)[0]?.length ?? 0;
  if (typeof column === 'number' && column >= width)
    report(look, `${at}/row_header_column_index`, `must be less than ${width}`);
};

function rowsOf(value: unknown): unknown[][] {
  const rows: unknown[] = isRecord(value) && Array.isArray(value['rows']) ? value['rows'] : [];
  return rows.filter((row) => Array.isArray(row));
}

export const dataTable = object(
  {
    ...blockId,
    caption: required(string({ min: 1 })),
    rows: required(list(list(cell, COUNT['data_table.columns']), COUNT['data_table.rows'])),
    page_size: optional(integer(COUNT['data_table.page_size'])),
    row_header_column_index: optional(integer({ min: 0 })),
  },
  headed,
  sameWidth,
  identified,
);
