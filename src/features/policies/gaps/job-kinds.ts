import { z } from 'zod';
import { jobKind } from '../../../jobs/define-job.ts';

/** Looks at a gap that waits: reminds whoever is to answer it, or gives it to somebody else. One for each gap. */
export const lookAtGap = jobKind('policies.look-at-gap', z.object({ gapId: z.uuid() }));

/** Tells a manager, once they are there, of a gap that is late. */
export const tellLateGap = jobKind('policies.tell-late-gap', z.object({ gapId: z.uuid(), slackId: z.string() }));

export const TellWeek = z.object({
  slackId: z.string(),
  /** The Monday on which it is told. */
  week: z.iso.date(),
  /** Of the week before, up to, not including, `until`. */
  since: z.iso.datetime(),
  until: z.iso.datetime(),
});
export type TellWeek = z.infer<typeof TellWeek>;

/** Tells somebody, once they are there, what last week was about. */
export const tellWeek = jobKind('policies.tell-week', TellWeek);

/** Shows somebody the list of the last week that they were told of as it is now. */
export const showWeekAnew = jobKind('policies.show-week-anew', z.object({ slackId: z.string() }));
