import type { ScheduleHandler } from '../../../jobs/define-schedule.ts';
import { staleSweep, sweepStaleCases } from './stale-cases.ts';

export const chainSchedules: readonly ScheduleHandler[] = [{ kind: staleSweep, run: sweepStaleCases }];
