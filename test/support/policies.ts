import { randomUUID } from 'node:crypto';
import type { Ctx } from '../../src/core/context.ts';
import { publish } from '../../src/features/policies/library/publishing/publish.ts';
import type { Publication } from '../../src/features/policies/library/policy-hooks.ts';
import type { KeptRevision } from '../../src/features/policies/library/reading/read-policy.ts';
import { type NewPolicy, startDraft } from '../../src/features/policies/library/drafting/start-draft.ts';
import type { TestDatabase } from './database.ts';
import { CARE } from './northwind.ts';

export interface WrittenPolicy extends NewPolicy {
  readonly title?: string;
  readonly markdown?: string;
  readonly changeNote?: string;
  readonly teamId?: string;
  /** Of the policy that is changed. */
  readonly policyId?: string;
  readonly effectiveFrom?: string;
  readonly expiresOn?: string;
}

export const LATE_RETURNS = `Customers may return what they bought within 30 days after delivery, without saying why, as long as it is complete and
can be sold again.

## Late returns

Up to 45 days after delivery we give store credit for what is unused. Later than that a lead decides, who looks at the order and at
what was promised to the customer.

## Opened items

Opened headphones and ear tips are not taken back, for hygiene. Faulty ones are a matter of the warranty: they are replaced, whenever
they were bought.
`;

/** Begins a policy, or a change of one; by default that of late returns, kept by Northwind Care. */
export function draftedPolicy(ctx: Ctx, written: WrittenPolicy = {}): Promise<KeptRevision> {
  const {
    title = 'Late returns',
    markdown = LATE_RETURNS,
    changeNote = null,
    teamId = CARE,
    policyId,
    ...more
  } = written;
  const { effectiveFrom: _from, expiresOn: _until, ...fields } = more;
  const text = { title, markdown, changeNote, submission: randomUUID() };
  return startDraft(ctx, { ...text, teamId, fields, ...(policyId !== undefined && { policyId }) });
}

/** Writes and publishes one; `ctx` is of somebody who may, such as Maya. */
export async function publishedPolicy(ctx: Ctx, written: WrittenPolicy = {}): Promise<Publication> {
  const { revision } = await draftedPolicy(ctx, written);
  const { effectiveFrom, expiresOn } = written;
  const dates = {
    ...(effectiveFrom !== undefined && { effectiveFrom }),
    ...(expiresOn !== undefined && { expiresOn }),
  };
  return publish(ctx, { revisionId: revision.id, version: revision.version, ...dates });
}

/** No policies, and nothing to be found. */
export async function forgetPolicies({ sql }: TestDatabase): Promise<void> {
  await sql`truncate policies, policy_gaps, policy_look_ups, policy_news_seen, search_collections, search_units, search_terms, audit_log,
    outbox_messages, outbox_lanes, posted_messages, jobs restart identity cascade`;
}
