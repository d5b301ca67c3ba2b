import { defineConfig } from 'vitest/config';
import { TotalsReporter } from './test/support/reporter.ts';

const MEASURES = 'test/browser/speed.test.ts';

/** Journeys in a real browser, two at a time, and after them what measures how fast the page is: they need chromium and take minutes. */
export default defineConfig({
  test: {
    globalSetup: './test/support/global-setup.ts',
    pool: 'forks',
    // What is polled comes late on a busy machine: a second is no sign that it never comes.
    expect: { poll: { timeout: 15_000 } },
    testTimeout: 180_000,
    hookTimeout: 120_000,
    passWithNoTests: true,
    reporters: ['default', new TotalsReporter()],
    projects: [
      {
        extends: true,
        test: {
          name: 'page',
          include: ['test/browser/**/*.test.ts'],
          exclude: [MEASURES],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      { extends: true, test: { name: 'speed', include: [MEASURES], maxWorkers: 1, sequence: { groupOrder: 2 } } },
    ],
  },
});
