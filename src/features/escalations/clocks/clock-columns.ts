import type { CaseClock } from './clocks.ts';
import { clockNames } from './clock-words.ts';
import type { ClockKind } from './tables.ts';

interface Clocked {
  readonly clocks: readonly CaseClock[];
}
type ClockColumn = readonly [heading: string, value: (row: Clocked) => string | number | null];

/** The clocks of a case in an export: when due, how it ended, and after how many minutes of the team's time. */
export const clockColumns: readonly ClockColumn[] = (['claim', 'answer', 'next-answer', 'resolve'] as const).flatMap(
  (kind): ClockColumn[] => {
    const name = clockNames[kind];
    return [
      [`${name} due (UTC)`, (row) => reported(row, kind)?.dueAt?.toISOString() ?? null],
      [`${name} in time`, (row) => ending(reported(row, kind))],
      [`${name} minutes`, (row) => minutes(reported(row, kind), 'countedSeconds')],
      [`${name} minutes late`, (row) => minutes(reported(row, kind), 'lateSeconds')],
    ];
  },
);

/** Of several runs the one that is not over, else the longest. */
function reported({ clocks }: Clocked, kind: ClockKind): CaseClock | undefined {
  const runs = clocks.filter((clock) => clock.kind === kind);
  const running = runs.find(({ stoppedAt }) => stoppedAt === null);
  return running ?? runs.toSorted((one, other) => other.countedSeconds - one.countedSeconds)[0];
}

function ending(clock: CaseClock | undefined): string | null {
  if (clock?.verdict === 'breached') return 'no';
  return clock?.verdict === 'met' ? 'yes' : null;
}

/** How far a running clock has come is known to the case alone. */
function minutes(clock: CaseClock | undefined, of: 'countedSeconds' | 'lateSeconds'): number | null {
  return clock?.stoppedAt ? Math.floor(clock[of] / 60) : null;
}
