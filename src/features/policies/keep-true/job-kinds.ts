import { z } from 'zod';
import { jobKind } from '../../../jobs/define-job.ts';

/** Asks an owner about everything that is due by then, in their working hours. One for each owner: the key is their id. */
export const askForReviews = jobKind('policies.ask-for-reviews', z.object({ teamId: z.uuid(), owner: z.string() }));

/** What a manager hears about policies of their team, in their working hours. */
export const tellManager = jobKind(
  'policies.tell-manager',
  z.object({ teamId: z.uuid(), manager: z.string(), about: z.enum(['unanswered', 'gone']) }),
);

/** Tells teams what begins to count then: what one team keeps, together. */
export const tellTeams = jobKind('policies.tell-teams', z.object({ teamId: z.uuid() }));
