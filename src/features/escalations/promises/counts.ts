import { sql } from 'drizzle-orm';
import { cases } from '../tables.ts';
import { promises } from './tables.ts';

/** How the promises of a case went. */
export interface PromiseCounts {
  readonly kept: number;
  readonly broken: number;
}

/** The counts of a case, as part of a statement that reads cases. */
export const promiseCounts = sql<PromiseCounts>`(
  select jsonb_build_object(
    'kept', count(*) filter (where ${promises.state} = 'kept'),
    'broken', count(*) filter (where ${promises.state} = 'broken'))
  from ${promises}
  where ${promises.workspaceId} = ${cases.workspaceId} and ${promises.caseId} = ${cases.id}
)`;
