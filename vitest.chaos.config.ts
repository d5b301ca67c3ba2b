import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { isFull } from './test/chaos/support/length.ts';
import { TotalsReporter } from './test/support/reporter.ts';

/** Parts of `npm test` that are longer and stricter where nothing else runs. */
const HAVE_A_LONG_FORM = [
  'src/core/business-time/all-zones.test.ts',
  'src/db/lost-connections.test.ts',
  'src/features/shifts/views/many-people.test.ts',
  'src/intake/store-first.test.ts',
  'src/jobs/every-zone.test.ts',
  'src/slack/guard.test.ts',
  'src/slack/mutations.test.ts',
  'src/slack/run-at-once.test.ts',
  'src/slack/socket-entry.test.ts',
  'test/chaos/database.test.ts',
  'test/oauth/two-workspaces.test.ts',
  'test/sandbox/socket-mode-app.test.ts',
];

/** Begin first, so that nothing waits for them alone. */
const SLOWEST = ['slack-faults', 'outage', 'crash'];

class SlowestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = SLOWEST.findIndex((name) => moduleId.includes(`/long/${name}.`));
      return at === -1 ? SLOWEST.length : at;
    };
    return Promise.resolve(files.toSorted((one, other) => place(one) - place(other)));
  }
}

/**
 * The long forms of test/chaos: kills, freezes and outages that take minutes; FLOORWALKER_CHAOS_ROUNDS below 100 makes them
 * shorter. The bounded forms are part of `npm test`.
 */
export default defineConfig({
  test: {
    include: ['test/chaos/long/**/*.test.ts', ...(isFull ? HAVE_A_LONG_FORM : [])],
    env: isFull ? { FLOORWALKER_LONG_FORM: '1' } : {},
    globalSetup: './test/support/global-setup.ts',
    pool: 'forks',
    // The full form measures how long things take, so nothing else runs beside them.
    maxWorkers: isFull ? 1 : 3,
    sequence: { sequencer: SlowestFirst },
    testTimeout: 1_800_000,
    hookTimeout: 90_000,
    reporters: ['default', new TotalsReporter()],
  },
});
