import type { JobHandler } from '../../jobs/define-job.ts';
import type { ShiftsDeps } from './deps.ts';
import { handleRosterChanged } from './presence/roster-changed.ts';

/** Everything that happens later, or by itself; each part lists its own. */
export function shiftsJobs({ onRosterChange }: ShiftsDeps): readonly JobHandler[] {
  return [handleRosterChanged(onRosterChange)];
}
