import type { Sql } from 'postgres';
import { timesOf } from '../../../src/features/shifts/roster/cut-shift.ts';
import type { ExecutionState, ProposalState, RequestState } from '../../../src/features/shifts/swaps/tables.ts';
import { TEAM } from '../../support/slack-requests.ts';
import { OWNER, PARTY } from './cast.ts';

const BERLIN = 'Europe/Berlin';
const DAY_MS = 24 * 60 * 60 * 1000;

/** A shift of a whole day's length, and what has been asked for it. All of it has the id of the case at hand. */
export interface SwapWanted {
  /** Whoever acts; the owner in the cast; or somebody who is in no test. */
  readonly holder: 'actor' | 'owner' | 'lia';
  readonly days?: number;
  readonly request?: RequestState;
  /** From the owner to the party. */
  readonly proposal?: ProposalState;
  readonly execution?: ExecutionState;
}

export async function insertSwap(
  sql: Sql,
  id: string,
  teamId: string,
  wanted: SwapWanted,
  actor: string,
): Promise<void> {
  const holder = { actor, owner: OWNER, lia: 'U0LIA' }[wanted.holder];
  const noon = Math.floor(Date.now() / DAY_MS) * DAY_MS + 10 * 3_600_000 + (wanted.days ?? 10) * DAY_MS;
  const { startsAt, endsAt, startsLocal, endsLocal, startOffset, endOffset } = timesOf(
    { from: new Date(noon), to: new Date(noon + 6 * 3_600_000) },
    BERLIN,
  );
  const isMoved = wanted.execution !== undefined;
  await sql`
    insert into shifts (workspace_id, id, team_id, slack_id, starts_local, ends_local, time_zone, start_offset, end_offset,
      starts_at, ends_at, version, changed_at)
    values (${TEAM}, ${id}, ${teamId}, ${isMoved ? PARTY : holder}, ${startsLocal}, ${endsLocal}, ${BERLIN}, ${startOffset},
      ${endOffset}, ${startsAt}, ${endsAt}, ${isMoved ? 2 : 1}, now())`;
  if (wanted.request === undefined) return;
  await sql`
    insert into swap_requests (workspace_id, id, team_id, kind, state, owner, posted_by, shift_id, shift_version, from_at,
      to_at, expires_at, submission, created_at, changed_at)
    values (${TEAM}, ${id}, ${teamId}, 'give', ${wanted.request}, ${holder}, ${holder}, ${id}, 1, ${startsAt}, ${endsAt},
      ${new Date(noon - DAY_MS)}, ${id}, now(), now())`;
  if (wanted.proposal)
    await insertProposal(sql, id, teamId, { ...wanted, proposal: wanted.proposal }, { startsAt, endsAt });
}

async function insertProposal(
  sql: Sql,
  id: string,
  teamId: string,
  { proposal, execution }: SwapWanted & { readonly proposal: ProposalState },
  { startsAt, endsAt }: { readonly startsAt: Date; readonly endsAt: Date },
): Promise<void> {
  const isBinding = ['checked', 'approval', 'approved'].includes(proposal);
  const consent = proposal === 'consent' ? 'asked' : 'accepted';
  await sql`
    insert into swap_proposals (workspace_id, id, team_id, request_id, state, proposed_by, place, approver, expires_at,
      submission, created_at, changed_at)
    values (${TEAM}, ${id}, ${teamId}, ${id}, ${proposal}, ${PARTY}, 1, ${isBinding ? 'U0MANA' : null}, ${startsAt}, ${id},
      now(), now())`;
  await sql`
    insert into swap_legs (workspace_id, proposal_id, position, shift_id, shift_version, "from", "to", from_at, to_at, is_binding)
    values (${TEAM}, ${id}, 0, ${id}, 1, ${OWNER}, ${PARTY}, ${startsAt}, ${endsAt}, ${isBinding})`;
  await sql`
    insert into swap_consents (workspace_id, proposal_id, slack_id, state, at)
    values (${TEAM}, ${id}, ${OWNER}, ${consent}, now()), (${TEAM}, ${id}, ${PARTY}, ${consent}, now())`;
  if (isBinding)
    await sql`insert into swap_approvals (workspace_id, proposal_id, team_id, site) values (${TEAM}, ${id}, ${teamId}, '')`;
  if (execution === undefined) return;
  await sql`
    insert into swap_executions (workspace_id, id, proposal_id, team_id, state, executed_at, free_until, last_leg_ends_at, changed_at)
    values (${TEAM}, ${id}, ${id}, ${teamId}, ${execution}, now(), now() + interval '30 minutes', ${endsAt}, now())`;
  await sql`
    insert into shift_versions (workspace_id, shift_id, version, slack_id, state, starts_local, ends_local, time_zone,
      starts_at, ends_at, is_published, cause, by, at, execution_id)
    select workspace_id, id, 2, slack_id, state, starts_local, ends_local, time_zone, starts_at, ends_at, true, 'swap',
      ${PARTY}, now(), ${id} from shifts where id = ${id}`;
}
