import { z } from 'zod';
import { jobKind } from '../jobs/define-job.ts';

/** Works off what was stored under this id. */
export const workIntake = jobKind('intake.work', z.object({ intakeId: z.number() }));
