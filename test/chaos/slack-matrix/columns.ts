import type { FaultKind } from '../../../src/sandbox/faults/plan.ts';

/** What Slack says when it wants less: how long to leave it alone. */
export const RETRY_AFTER_S = 2;

/** The faults, each of which every method meets; `refused` is no fault of an answer: there is nobody to connect to. */
export const columns = {
  limited: { kind: 'rate_limited', retryAfter: RETRY_AFTER_S },
  'limited, bare': { kind: 'rate_limited' },
  'status 500': { kind: 'http_error', status: 500 },
  'status 500 after': { kind: 'http_error', status: 500, afterWork: true },
  'status 503': { kind: 'http_error', status: 503 },
  html: { kind: 'html', status: 200 },
  cut: { kind: 'cut_body' },
  lost: { kind: 'lost_answer' },
  reset: { kind: 'reset' },
  hang: { kind: 'hang', ms: 60_000 },
  slow: { kind: 'slow', ms: 1_500 },
  refused: undefined,
} as const satisfies Record<string, FaultKind | undefined>;

export type Column = keyof typeof columns;

export const columnNames = Object.keys(columns) as Column[];
