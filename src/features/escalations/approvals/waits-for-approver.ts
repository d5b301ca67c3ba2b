import { sql } from 'drizzle-orm';
import { cases } from '../tables.ts';

/** A case that waits for an approver is decided, asked about and answered by nobody else. */
export const waitsForNoApprover = sql`${cases.waitingOn} is distinct from 'approver'`;
