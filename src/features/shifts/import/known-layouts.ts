import { ordersOf } from './cell-times.ts';
import { type DateOrder, type Field, fields, type Layout } from './layout.ts';
import type { CsvFile } from './read-csv.ts';

/** How columns are called in files we know, in lower case and without anything but letters and digits. Ours come first. */
const names: Readonly<Record<Field, readonly string[]>> = {
  id: ['shiftid', 'id', 'shift'],
  person: ['email', 'slackid', 'emailaddress', 'employeeemail', 'person', 'employee', 'agent'],
  start: ['startlocal', 'start', 'starttime', 'startsat', 'from'],
  startDate: ['startdate', 'date', 'shiftdate'],
  startTime: ['starttime', 'timein', 'start', 'startlocal', 'from'],
  end: ['endlocal', 'end', 'endtime', 'endsat', 'to'],
  endDate: ['enddate'],
  endTime: ['endtime', 'timeout', 'end', 'endlocal', 'to'],
  zone: ['zone', 'timezone', 'tz'],
  startOffset: ['startoffset'],
  endOffset: ['endoffset'],
  role: ['role', 'skill', 'position', 'area'],
  type: ['type', 'shifttype', 'kind'],
  team: ['team'],
  site: ['site', 'location'],
  breakMinutes: ['breakmin', 'breakminutes', 'mealbreakmins', 'break'],
  published: ['published'],
  open: ['open'],
  comment: ['comment', 'note', 'notes'],
  activity: ['activity'],
  credential: ['credential'],
  tradable: ['tradable'],
};

/** The heading of our own export, which is read back as it was. */
export const ownHeading = [
  'shift_id',
  'email',
  'start_local',
  'end_local',
  'zone',
  'start_offset',
  'end_offset',
  'role',
  'type',
  'team',
  'site',
  'break_min',
  'published',
  'open',
  'comment',
  'activity',
  'credential',
  'tradable',
] as const;

const own = ['shiftid', 'startlocal', 'endlocal'];
const deputy = ['email', 'startdate', 'starttime', 'enddate', 'endtime'];

/** Whether nobody has to be asked which column is what: our own export, and Deputy's. */
export function isKnown(heading: readonly string[]): boolean {
  const found = new Set(heading.map(plainName));
  return [own, deputy].some((wanted) => wanted.every((name) => found.has(name)));
}

/** Which column is what, as far as the names of columns say it; each column is one thing at most. */
export function guessColumns(heading: readonly string[]): Layout['columns'] {
  const found = heading.map(plainName);
  const hasTimes = found.includes('startdate') || found.includes('date');
  const taken = new Set<number>();
  const columns: Partial<Record<Field, number>> = {};
  for (const field of fields) {
    // Beside a column of dates, `Start Time` holds a time alone.
    if (hasTimes && (field === 'start' || field === 'end')) continue;
    const column = names[field].map((name) => found.indexOf(name)).find((at) => at !== -1 && !taken.has(at));
    if (column === undefined) continue;
    taken.add(column);
    columns[field] = column;
  }
  return columns;
}

/** What has to be known of a row; the words complete "Say which column is …". */
export function missingColumns({ columns }: Pick<Layout, 'columns'>): readonly string[] {
  const has = (field: Field) => columns[field] !== undefined;
  return [
    ...(has('person') || has('open') ? [] : ['the person']),
    ...(has('start') || (has('startDate') && has('startTime')) ? [] : ['the start']),
    ...(has('end') || has('endTime') ? [] : ['the end']),
  ];
}

/** The orders in which the file's dates can be meant: several are asked about, never guessed. */
export function dateOrders({ records }: CsvFile, { columns }: Pick<Layout, 'columns'>): readonly DateOrder[] {
  const dateColumns = [columns.start, columns.end, columns.startDate, columns.endDate].filter(
    (column) => column !== undefined,
  );
  const dates = new Set<string>();
  for (const { cells } of records) {
    for (const column of dateColumns) dates.add((cells[column] ?? '').trim().split(/[T\s]+(?=\d{1,2}[:.h])/)[0] ?? '');
  }
  return ordersOf([...dates]);
}

function plainName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/\(.*?\)/g, (inside) => inside.slice(1, -1))
    .replaceAll(/[^a-z0-9]/g, '');
}
