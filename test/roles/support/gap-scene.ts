import type { Sql } from 'postgres';
import { TEAM } from '../../support/slack-requests.ts';
import { OWNER } from './cast.ts';

interface Scene {
  readonly id: string;
  readonly teamId: string;
  /** Asked it, and so may see it. */
  readonly asker: string;
  readonly state: 'open' | 'answered';
}

/** A question that waits for an answer, or has one, with the id of the case at hand. */
export async function insertGap(sql: Sql, { id, teamId, asker, state }: Scene): Promise<void> {
  const question = `Where is parcel ${id}`;
  await sql`
    insert into policy_gaps (workspace_id, id, team_id, number, state, question, question_key, owner, owner_since, asked_by,
      asked_at, due_at, answer)
    values (${TEAM}, ${id}, ${teamId}, (select coalesce(max(number), 0) + 1 from policy_gaps), ${state}, ${question},
      ${question}, ${OWNER}, now(), ${asker}, now(), now() + interval '1 day',
      ${state === 'open' ? null : 'At ours.'})`;
  await sql`
    insert into policy_gap_askers (workspace_id, gap_id, slack_id, asked_at, question)
    values (${TEAM}, ${id}, ${asker}, now(), ${question})`;
}
