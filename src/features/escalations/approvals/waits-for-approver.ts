import { sql } from 'drizzle-orm';
import { cases } from '../tables.ts';
import { caseApprovals } from './tables.ts';

/** A case that waits for an approver is decided, asked about and answered by nobody else. */
export const waitsForNoApprover = sql`${cases.waitingOn} is distinct from 'approver'`;

/**
 * Not one that was decided and is only looked at again: that is in the hands of whoever looks at it, so there is nothing
 * for its owner to give back or hand over.
 */
export const isToBeDecided = sql`not (${cases.waitingOn} is not distinct from 'approver' and ${cases.decision} is not null)`;

/** Whoever is asked now about a request, as `askedNow` says it; null while nobody is. */
export const approverNow = sql<string | null>`case
  when ${caseApprovals.asked}[cardinality(${caseApprovals.asked})] = any (${caseApprovals.approvedBy}) then null
  else ${caseApprovals.asked}[cardinality(${caseApprovals.asked})] end`;
