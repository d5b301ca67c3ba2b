/** Why a row cannot be imported, in words. */
export interface Problem {
  /** Of the file, counted from 1; of an iCal file: of its events. NO_LINE: of what is not in it. */
  readonly line: number;
  readonly reason: string;
  /** Of the row, where that could be read: what it was on the roster before is not gone. */
  readonly id?: string;
}

export const NO_LINE = 0;

/** What an import would do, or did. */
export interface ImportCounts {
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  /** On the roster in the file's dates, but not in the file. */
  readonly missing: number;
  readonly bad: number;
}

/** A few shifts may go at any time. */
const A_FEW = 5;

/**
 * Whether so many of the shifts that a source covers would be cancelled that it may have been cut short by accident: five or
 * more, and over a third.
 */
export function cancelsMany({ missing, same, changed }: ImportCounts): boolean {
  return missing >= A_FEW && missing * 3 > covered({ missing, same, changed });
}

/** Shifts on the roster that the source has, or had. */
export function covered({ missing, same, changed }: Pick<ImportCounts, 'missing' | 'same' | 'changed'>): number {
  return missing + same + changed;
}
