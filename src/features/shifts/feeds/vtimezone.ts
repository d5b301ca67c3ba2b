import { Temporal } from 'temporal-polyfill';

const MOST_CHANGES = 100;

/**
 * What a calendar has to know of a zone from one instant to another, as RFC 5545 has it: each change of its clocks by itself, as the
 * zone database of this process knows it. Rules that repeat would be wrong for zones such as Morocco's, whose clocks follow the moon.
 */
export function vtimezone(zone: string, from: number, to: number): string {
  const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  const first = start.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  const parts = [first ? change(first) : observance('19700101T000000', start.offset, start.offset)];
  let next = start.getTimeZoneTransition('next');
  while (next && next.epochMilliseconds < to && parts.length < MOST_CHANGES) {
    parts.push(change(next));
    next = next.getTimeZoneTransition('next');
  }
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...parts.flat(), 'END:VTIMEZONE'].join('\r\n');
}

/** A change begins at what the clocks showed until then. */
function change(at: Temporal.ZonedDateTime): readonly string[] {
  const before = at.subtract({ milliseconds: 1 }).offset;
  const onset = at.toInstant().toZonedDateTimeISO(before).toPlainDateTime();
  return observance(onset.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, ''), before, at.offset);
}

function observance(onset: string, before: string, after: string): readonly string[] {
  const kind = minutesOf(after) > minutesOf(before) ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${kind}`,
    `DTSTART:${onset}`,
    `TZOFFSETFROM:${before.replaceAll(':', '')}`,
    `TZOFFSETTO:${after.replaceAll(':', '')}`,
    `END:${kind}`,
  ];
}

function minutesOf(offset: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)/.exec(offset) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
