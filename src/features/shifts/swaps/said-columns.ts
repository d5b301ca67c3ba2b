import { sql, type SQL } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import { swapProposals, type SwapApproval, type SwapConsent } from './tables.ts';

/** Who has said what to a proposal, as columns of it, so that no statement of its own is needed for that. */

/** In order of people. */
export function consentsOf({ workspaceId }: Ctx): SQL<readonly SwapConsent[]> {
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object(
      'workspaceId', said.workspace_id, 'proposalId', said.proposal_id, 'slackId', said.slack_id, 'state', said.state,
      'wasAsked', said.was_asked, 'wasReminded', said.was_reminded, 'at', said.at) order by said.slack_id), '[]')
    from swap_consents as said
    where said.workspace_id = ${workspaceId} and said.proposal_id = ${swapProposals.id})`.mapWith(
    // Safe: the statement above makes rows of just these columns, with moments as text.
    (value) => rowsIn(value).map((row) => Object.assign(row, { at: moment(row['at']) }) as unknown as SwapConsent),
  );
}

/** In order of teams and their sites. */
export function approvalsOf({ workspaceId }: Ctx): SQL<readonly SwapApproval[]> {
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object(
      'workspaceId', said.workspace_id, 'proposalId', said.proposal_id, 'teamId', said.team_id, 'site', said.site,
      'approvedBy', said.approved_by, 'approvedAt', said.approved_at) order by said.team_id, said.site), '[]')
    from swap_approvals as said
    where said.workspace_id = ${workspaceId} and said.proposal_id = ${swapProposals.id})`.mapWith((value) =>
    rowsIn(value).map(
      (row) => Object.assign(row, { approvedAt: moment(row['approvedAt']) }) as unknown as SwapApproval,
    ),
  );
}

/** The driver hands over a value of type jsonb parsed, or as text. */
function rowsIn(value: unknown): readonly Record<string, unknown>[] {
  return (typeof value === 'string' ? JSON.parse(value) : value) as readonly Record<string, unknown>[];
}

function moment(text: unknown): Date | null {
  return typeof text === 'string' ? new Date(text) : null;
}
