import { addDays, localDate, weekdayOf } from '../../core/local-time.ts';

/** The roster of a team of the sample, as its manager has it in a file: last week, this one and the two that follow. */
export interface SampleRoster {
  readonly by: string;
  readonly in: `#${string}`;
  readonly file: string;
  readonly zone: string;
  /** Who works what on the days of a week, by the number of the week; null for a shift that nobody has yet. */
  readonly week: (week: number) => readonly Planned[];
}

interface Planned {
  readonly who: string | null;
  readonly type: keyof typeof TIMES;
  /** 1 Monday … 7 Sunday. */
  readonly days: readonly number[];
}

const TIMES = {
  Early: ['08:00', '16:00'],
  Day: ['09:30', '17:30'],
  Late: ['12:00', '20:00'],
  Lead: ['08:00', '18:00'],
  Saturday: ['09:00', '14:00'],
  'US early': ['07:00', '15:00'],
  'US late': ['11:00', '19:00'],
} as const;

/** Unpaid minutes, where they are not half an hour. */
const PAUSES: Partial<Record<keyof typeof TIMES, number>> = { Lead: 60, Saturday: 0 };

const WEEKDAYS = [1, 2, 3, 4, 5];
/** Of the week before, this one, the next and the one after. */
const WEEKS = [-1, 0, 1, 2];
/** Sofia is on leave on Thursday and Friday of the next week. */
const HOLIDAY_WEEK = 1;

const agents = ['U0ANA', 'U0JONAS', 'U0SOFIA'] as const;

/** They take turns; whoever works on Saturday has Wednesday off, when somebody else is wanted. */
function careWeek(week: number): readonly Planned[] {
  const [early = '', day = '', late = ''] = [0, 1, 2].map((place) => agents[(week + place + 3) % 3]);
  const planned: readonly Planned[] = [
    { who: early, type: 'Early', days: [1, 2, 4, 5] },
    { who: early, type: 'Saturday', days: [6] },
    { who: null, type: 'Early', days: week > 0 ? [3] : [] },
    { who: day, type: 'Day', days: WEEKDAYS },
    { who: late, type: 'Late', days: WEEKDAYS },
    { who: 'U0LEO', type: 'Lead', days: WEEKDAYS },
  ];
  return planned.map((each) => withoutHoliday(week, each));
}

function withoutHoliday(week: number, planned: Planned): Planned {
  if (week !== HOLIDAY_WEEK || planned.who !== 'U0SOFIA') return planned;
  return { ...planned, days: planned.days.filter((day) => day < 4) };
}

export const sampleRosters: readonly SampleRoster[] = [
  { by: 'maya', in: '#care', file: 'care-roster.csv', zone: 'Europe/Berlin', week: careWeek },
  {
    by: 'ruth',
    in: '#care-us',
    file: 'care-us-roster.csv',
    zone: 'America/Chicago',
    week: (week) => [
      { who: 'U0COLE', type: 'US early', days: WEEKDAYS },
      { who: 'U0DANA', type: 'Lead', days: WEEKDAYS },
      { who: null, type: 'US late', days: week > 0 ? [5] : [] },
    ],
  },
];

/** The file, in the form that Floorwalker itself writes. */
export function rosterCsv({ zone, week }: SampleRoster, now: Date): string {
  const today = localDate(now, zone);
  const monday = addDays(today, 1 - weekdayOf(today));
  const rows = WEEKS.flatMap((number) =>
    week(number).flatMap(({ who, type, days }) =>
      days.map((day) => rowOf(addDays(monday, number * 7 + day - 1), who, type, zone)),
    ),
  );
  return ['shift_id,email,start_local,end_local,zone,type,break_min,published,open', ...rows, ''].join('\r\n');
}

function rowOf(date: string, who: string | null, type: keyof typeof TIMES, zone: string): string {
  const [from, to] = TIMES[type];
  const id = [date, type, who ?? 'open'].join('-').replaceAll(' ', '-').toLowerCase();
  const pause = PAUSES[type] ?? 30;
  const name = type.replace('US early', 'Early').replace('US late', 'Late');
  return [
    id,
    who ?? '',
    `${date}T${from}`,
    `${date}T${to}`,
    zone,
    name,
    pause,
    'yes',
    who === null ? 'yes' : 'no',
  ].join(',');
}
