import { vi } from 'vitest';
import { createLog } from '../../src/core/log.ts';
import type { Database } from '../../src/db/client.ts';
import type { JobHandler } from '../../src/jobs/define-job.ts';
import { Worker, type WorkerOptions } from '../../src/jobs/worker.ts';
import { testContext } from './context.ts';

/** A worker on a test database, not yet started. */
export function testWorker(
  db: Database,
  handlers: readonly JobHandler[],
  options: Partial<WorkerOptions> = {},
): Worker {
  return new Worker({
    sql: db.system,
    handlers,
    buildContext: (workspaceId, correlationId) => testContext(db, { workspaceId, correlationId, kind: 'system' }),
    log: createLog('silent'),
    ...options,
  });
}

/** A promise and its resolve, for handlers that a test holds open. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Waits until `check` passes; for what workers do in their own time, on a machine that may be busy. */
export function eventually(check: () => void | Promise<void>): Promise<void> {
  return vi.waitFor(check, { timeout: 20_000, interval: 10 });
}
