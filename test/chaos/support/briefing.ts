import type { ScheduleKind } from '../../../src/jobs/define-schedule.ts';

/** What recurs in test/chaos/schedules.test.ts. */
export const briefing: ScheduleKind = { name: 'chaos.briefing', graceMinutes: 60 };
