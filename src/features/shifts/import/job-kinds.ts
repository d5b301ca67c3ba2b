import { z } from 'zod';
import { jobKind } from '../../../jobs/define-job.ts';

/** Slack answers fifty questions for an e-mail address a minute, and a team may have hundreds. */
const TRIES = 30;

/** Goes on with an import, wherever it stands. One for each: the key is its id. */
export const goOnWithImport = jobKind('shifts.import', z.object({ importId: z.uuid() }), TRIES);
