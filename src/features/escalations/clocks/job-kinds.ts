import { z } from 'zod';
import { jobKind } from '../../../jobs/define-job.ts';

/** The timer of a case: looks what of its clocks is to be told. One per case, keyed by its id. */
export const clockJob = jobKind('case.clock', z.object({ caseId: z.uuid() }));

/** Works out anew the clocks of a team's open cases, a batch from `after` on. */
export const recomputeJob = jobKind('case.clocks-anew', z.object({ teamId: z.uuid(), after: z.int() }));
