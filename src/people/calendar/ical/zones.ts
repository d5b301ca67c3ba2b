import ICAL from 'ical.js';
import { findIana } from 'windows-iana';
import { localDate, localMinutes, isZone, toInstant } from '../../../core/local-time.ts';

/**
 * A time by some wall clock: milliseconds since 1970 as if that clock showed UTC. Recurrences are worked out on these, so
 * that nine o'clock stays nine o'clock.
 */
export type Wall = number;

export interface WallZone {
  readonly toInstant: (wall: Wall) => Date;
  readonly toWall: (at: Date) => Wall;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The local date of a wall time: `2026-11-22`. */
export function dateOf(wall: Wall): string {
  return new Date(wall).toISOString().slice(0, 10);
}

/** Minutes after midnight of a wall time. */
export function minutesOf(wall: Wall): number {
  return Math.floor((((wall % DAY_MS) + DAY_MS) % DAY_MS) / MINUTE_MS);
}

export function wallOf(date: string, minutes: number): Wall {
  return Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE_MS;
}

/** A zone by its IANA name. */
export function ianaZone(name: string): WallZone {
  return {
    toInstant: (wall) => toInstant(dateOf(wall), minutesOf(wall), name),
    toWall: (at) => wallOf(localDate(at, name), localMinutes(at, name)),
  };
}

/**
 * The zone that a TZID means: an IANA name, bare or behind a vendor's prefix, one of Windows (`W. Europe Standard Time`),
 * else what the file itself defines under it. Undefined where nobody can tell.
 */
export function zoneOf(tzid: string, defined: ReadonlyMap<string, ICAL.Timezone>): WallZone | undefined {
  const name = ianaNameOf(tzid.replaceAll('"', '').trim());
  if (name !== undefined) return ianaZone(name);
  const own = defined.get(tzid);
  return own && definedZone(own);
}

function ianaNameOf(tzid: string): string | undefined {
  if (isZone(tzid)) return tzid;
  // `/mozilla.org/20050126_1/Europe/Berlin`
  const parts = tzid.split('/');
  const suffixes = [3, 2].map((count) => parts.slice(-count).join('/')).filter((suffix) => suffix.includes('/'));
  return suffixes.find(isZone) ?? findIana(tzid)[0];
}

/** A zone by the rules in the file, for names that only its author knows. */
function definedZone(zone: ICAL.Timezone): WallZone {
  const offsetMs = (wall: Wall) => zone.utcOffset(ICAL.Time.fromJSDate(new Date(wall), true)) * 1000;
  return {
    toInstant: (wall) => new Date(wall - offsetMs(wall)),
    // By the offset of about that time: right but for the hour of a change.
    toWall: (at) => at.getTime() + offsetMs(at.getTime()),
  };
}
