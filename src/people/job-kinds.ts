import { z } from 'zod';
import { jobKind } from '../jobs/define-job.ts';

/** Brings the agents of a team in line with who is in its channel. One per team: the key is the team's id. */
export const syncTeam = jobKind('people.sync-team', z.object({ teamId: z.uuid() }));

/** Has every feature look at a team anew. One per team: the key is the team's id. */
export const teamChanged = jobKind('people.team-changed', z.object({ teamId: z.uuid() }));

/** Finds out whether the app is still in the workspace. */
export const checkInstallation = jobKind('people.check-installation', z.object({ isSecondLook: z.boolean() }));
