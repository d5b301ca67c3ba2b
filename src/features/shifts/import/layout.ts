/** What a column can be. */
export const fields = [
  'id',
  'person',
  'start',
  'startDate',
  'startTime',
  'end',
  'endDate',
  'endTime',
  'zone',
  'startOffset',
  'endOffset',
  'role',
  'type',
  'team',
  'site',
  'breakMinutes',
  'published',
  'open',
  'comment',
  'activity',
  'credential',
  'tradable',
] as const;
export type Field = (typeof fields)[number];

/** In which order the parts of a date come; those that begin with the year need no asking. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy';

/** Which column is what. */
export interface Layout {
  readonly columns: Readonly<Partial<Record<Field, number>>>;
  readonly dateOrder: DateOrder;
}
