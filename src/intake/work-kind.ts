import { z } from 'zod';
import { jobKind } from '../jobs/define-job.ts';

/** Works off what was stored under this id. */
export const workIntake = jobKind('intake.work', z.object({ intakeId: z.number() }));

/** For somebody who waits: with the pauses between them a good minute, and then they are told. An event may take longer. */
export const TRIES_FOR_A_PERSON = 7;
