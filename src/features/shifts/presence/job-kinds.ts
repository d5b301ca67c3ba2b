import { z } from 'zod';
import { jobKind } from '../../../jobs/define-job.ts';

/** Has every feature look at who is there anew. One for each team, however much of its roster has changed. */
export const rosterChanged = jobKind('shifts.roster-changed', z.object({ teamId: z.uuid() }));
