import { executionMoves, proposalMoves, requestMoves } from '../../src/features/shifts/swaps/lifecycle.ts';
import type { TestDatabase } from './database.ts';
import type { SwapWorld } from './swap-world.ts';

/** Everything that is wrong in the tables of roster and swaps, whatever happened before; nothing, if all is well. */
export async function wrongIn({ sql }: Pick<TestDatabase, 'sql'>): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [what, query] of Object.entries(forbidden)) {
    const rows = await sql.unsafe<{ id: string }[]>(query);
    found.push(...rows.map(({ id }) => `${what}: ${id}`));
  }
  return [...found, ...(await illegalMoves({ sql }))];
}

/** Clears the world, and fails a test after which anything is wrong, or was left behind when all that is due had been looked at. */
export async function endWell(world: SwapWorld): Promise<void> {
  const wrong = [...(await wrongIn(world.database)), ...(await leftBehindIn(world.database))];
  await world.clear();
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
}

/** Each selects the ids of what must not be. */
const forbidden: Readonly<Record<string, string>> = {
  'somebody holds two shifts at once': `
    select one.id from shifts as one join shifts as other on one.id < other.id and one.slack_id = other.slack_id
      and tstzrange(one.starts_at, one.ends_at) && tstzrange(other.starts_at, other.ends_at)
    where one.state = 'planned' and other.state = 'planned'`,
  'a proposal rests where it cannot': `select id from swap_proposals where state in ('checked', 'approved')`,
  'a leg binds although its proposal does not, or the other way round': `
    select proposal.id from swap_legs as leg join swap_proposals as proposal on proposal.id = leg.proposal_id
    where leg.is_binding <> (proposal.state in ('checked', 'approval', 'approved'))`,
  'a request is matched by nothing': `
    select id from swap_requests as request where state = 'matched' and not exists (
      select from swap_legs as leg where leg.is_binding and leg.shift_id = request.shift_id
        and leg.from_at < request.to_at and leg.to_at > request.from_at)`,
  'a request is open although a proposal for it is being settled': `
    select id from swap_requests as request where state = 'open' and exists (
      select from swap_legs as leg where leg.is_binding and leg.shift_id = request.shift_id
        and leg."from" is not distinct from request.owner
        and leg.from_at < request.to_at and leg.to_at > request.from_at)`,
  'an execution has no executed proposal, or the other way round': `
    select coalesce(execution.id, proposal.id) as id
    from swap_executions as execution
    full join (select * from swap_proposals where state = 'executed') as proposal on proposal.id = execution.proposal_id
    where execution.id is null or proposal.id is null`,
  'somebody did not agree to what was executed': `
    select proposal.id from swap_proposals as proposal join swap_consents as consent on consent.proposal_id = proposal.id
    where proposal.state in ('approval', 'executed') and consent.state <> 'accepted'`,
  'what was executed has a rule against it': `
    select id from swap_proposals where state = 'executed' and not is_overridden and verdict ->> 'verdict' = 'deny'`,
  'a shift is not what its history says': `
    select shifts.id from shifts left join shift_versions as last
      on last.shift_id = shifts.id and last.version = shifts.version
    where last.shift_id is null or last.slack_id is distinct from shifts.slack_id or last.state <> shifts.state
      or last.starts_at <> shifts.starts_at or last.ends_at <> shifts.ends_at`,
  'the history of a shift has a hole': `
    select shift_id as id from shift_versions group by shift_id having max(version) <> count(*) or min(version) <> 1`,
  'a swap changed a shift outside the ledger': `
    select shift_id as id from shift_versions as version
    where cause in ('swap', 'undo', 'cover') and not exists (
      select from swap_executions as execution where execution.id = version.execution_id)`,
  'an execution moved no shift of one of its legs': `
    select execution.id from swap_executions as execution join swap_legs as leg on leg.proposal_id = execution.proposal_id
    where not exists (select from shift_versions as version where version.execution_id = execution.id
      and version.shift_id = leg.shift_id and version.cause <> 'undo')`,
  'what was taken back was not put back': `
    select execution.id from swap_executions as execution join swap_legs as leg on leg.proposal_id = execution.proposal_id
    where execution.state = 'reverted' and not exists (select from shift_versions as version
      where version.execution_id = execution.id and version.shift_id = leg.shift_id and version.cause = 'undo'
        and version.slack_id is not distinct from leg."from")`,
  'burdens do not add up': `
    select execution.id from swap_executions as execution join fairness_facts as fact on fact.execution_id = execution.id
    group by execution.id, execution.state
    having sum(case what when 'gave' then minutes when 'gave-back' then -minutes else 0 end)
        <> case execution.state when 'reverted' then 0 else sum(case what when 'gave' then minutes else 0 end) end
      or sum(case what when 'took' then minutes when 'took-back' then -minutes else 0 end)
        <> case execution.state when 'reverted' then 0 else sum(case what when 'took' then minutes else 0 end) end`,
};

/** What holds besides once everything that is due has been looked at. */
export async function leftBehindIn({ sql }: Pick<TestDatabase, 'sql'>): Promise<readonly string[]> {
  const requests = await sql<{ id: string }[]>`
    select request.id || ' ' || to_jsonb(request) || to_jsonb(shifts) as id from swap_requests as request join shifts on shifts.id = request.shift_id
    where request.state in ('open', 'matched') and (shifts.slack_id is distinct from request.owner
      or shifts.version <> request.shift_version or shifts.state <> 'planned'
      or request.from_at < shifts.starts_at or request.to_at > shifts.ends_at)`;
  const proposals = await sql<{ id: string }[]>`
    select proposal.id from swap_proposals as proposal join swap_legs as leg on leg.proposal_id = proposal.id
    join shifts on shifts.id = leg.shift_id
    where proposal.state in ('consent', 'waiting', 'approval', 'blocked') and (shifts.slack_id is distinct from leg."from"
      or shifts.version <> leg.shift_version or shifts.state <> 'planned')`;
  const idle = await sql<{ id: string }[]>`
    select id from swap_proposals as proposal where state = 'waiting' and not exists (
      select from swap_legs as mine join swap_legs as other on other.shift_id = mine.shift_id and other.proposal_id <> proposal.id
        and other.from_at < mine.to_at and other.to_at > mine.from_at
      where mine.proposal_id = proposal.id and (other.is_binding or exists (
        select from swap_proposals as ahead where ahead.id = other.proposal_id and ahead.state = 'waiting'
          and (ahead.created_at, ahead.place, ahead.id) < (proposal.created_at, proposal.place, proposal.id)
          and not exists (select from swap_consents where proposal_id = ahead.id and state <> 'accepted'))))`;
  return [
    ...requests.map(({ id }) => `a request is about a shift that is not so any more: ${id}`),
    ...proposals.map(({ id }) => `a proposal is about a shift that is not so any more: ${id}`),
    ...idle.map(({ id }) => `a proposal waits behind nothing: ${id}`),
  ];
}

/** What should be over by now, once everything that is due has been looked at. */
export async function overdueIn({ sql }: Pick<TestDatabase, 'sql'>, now: Date): Promise<readonly string[]> {
  const found = await sql<{ id: string }[]>`
    select 'request ' || id as id from swap_requests where state = 'open' and expires_at <= ${now}
    union all select 'proposal ' || id from swap_proposals
    where state in ('consent', 'waiting', 'approval', 'blocked') and expires_at <= ${now}`;
  return found.map(({ id }) => `it is over, but goes on: ${id}`);
}

type Table = Readonly<Record<string, Readonly<Record<string, string>>>>;

const lives: readonly { readonly prefix: string; readonly subject: string; readonly moves: Table }[] = [
  { prefix: 'swap-request.', subject: 'swap-request:', moves: requestMoves },
  { prefix: 'swap.', subject: 'swap:', moves: proposalMoves },
  { prefix: 'swap-execution.', subject: 'swap-execution:', moves: executionMoves },
];

const firstState: Readonly<Record<string, string>> = {
  'swap-request.post': 'open',
  'swap.propose': 'consent',
  'swap.cover': 'approved',
  'swap-execution.execute': 'executed',
};

/** The audit of each tells its life: every move has to be one that the tables allow from where it was. */
async function illegalMoves({ sql }: Pick<TestDatabase, 'sql'>): Promise<readonly string[]> {
  const rows = await sql<{ action: string; subject: string; state: string | null }[]>`
    select action, subject, detail ->> 'state' as state from audit_log where action like 'swap%' order by id`;
  const states = new Map<string, string>();
  const wrong: string[] = [];
  for (const { action, subject, state } of rows) {
    const begun = firstState[action];
    if (begun !== undefined) {
      states.set(subject, begun);
      continue;
    }
    if (state === null) continue;
    const life = lives.find((each) => action.startsWith(each.prefix) && subject.startsWith(each.subject));
    const before = states.get(subject) ?? (subject.startsWith('swap-request:') ? 'open' : '?');
    const after = life?.moves[action.slice(life.prefix.length)]?.[before];
    if (after !== state) wrong.push(`${subject}: ${action} from ${before} to ${state}`);
    states.set(subject, state);
  }
  return wrong;
}
