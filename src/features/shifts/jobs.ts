import type { JobHandler } from '../../jobs/define-job.ts';
import type { ShiftsDeps } from './deps.ts';
import { feedJobs } from './feeds/jobs.ts';
import { importJobs } from './import/jobs.ts';
import { handleRosterChanged } from './presence/roster-changed.ts';
import { swapsJobs } from './swaps/jobs.ts';

/** Everything that happens later, or by itself; each part lists its own. */
export function shiftsJobs({ onRosterChange, slack, fetchCalendar }: ShiftsDeps): readonly JobHandler[] {
  return [handleRosterChanged(onRosterChange), ...importJobs({ slack, fetchCalendar }), ...swapsJobs, ...feedJobs];
}
