import { expect, test } from 'vitest';
import { columnNames } from '../slack-matrix/columns.ts';
import { asTable, broken } from '../slack-matrix/judge.ts';
import { rows } from '../slack-matrix/rows.ts';
import { runMatrix } from '../slack-matrix/run-matrix.ts';
import { isFull } from '../support/length.ts';

test('each fault meets each method: once or told, no call over 10 s, nobody else waits', async () => {
  const outcome = await runMatrix(() => true);

  const { verdicts, longestCall, callsTooEarly, unmet, othersLateMs, probes } = outcome;
  console.log(
    [
      asTable(verdicts, columnNames),
      `${verdicts.length} cells, ${broken(verdicts).length} not as promised`,
      `longest call ${Math.round(longestCall.ms)} ms (${longestCall.method})`,
      `${callsTooEarly.length} calls before Retry-After was over`,
      `${probes} messages to other channels, late p95 ${Math.round(othersLateMs)} ms`,
    ].join('\n'),
  );
  expect(unmet).toEqual([]);
  expect(broken(verdicts)).toEqual([]);
  expect(verdicts).toHaveLength(columnNames.length * rows.length);
  expect(longestCall.ms).toBeLessThan(10_000);
  expect(callsTooEarly).toEqual([]);
  expect(othersLateMs).toBeLessThan(isFull ? 1_000 : 10_000);
}, 600_000);
