import { defineConfig } from 'vitest/config';
import { TotalsReporter } from './test/support/reporter.ts';

/** Journeys in a real browser, one after the other: they need chromium and take minutes. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    globalSetup: './test/support/global-setup.ts',
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 120_000,
    passWithNoTests: true,
    reporters: ['default', new TotalsReporter()],
  },
});
