import { isLongForm } from '../../support/long-form.ts';
import type { SeenCall, WebApiProxy } from '../../support/faults/web-api-proxy.ts';
import type { Cell, Outcome, Row } from './cell.ts';

export interface Verdict {
  readonly method: string;
  readonly column: string;
  readonly outcome: Outcome;
  readonly promised: readonly Outcome[];
  /** What the person read, and what went wrong for whoever acted. */
  readonly words: readonly string[];
}

export function judge(row: Row, cell: Cell, outcome: Outcome, read: readonly string[]): Verdict {
  const promised = row.promises[cell.column] ?? row.promises.else;
  return {
    method: row.method,
    column: cell.column,
    outcome,
    promised: typeof promised === 'string' ? [promised] : promised,
    words: [...read, ...(cell.note ? [cell.note] : [])],
  };
}

function isKept({ outcome, promised }: Verdict): boolean {
  return promised.includes(outcome);
}

/** The app gives up after 8 s; where other tests run beside it, both ends of the line come late. A call that is left to hang takes 60 s. */
export const LONGEST_CALL_MS = isLongForm ? 10_000 : 30_000;

/** The call that took longest, faults included. */
export function longestCall(proxies: readonly WebApiProxy[]): { method: string; ms: number } {
  const calls = proxies.flatMap(({ seen }) =>
    seen.map(({ method, beganAt, endedAt }) => ({ method, ms: (endedAt ?? performance.now()) - beganAt })),
  );
  return calls.reduce((longest, call) => (call.ms > longest.ms ? call : longest), { method: '', ms: 0 });
}

/** Calls to what Slack had asked to leave alone, before that time was over. */
export function callsTooEarly(proxies: readonly WebApiProxy[]): string[] {
  return proxies.flatMap(({ seen }) =>
    seen
      .flatMap((limited) => seen.filter((call) => isTooEarly(limited, call)))
      .map(({ method, channel }) => `${method} ${channel ?? ''}`),
  );
}

function isTooEarly(limited: SeenCall, call: SeenCall): boolean {
  const { fault, method, channel, text, beganAt } = limited;
  if (fault?.kind !== 'rate_limited' || fault.retryAfter === undefined) return false;
  const isSame = call.method === method && (channel === undefined ? call.text === text : call.channel === channel);
  // Timers fire up to a millisecond early.
  const allowedAt = beganAt + fault.retryAfter * 1000 - 2;
  return isSame && call.beganAt > beganAt && call.beganAt < allowedAt;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** What was not as promised, one line each. */
export function broken(verdicts: readonly Verdict[]): string[] {
  const lines = verdicts.filter((verdict) => !isKept(verdict));
  return lines.map(
    ({ method, column, outcome, promised, words }) =>
      `${method} × ${column}: ${outcome}, promised ${promised.join(' or ')}. ${words.join(' / ')}`,
  );
}

/** As a table for docs/reliability.md: a line for each method, a column for each fault. */
export function asTable(verdicts: readonly Verdict[], columns: readonly string[]): string {
  const methods = [...new Set(verdicts.map(({ method }) => method))];
  const cellOf = (method: string, column: string): string => {
    const found = verdicts.find((one) => one.method === method && one.column === column);
    if (!found) return '';
    return isKept(found) ? found.outcome : `**${found.outcome}**`;
  };
  const lines = methods.map(
    (method) => `| ${[method, ...columns.map((column) => cellOf(method, column))].join(' | ')} |`,
  );
  return [`| method | ${columns.join(' | ')} |`, `|---${'|---'.repeat(columns.length)}|`, ...lines].join('\n');
}
