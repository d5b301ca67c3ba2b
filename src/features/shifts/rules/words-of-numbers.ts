/** As a finding carries them; those of an old verdict may lack what newer ones have, and then say so. */
export type Numbers = Readonly<Record<string, unknown>>;

const UNKNOWN = '?';

export const times = {
  /** `9 h 00` */
  plain(minutes: number): string {
    const whole = Math.round(Math.abs(minutes));
    const sign = minutes < 0 && whole > 0 ? '−' : '';
    return `${sign}${Math.floor(whole / 60)} h ${String(whole % 60).padStart(2, '0')}`;
  },
  /** `+1 h 00` */
  signed(minutes: number): string {
    return minutes > 0 ? `+${times.plain(minutes)}` : times.plain(minutes);
  },
};

/** A length in minutes: `9 h 00`. */
export function clock(numbers: Numbers, name: string): string {
  const minutes = numbers[name];
  return typeof minutes === 'number' ? times.plain(minutes) : UNKNOWN;
}

/** A local date: `Mon 19 Oct`. */
export function dateIn(numbers: Numbers, name: string): string {
  const date = numbers[name];
  return typeof date === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(date) ? dateText(date) : UNKNOWN;
}

/** `Mon 19 Oct` of `2026-10-19` */
export function dateText(date: string): string {
  return dayFormat.format(new Date(`${date}T12:00:00Z`)).replace(',', '');
}

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
});

/** `May` of `2026-05` */
export function monthText(month: string): string {
  if (!/^\d{4}-\d{2}$/.test(month)) return UNKNOWN;
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long' });
  return format.format(new Date(`${month}-15T12:00:00Z`));
}

/** `Wed 13 May 09:00` of `2026-05-13 09:00` */
export function momentText(moment: unknown): string {
  const [date, time = ''] = typeof moment === 'string' ? moment.split(' ') : [];
  return `${dateIn({ date }, 'date')} ${time}`.trim();
}

/** `Wed 13 May 22:00–06:00` of `2026-05-13 22:00/2026-05-14 06:00` */
export function spanText(span: string): string {
  const [from, to = ''] = span.split('/');
  return `${momentText(from)}–${to.split(' ')[1] ?? UNKNOWN}`;
}

/** A name or a number as it is. */
export function text(numbers: Numbers, name: string, otherwise = UNKNOWN): string {
  const value = numbers[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : otherwise;
}

export function list(numbers: Numbers, name: string): readonly string[] {
  const value = numbers[name];
  return Array.isArray(value) ? value.map(String) : [];
}
