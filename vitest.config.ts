import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { TotalsReporter } from './test/support/reporter.ts';

/** Everything but the browser and what takes minutes: `npm run test:browser` and `test:chaos` have their own. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/chaos/long/**', 'node_modules/**'],
    globalSetup: './test/support/global-setup.ts',
    pool: 'forks',
    // Files share the loaded libraries (7 times faster); each has a database of its own, so they share no state.
    isolate: false,
    // One more than there are processors: some file always waits for Slack's second between messages, or for a dead line. Few
    // enough for the connections of one server.
    maxWorkers: Math.min(availableParallelism() + 1, 6),
    // What is polled comes late on a busy machine: a second is no sign that it never comes.
    expect: { poll: { timeout: 15_000 } },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default', new TotalsReporter()],
  },
});
