import type { JobHandler } from '../../jobs/define-job.ts';
import type { PoliciesDeps } from './deps.ts';

/** Everything that happens later, or by itself; each part lists its own. */
export function policiesJobs(_deps: PoliciesDeps): readonly JobHandler[] {
  return [];
}
