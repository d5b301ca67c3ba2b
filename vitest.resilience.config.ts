import { defineConfig } from 'vitest/config';
import { TotalsReporter } from './test/support/reporter.ts';

/** Kills and freezes that take minutes, as leases run out by themselves; the short forms are part of `npm test`. */
export default defineConfig({
  test: {
    include: ['test/resilience/long/**/*.test.ts'],
    globalSetup: './test/support/global-setup.ts',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 230_000,
    hookTimeout: 90_000,
    reporters: ['default', new TotalsReporter()],
  },
});
