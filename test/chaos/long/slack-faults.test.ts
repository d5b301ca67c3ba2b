import { expect, test } from 'vitest';
import { columnNames } from '../slack-matrix/columns.ts';
import { asTable, broken, LONGEST_CALL_MS } from '../slack-matrix/judge.ts';
import { rows } from '../slack-matrix/rows.ts';
import { runMatrix } from '../slack-matrix/run-matrix.ts';
import { isFull } from '../support/length.ts';

/** Calls of each method without a fault, to know how late messages are on this machine anyway. */
const CALMLY = 4;

test('each fault meets each method: once or told, no call over 10 s, nobody else waits', async () => {
  const outcome = await runMatrix(() => true, CALMLY);

  const { verdicts, longestCall, callsTooEarly, unmet, othersLateMs, calmLateMs, probes } = outcome;
  console.log(
    [
      asTable(verdicts, columnNames),
      `${verdicts.length} cells, ${broken(verdicts).length} not as promised`,
      `longest call ${Math.round(longestCall.ms)} ms (${longestCall.method})`,
      `${callsTooEarly.length} calls before Retry-After was over: ${callsTooEarly.join(', ')}`,
      `${probes} messages to other channels, late p95 ${Math.round(othersLateMs)} ms (${Math.round(calmLateMs)} ms before, without any fault)`,
    ].join('\n'),
  );
  expect(unmet).toEqual([]);
  expect(broken(verdicts)).toEqual([]);
  expect(verdicts).toHaveLength(columnNames.length * rows.length);
  expect(longestCall.ms).toBeLessThan(LONGEST_CALL_MS);
  expect(callsTooEarly).toEqual([]);
  expect(othersLateMs).toBeLessThan(isFull ? 1_000 : 10_000 + calmLateMs);
}, 600_000);
