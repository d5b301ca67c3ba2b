import { asc, sql, type SQL } from 'drizzle-orm';
import { policies } from '../tables.ts';

/** As people sort, in whatever language: `Policy 2` before `Policy 10`, and capitals count for nothing. */
export const byTitle: readonly SQL[] = [
  asc(sql`${policies.title} collate floorwalker_natural`),
  asc(policies.title),
  asc(policies.id),
];
