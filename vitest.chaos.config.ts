import { defineConfig } from 'vitest/config';
import { TotalsReporter } from './test/support/reporter.ts';

/** The long forms of test/chaos: kills, freezes and outages that take minutes. The bounded forms are part of `npm test`. */
export default defineConfig({
  test: {
    include: ['test/chaos/long/**/*.test.ts'],
    globalSetup: './test/support/global-setup.ts',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 1_800_000,
    hookTimeout: 90_000,
    reporters: ['default', new TotalsReporter()],
  },
});
