import { z } from 'zod';
import { jobKind } from '../../../jobs/define-job.ts';

/** Due when a planned revision begins to count. */
export const beginRevision = jobKind('policies.begin-revision', z.object({ revisionId: z.uuid() }));
