import { wallClock } from '../../../../core/local-windows.ts';
import type { Work } from '../work.ts';

/** An instant by the clock of a zone, as findings carry it: `2026-11-24 22:00`. */
export function wallTime(zone: string, at: number): string {
  return new Date(wallClock(zone, at)).toISOString().slice(0, 16).replace('T', ' ');
}

/** When a piece of work is, by its shift's own clock: `2026-11-24 22:00/2026-11-25 06:00`. */
export function wallSpan({ shift: { zone }, start, end }: Work): string {
  return `${wallTime(zone, start)}/${wallTime(zone, end)}`;
}
