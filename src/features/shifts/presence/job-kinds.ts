import { z } from 'zod';
import { jobKind } from '../../../jobs/define-job.ts';

const Taken = z.object({ from: z.string(), to: z.string().nullable(), startsAt: z.iso.datetime() });

/** Tells every feature whose shifts have changed: some people's, or those of a whole team in one job. */
export const rosterChanged = jobKind(
  'shifts.roster-changed',
  z.union([
    z.object({ teamId: z.uuid() }),
    z.object({ slackIds: z.array(z.string()).readonly(), taken: z.array(Taken).readonly() }),
  ]),
);
