import { z } from 'zod';
import { jobKind } from '../../../jobs/define-job.ts';

/** One for each must-read that has not ended: due when something is to be sent to somebody, and after what may change it. */
export const mustReadLook = jobKind('policies.must-read', z.object({ mustReadId: z.uuid() }));
