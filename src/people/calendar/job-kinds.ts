import { z } from 'zod';
import { jobKind } from '../../jobs/define-job.ts';

/** Has a team's iCal files read again. One per team: the key is the team's id. Tried four times within minutes. */
export const readIcalFiles = jobKind('people.read-ical', z.object({ teamId: z.uuid() }), 4);
