/** Opening hours of one weekday span: minutes after local midnight, close exclusive, 1440 for 24:00. */
export interface OpeningSpan {
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
  readonly open: number;
  readonly close: number;
}

/** Monday first, as weekdays are counted. */
export const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
/** 24:00 in minutes. */
export const endOfDay = 24 * 60;

/** The spans as a line of text that reads back as the same spans; days with the same hours are named together. */
export function formatBusinessHours(spans: readonly OpeningSpan[]): string {
  const byDay = dayNames.map((_, index) => timesText(spans.filter((span) => span.weekday === index + 1)));
  if (byDay.every((times) => times === '00:00-24:00')) return '24/7';
  const distinct = [...new Set(byDay.filter((times) => times !== ''))];
  return distinct.map((times) => `${daysText(byDay, times)} ${times}`).join('; ');
}

/** Minutes a week that these hours are open, by the wall clock. */
export function minutesPerWeek(spans: readonly OpeningSpan[]): number {
  return spans.map((span) => span.close - span.open).reduce((sum, minutes) => sum + minutes, 0);
}

/** Every minute of the week. */
export function roundTheClock(): readonly OpeningSpan[] {
  return dayNames.map((_, index) => ({ weekday: index + 1, open: 0, close: endOfDay }));
}

/** Minutes after midnight as `09:00`; 1440 is `24:00`. */
export function clockTime(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function timesText(spans: readonly OpeningSpan[]): string {
  return spans.map((span) => `${clockTime(span.open)}-${clockTime(span.close)}`).join(', ');
}

function daysText(byDay: readonly string[], times: string): string {
  const runs: { first: number; last: number }[] = [];
  for (const [day, own] of byDay.entries()) {
    if (own !== times) continue;
    const run = runs.at(-1);
    if (run && run.last === day - 1) run.last = day;
    else runs.push({ first: day, last: day });
  }
  return runs
    .map(({ first, last }) => (first === last ? dayName(first) : `${dayName(first)}-${dayName(last)}`))
    .join(', ');
}

function dayName(index: number): string {
  return dayNames[index] ?? '';
}
