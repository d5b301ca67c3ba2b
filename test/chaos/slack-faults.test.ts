import { expect, test } from 'vitest';
import { columnNames } from './slack-matrix/columns.ts';
import { broken, LONGEST_CALL_MS } from './slack-matrix/judge.ts';
import { methodsOfProduct } from './slack-matrix/methods-of-product.ts';
import { rows } from './slack-matrix/rows.ts';
import { runMatrix } from './slack-matrix/run-matrix.ts';

/** Called by Slack's library while somebody installs the app in a browser; test/oauth is about what they read. */
const WITHOUT_ROW = ['oauth.v2.access'];

test('every Web API method the product calls has a row in the matrix of faults', () => {
  const tried = new Set([...rows.map(({ method }) => method), ...WITHOUT_ROW]);

  expect(methodsOfProduct().filter((method) => !tried.has(method))).toEqual([]);
});

test('every row of the matrix is a method that the product calls', () => {
  const called = new Set(methodsOfProduct());
  const addresses = new Set(['response_url', 'upload']);

  expect(rows.map(({ method }) => method).filter((method) => !called.has(method) && !addresses.has(method))).toEqual(
    [],
  );
});

/** Two faults for each method, each fault several times. A 429 that does not say for how long takes half a minute. */
function isInShortForm(row: number, column: number): boolean {
  const quick = columnNames.flatMap((name, place) => (name === 'limited, bare' ? [] : [place]));
  const place = quick.indexOf(column);
  return [row * 3, row * 3 + 5].some((turn) => turn % quick.length === place);
}

test('whatever Slack does, what was promised happens once or the person is told', async () => {
  const { verdicts, longestCall, callsTooEarly, unmet } = await runMatrix(isInShortForm);

  expect(unmet).toEqual([]);
  expect(broken(verdicts)).toEqual([]);
  expect(verdicts).toHaveLength(2 * rows.length);
  expect(longestCall.ms).toBeLessThan(LONGEST_CALL_MS);
  expect(callsTooEarly).toEqual([]);
}, 120_000);
