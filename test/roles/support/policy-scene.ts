import type { Sql } from 'postgres';
import type { RevisionState } from '../../../src/features/policies/library/lifecycle.ts';
import { TEAM } from '../../support/slack-requests.ts';
import { OWNER } from './cast.ts';

/**
 * A policy that everybody may read, with the id of the case at hand; so is that of the revision the test is about, of a
 * passage of what was published, of a look-up of whoever acts, and of a must-read of theirs: asked, or with its deadline over.
 * left: published, by an owner who is gone.
 */
export type PolicyWanted = 'published' | 'left' | 'draft' | 'review' | 'archived' | 'asked' | 'late';

/** The deactivated person of the cast. */
export const GONE_OWNER = 'U0GONE';

interface Scene {
  readonly id: string;
  readonly teamId: string;
  /** Has looked something up. */
  readonly actor: string;
}

export async function insertPolicy(sql: Sql, { id, teamId, actor }: Scene, wanted: PolicyWanted): Promise<void> {
  const isAsked = wanted === 'asked' || wanted === 'late';
  const isOut = isAsked || ['published', 'left', 'archived'].includes(wanted);
  const owner = wanted === 'left' ? GONE_OWNER : OWNER;
  const archived = wanted === 'archived' ? new Date() : null;
  await sql`
    insert into policies (workspace_id, id, team_id, title, owner, language, audience, verified_at, verified_by, review_on,
      archived_at, created_by, created_at, changed_at)
    values (${TEAM}, ${id}, ${teamId}, 'Late returns', ${owner}, 'english', '{everyone}', now() - interval '2 days', ${OWNER},
      now()::date + 90, ${archived}, ${OWNER}, now(), now())`;
  await insertRevision(sql, { policyId: id, id: isOut ? id : null, number: 1, state: 'published' });
  await sql`
    insert into policy_passages (workspace_id, id, revision_id, ordinal, anchor, heading, markdown, text)
    select ${TEAM}, ${id}, id, 0, 'top', '', markdown, markdown from policy_revisions where policy_id = ${id} and number = 1`;
  await sql`
    insert into policy_look_ups (workspace_id, id, slack_id, team_id, place, query, at, confidence, hits)
    values (${TEAM}, ${id}, ${actor}, null, 'command', ${`Where is parcel ${id}`}, now(), 0, 0)`;
  if (isAsked) await insertMustRead(sql, { id, teamId, actor }, wanted === 'late');
  if (wanted === 'draft' || wanted === 'review')
    await insertRevision(sql, { policyId: id, id, number: 2, state: wanted });
}

async function insertMustRead(sql: Sql, { id, teamId, actor }: Scene, isLate: boolean): Promise<void> {
  const due = new Date(Date.now() + (isLate ? -1 : 4) * 86_400_000);
  await sql`
    insert into must_reads (workspace_id, id, policy_id, revision_id, audience, deadline, deadline_at, asked_by, asked_at, submission)
    values (${TEAM}, ${id}, ${id}, ${id}, '{everyone}', ${due}::timestamptz::date, ${due}, ${OWNER}, now() - interval '1 day', ${id})`;
  await sql`
    insert into acknowledgements (workspace_id, must_read_id, slack_id, team_id, asked_at, due_at, told_at)
    values (${TEAM}, ${id}, ${actor}, ${teamId}, now() - interval '1 day', ${due}, now() - interval '1 day')`;
}

interface Revision {
  readonly policyId: string;
  readonly id: string | null;
  readonly number: number;
  readonly state: RevisionState;
}

async function insertRevision(sql: Sql, { policyId, id, number, state }: Revision): Promise<void> {
  const since = state === 'published' ? new Date(Date.now() - 2 * 86_400_000) : null;
  await sql`
    insert into policy_revisions (workspace_id, id, policy_id, number, state, title, markdown, author, saved_by, submission,
      effective_from, effective_at, published_at, created_at, changed_at)
    values (${TEAM}, coalesce(${id}::uuid, gen_random_uuid()), ${policyId}, ${number}, ${state}, 'Late returns',
      ${`Store credit, ${number}.`}, 'U0LIA', 'U0LIA', ${`${policyId}:${number}`}, ${since}::timestamptz::date, ${since}, ${since}, now(), now())`;
}
