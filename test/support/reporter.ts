import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** Ends a run with one line for machines: `N passed, N failed[, N skipped]`. A file that cannot be loaded is a failure. */
export class TotalsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    let passed = 0;
    let skipped = 0;
    let failed = unhandled.length;
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed += 1;
        else if (state === 'failed') failed += 1;
        else skipped += 1;
      }
      failed += module.errors().length;
    }
    const totals = `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
    // After the default reporter's own summary, which is printed in the same turn.
    process.on('exit', () => process.stdout.write(`${totals}\n`));
  }
}
