/** A working day, whatever the hours of a team: what `2d` means in a target. */
export const HOURS_A_DAY = 8;

/** By first letter. */
const UNITS: Readonly<Record<string, number>> = { m: 60, h: 3600, d: HOURS_A_DAY * 3600 };
const AMOUNT = String.raw`(\d+(?:[.,]\d+)?)\s*`;
const UNIT = '(m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?)';
/** As a field has it: nothing but durations, a plain number being minutes. */
const IN_FIELD = new RegExp(`${AMOUNT}${UNIT}?\\s*`, 'gy');
/** Between other words: only with a unit, and not within a word or number. */
const IN_SENTENCE = new RegExp(`(?<![\\p{L}\\p{N}.,])${AMOUNT}${UNIT}(?![\\p{L}\\p{N}])`, 'giu');
/** A working year, and well within what a calendar looks ahead. */
const LONGEST = 2000 * 3600;

/** Seconds of `30`, `30m`, `4h`, `1h 30m`, `2d`; 0 of nothing, `0` or `none`. Or what is wrong with it. */
export function readDuration(typed: string): { readonly seconds: number } | { readonly problem: string } {
  const text = typed.trim().toLowerCase();
  if (/^(none|0*)$/.test(text)) return { seconds: 0 };
  const parts = [...text.matchAll(IN_FIELD)];
  if (parts.map(([part]) => part).join('') !== text) return { problem: 'Write minutes, or 4h, or 2d.' };
  const seconds = parts.reduce((sum, [, amount = '', unit = 'm']) => sum + toSeconds(amount, unit), 0);
  if (seconds < 60) return { problem: 'At least a minute, or nothing.' };
  if (seconds > LONGEST) return { problem: 'At most 2000 hours.' };
  return { seconds: Math.round(seconds / 60) * 60 };
}

/** Seconds of all durations in a sentence: `ask the warehouse 2h, answer 30 min`. */
export function secondsIn(sentence: string): number {
  const parts = [...sentence.matchAll(IN_SENTENCE)];
  return parts.reduce((sum, [, amount = '', unit = '']) => sum + toSeconds(amount, unit), 0);
}

function toSeconds(amount: string, unit: string): number {
  return Number(amount.replace(',', '.')) * (UNITS[unit.charAt(0).toLowerCase()] ?? 0);
}

/** As it is typed: `30m`, `4h`, `1h 30m`; nothing for no target. Reads back as the same seconds. */
export function durationField(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return [hours > 0 ? `${hours}h` : '', minutes > 0 ? `${minutes}m` : ''].filter(Boolean).join(' ');
}

/** For a sentence, whole minutes, rounded down: `42 min`, `3 h 5 min`. */
export function durationText(seconds: number): string {
  if (seconds < 60) return 'less than a minute';
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return [hours > 0 ? `${hours} h` : '', minutes > 0 ? `${minutes} min` : ''].filter(Boolean).join(' ');
}
