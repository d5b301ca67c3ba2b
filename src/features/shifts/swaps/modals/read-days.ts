import { readDay } from '../../../../core/typed-day.ts';

/** Several, parted by commas or line ends, each once; or the one that is none. */
export function readDays(
  typed: string,
  today: string,
): { readonly dates: readonly string[] } | { readonly problem: string } {
  const dates: string[] = [];
  for (const part of typed.split(/[,;\n]|\band\b/).filter((each) => each.trim() !== '')) {
    const date = readDay(part, today);
    if (date === undefined) return { problem: `“${part.trim()}” is no day. Write Friday, 24 Dec or 2026-12-24.` };
    dates.push(date);
  }
  return { dates: [...new Set(dates)].toSorted() };
}
