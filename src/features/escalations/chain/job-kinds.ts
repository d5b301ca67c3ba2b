import { z } from 'zod';
import { jobKind } from '../../../jobs/define-job.ts';

/** The next step of a case's chain is due, or may be: it is compared with the case first. One per case: the key is its id. */
export const chainStep = jobKind('case.chain', z.object({ caseId: z.uuid() }));

/** Time to remind the managers of a case that nobody took, once its chain has ended. One per case: the key is its id. */
export const unclaimed = jobKind('case.unclaimed', z.object({ caseId: z.uuid() }));

/** Time to see whether the owner of a case has been silent for too long. One per case: the key is its id. */
export const ownerCheck = jobKind('case.owner-check', z.object({ caseId: z.uuid() }));
