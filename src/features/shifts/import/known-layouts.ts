import { ordersOf } from './cell-times.ts';
import { type DateOrder, type Field, fields, type Layout } from './layout.ts';
import type { CsvFile } from './read-csv.ts';

/**
 * How columns are called, in lower case and without anything but letters and digits: in our own files, then in English, German,
 * Spanish and French.
 */
const names: Readonly<Record<Field, readonly string[]>> = {
  id: words('shiftid id shift', 'schichtid schichtnummer schichtnr', 'idturno idturnos', 'idposte identifiant'),
  person: words(
    'email slackid emailaddress employeeemail person employee agent',
    'emailadresse mail mailadresse mitarbeiter mitarbeiterin mitarbeitende mitarbeiterinnen personal agentin wer',
    'correo correoelectronico empleado empleada trabajador trabajadora persona agente',
    'adresseemail adressemail courriel employe employee salarie collaborateur personne',
  ),
  start: words(
    'startlocal start starttime startsat from',
    'beginn anfang von dienstbeginn schichtbeginn arbeitsbeginn startzeit',
    'inicio comienzo desde entrada',
    'debut de du arrivee',
  ),
  startDate: words(
    'startdate date shiftdate',
    'datum tag startdatum schichtdatum dienstdatum',
    'fecha dia fechainicio fechadeinicio',
    'jour datedebut datededebut',
  ),
  startTime: words(
    'starttime timein start startlocal from',
    'startzeit beginn anfang von dienstbeginn schichtbeginn arbeitsbeginn uhrzeit',
    'horainicio horadeinicio inicio comienzo desde entrada',
    'heuredebut heurededebut debut de arrivee',
  ),
  end: words(
    'endlocal end endtime endsat to',
    'ende bis dienstende schichtende arbeitsende endzeit',
    'fin final hasta salida',
    'au a depart',
  ),
  endDate: words('enddate', 'enddatum', 'fechafin fechadefin', 'datefin datedefin'),
  endTime: words(
    'endtime timeout end endlocal to',
    'endzeit ende bis dienstende schichtende arbeitsende',
    'horafin horadefin fin final hasta salida',
    'heurefin heuredefin a depart',
  ),
  zone: words('zone timezone tz', 'zeitzone', 'zonahoraria', 'fuseau fuseauhoraire'),
  startOffset: ['startoffset'],
  endOffset: ['endoffset'],
  role: words(
    'role skill position area',
    'rolle funktion aufgabe tatigkeit bereich qualifikation',
    'rol puesto funcion tarea habilidad',
    'fonction tache competence',
  ),
  type: words(
    'type shifttype kind',
    'schicht schichtart dienst dienstart art',
    'turno tipo tipodeturno',
    'poste typedeposte',
  ),
  team: ['team'],
  site: words('site location', 'standort ort filiale', 'sede lugar centro ubicacion', 'lieu etablissement'),
  breakMinutes: words(
    'breakmin breakminutes mealbreakmins break',
    'pause pausemin pausenminuten pauseinminuten',
    'descanso descansomin pausa pausamin',
    'pauseminutes pauseenminutes',
  ),
  published: words('published', 'veroffentlicht', 'publicado', 'publie'),
  open: words('open', 'offen', 'abierto', 'ouvert'),
  comment: words(
    'comment note notes',
    'kommentar bemerkung notiz anmerkung',
    'comentario nota notas observaciones',
    'commentaire remarque remarques',
  ),
  activity: ['activity'],
  credential: ['credential'],
  tradable: ['tradable'],
};

function words(...lists: readonly string[]): readonly string[] {
  return lists.flatMap((list) => list.split(' '));
}

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
  const hasTimes = names.startDate.some((name) => found.includes(name));
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
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/\(.*?\)/g, (inside) => inside.slice(1, -1))
    .replaceAll(/[^a-z0-9]/g, '');
}
