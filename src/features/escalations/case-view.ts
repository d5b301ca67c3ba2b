import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { Ctx, Role } from '../../core/context.ts';
import type { Tx } from '../../db/client.ts';
import { postedMessages } from '../../outbox/tables.ts';
import { installations, members, people, teams, type Team } from '../../people/tables.ts';
import type { CaseClock } from './clocks/clocks.ts';
import { clocksOfCase, readClock } from './clocks/read-case.ts';
import { caseApprovals, type Approval } from './approvals/tables.ts';
import { chainOfCase, namesInChain, readChain, type ChainView } from './chain/chain-view.ts';
import { caseExceptions, type CaseException } from './exceptions/tables.ts';
import { caseParties, type CaseParty } from './private/tables.ts';
import { promises, type LedgerPromise } from './promises/tables.ts';
import { caseEntries, cases, type Case, type CaseEntry } from './tables.ts';

/** What the card and every other message about a case are drawn from. */
export interface CaseView {
  readonly case: Case;
  readonly team: Team;
  /** The last three, newest first, without deleted notes. */
  readonly changes: readonly CaseEntry[];
  /** The last three, newest first. */
  readonly prompts: readonly Prompt[];
  /** Slack id → display name, as typed by its owner: of the raiser, the owner, and whoever acts or is named in the log. */
  readonly names: Readonly<Record<string, string>>;
  /** Who may decide cases of this team. */
  readonly deciders: readonly Decider[];
  /** Of a private case: who else knows of it, and who must not. */
  readonly parties: readonly Pick<CaseParty, 'slackId' | 'standing'>[];
  /** All their runs. */
  readonly clocks: readonly CaseClock[];
  /** Open or broken, the earliest first; at most ten. */
  readonly promises: readonly CasePromise[];
  /** The newest request for somebody else's approval, decided or not. */
  readonly approval: Approval | null;
  /** What its decision departs from, while that stands; only those who may see the policy are told what it is called. */
  readonly departure: Pick<CaseException, 'passage' | 'policyRevisionId' | 'policyAnchor'> | null;
  /** Who was asked to take it, while nobody has; null for a case that asks nobody. */
  readonly chain: ChainView | null;
  /** Who of the deciders was called by direct message. */
  readonly called: readonly string[];
  /** When it was looked at. */
  readonly asOf: Date;
  /** Of the workspace, for links to its messages: `northwind-support`. */
  readonly domain: string;
}

/** What the raiser was asked, or told to tell the customer, or what an approver asked, and what made that history. */
export interface Prompt {
  readonly entry: CaseEntry;
  readonly ended: CaseEntry | null;
}

export type CasePromise = Pick<LedgerPromise, 'id' | 'what' | 'dueAt' | 'state' | 'customerZone' | 'madeBy'>;

export interface Decider {
  readonly slackId: string;
  readonly role: Exclude<Role, 'agent'>;
}

/** The card of a private case is a direct message to its mediator: each of them has one of their own. */
export function caseCardKey({ id, isPrivate, owner }: Pick<Case, 'id' | 'isPrivate' | 'owner'>): string {
  return isPrivate ? casePersonKey(id, owner ?? 'nobody') : `case:${id}:card`;
}

/** What a mediator or a party of a private case was told of it. */
export function casePersonKey(caseId: string, slackId: string): string {
  return `case:${caseId}:person:${slackId}`;
}

export function caseStatusKey(caseId: string): string {
  return `case:${caseId}:status`;
}

/** The message by which a question or a decision reached the raiser. */
export function casePromptKey({ caseId, id }: Pick<CaseEntry, 'caseId' | 'id'>): string {
  return `case:${caseId}:prompt:${id}`;
}

/** The direct message by which somebody who may decide was called to act on it. */
export function caseCallKey(caseId: string, slackId: string): string {
  return `case:${caseId}:call:${slackId}`;
}

/** The case that a message key of ours belongs to, and which of its messages it is. */
export function caseOfKey(messageKey: string): { caseId: string; message: 'card' | 'status' } | undefined {
  const found = /^case:(?<caseId>[0-9a-f-]{36}):(?<message>card|status|person|call)(:\w+)?$/.exec(messageKey)?.groups;
  if (!found?.['caseId']) return undefined;
  return { caseId: found['caseId'], message: found['message'] === 'status' ? 'status' : 'card' };
}

/** One statement for the whole view. Call it after the change it shows, so that the row lock makes it the newest. */
export async function findCaseView(tx: Tx, ctx: Ctx, which: SQL | undefined): Promise<CaseView | undefined> {
  const [row] = await tx
    .select({
      case: cases,
      team: teams,
      changes: lastChanges,
      prompts: lastPrompts,
      names: namesOfPeople,
      deciders: decidersOfTeam,
      parties: partiesOfCase,
      clocks: clocksOfCase,
      promises: promisesOfCase,
      approval: caseApprovals,
      departure: departureOfCase,
      chain: chainOfCase,
      called: calledOfCase,
      domain: workspaceDomain,
    })
    .from(cases)
    .innerJoin(teams, and(eq(teams.workspaceId, cases.workspaceId), eq(teams.id, cases.teamId)))
    .leftJoin(caseApprovals, isNewestOfCase)
    .where(and(eq(cases.workspaceId, ctx.workspaceId), which))
    .limit(1);
  if (!row) return undefined;
  const prompts = row.prompts.map(({ entry, ended }) => ({
    entry: readEntry(entry),
    ended: ended && readEntry(ended),
  }));
  const promised = row.promises.map((promise) => ({ ...promise, dueAt: new Date(promise.dueAt) }));
  return {
    ...row,
    asOf: ctx.clock.now(),
    changes: row.changes.map(readEntry),
    prompts,
    clocks: row.clocks.map(readClock),
    promises: promised,
    chain: row.chain && readChain(row.chain),
  };
}

/** The view of a case that is known to exist. */
export async function caseView(tx: Tx, ctx: Ctx, caseId: string): Promise<CaseView> {
  const view = await findCaseView(tx, ctx, eq(cases.id, caseId));
  if (!view) throw new Error('a case in hand has no row');
  return view;
}

/** An entry as JSON: the instants are text. */
type EntryJson = Omit<CaseEntry, 'at' | 'deletedAt'> & { readonly at: string };

function asJson(row: 'entry' | 'ended'): SQL {
  const of = sql.raw(row);
  return sql`jsonb_build_object(
    'workspaceId', ${of}.workspace_id, 'id', ${of}.id, 'caseId', ${of}.case_id, 'kind', ${of}.kind, 'by', ${of}.by,
    'at', ${of}.at, 'text', ${of}.text, 'detail', ${of}.detail, 'requestId', ${of}.request_id,
    'slackChannel', ${of}.slack_channel, 'slackTs', ${of}.slack_ts)`;
}

const lastChanges = sql<readonly EntryJson[]>`(
  select coalesce(jsonb_agg(${asJson('entry')} order by entry.id desc), '[]')
  from (
    select * from ${caseEntries}
    where ${caseEntries.workspaceId} = ${cases.workspaceId} and ${caseEntries.caseId} = ${cases.id}
      and ${caseEntries.deletedAt} is null
    order by ${caseEntries.id} desc limit 3
  ) as entry
)`;

/** A question ends with its answer, the next question, the request or the case; a decision when it is passed on or taken back. */
const lastPrompts = sql<readonly { entry: EntryJson; ended: EntryJson | null }[]>`(
  select coalesce(jsonb_agg(jsonb_build_object(
    'entry', ${asJson('entry')}, 'ended', case when ended.id is not null then ${asJson('ended')} end) order by entry.id desc), '[]')
  from (
    select * from ${caseEntries}
    where ${caseEntries.workspaceId} = ${cases.workspaceId} and ${caseEntries.caseId} = ${cases.id}
      and ${caseEntries.kind} in ('asked', 'approval-question', 'resolved', 'approved', 'upheld')
    order by ${caseEntries.id} desc limit 3
  ) as entry
  left join lateral (
    select * from ${caseEntries} as later
    where later.workspace_id = entry.workspace_id and later.case_id = entry.case_id and later.id > entry.id
      and later.kind = any (case entry.kind
        when 'asked' then array['asked', 'answered', 'approval-asked', 'resolved', 'cancelled']
        when 'approval-question' then array['approval-question', 'approval-answer', 'first-approved', 'approved', 'approval-refused',
          'approval-taken-back', 'approval-asked', 'upheld', 'resolved', 'cancelled', 'given-back', 'lapsed']
        else array['told', 'reopened', 'second-look'] end)
    order by later.id limit 1
  ) as ended on true
)`;

const namesOfPeople = sql<Readonly<Record<string, string>>>`(
  select coalesce(jsonb_object_agg(${people.slackId}, ${people.name}), '{}') from ${people}
  where ${people.workspaceId} = ${cases.workspaceId}
    and (${people.slackId} in (${cases.raisedBy}, ${cases.owner}) or ${namesInChain} or ${people.slackId} in (
      select ${caseParties.slackId} from ${caseParties}
      where ${caseParties.workspaceId} = ${cases.workspaceId} and ${caseParties.caseId} = ${cases.id}
    ) or ${people.slackId} in (
      select named.slack_id from ${caseEntries}
      cross join lateral (values
        (${caseEntries.by}), (${caseEntries.detail} ->> 'from'), (${caseEntries.detail} ->> 'to')) as named (slack_id)
      where ${caseEntries.workspaceId} = ${cases.workspaceId} and ${caseEntries.caseId} = ${cases.id}))
)`;

const partiesOfCase = sql<CaseView['parties']>`(
  select coalesce(jsonb_agg(jsonb_build_object('slackId', ${caseParties.slackId}, 'standing', ${caseParties.standing})
    order by ${caseParties.addedAt}, ${caseParties.slackId}), '[]')
  from ${caseParties}
  where ${cases.isPrivate} and ${caseParties.workspaceId} = ${cases.workspaceId} and ${caseParties.caseId} = ${cases.id}
)`;

/** Somebody whose account is switched off may still be on the list of a team. */
const decidersOfTeam = sql<readonly Decider[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('slackId', ${members.slackId}, 'role', ${members.role}) order by ${members.slackId}), '[]')
  from ${members}
  where ${members.workspaceId} = ${cases.workspaceId} and ${members.teamId} = ${cases.teamId} and ${members.role} <> 'agent'
    and not exists (
      select from ${people}
      where ${people.workspaceId} = ${members.workspaceId} and ${people.slackId} = ${members.slackId} and ${people.kind} <> 'full')
)`;

/** By the keys of their messages (`caseCallKey`), each of which may be looked up. */
const calledOfCase = sql<readonly string[]>`(
  select coalesce(jsonb_agg(${members.slackId} order by ${members.slackId}), '[]')
  from ${members}
  join ${postedMessages} on ${postedMessages.workspaceId} = ${members.workspaceId}
    and ${postedMessages.messageKey} = 'case:' || ${cases.id} || ':call:' || ${members.slackId}
  where ${members.workspaceId} = ${cases.workspaceId} and ${members.teamId} = ${cases.teamId} and ${members.role} <> 'agent'
)`;

const promisesOfCase = sql<readonly (Omit<CasePromise, 'dueAt'> & { readonly dueAt: string })[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('id', promise.id, 'what', promise.what, 'dueAt', promise.due_at,
    'state', promise.state, 'customerZone', promise.customer_zone, 'madeBy', promise.made_by) order by promise.due_at, promise.id), '[]')
  from (
    select * from ${promises}
    where ${promises.workspaceId} = ${cases.workspaceId} and ${promises.caseId} = ${cases.id}
      and ${promises.state} in ('open', 'broken')
    order by ${promises.dueAt}, ${promises.id} limit 10
  ) as promise
)`;

const isNewestOfCase = sql`${caseApprovals.workspaceId} = ${cases.workspaceId} and ${caseApprovals.caseId} = ${cases.id}
  and ${caseApprovals.number} = (
    select max(earlier.number) from ${caseApprovals} as earlier
    where earlier.workspace_id = ${cases.workspaceId} and earlier.case_id = ${cases.id})`;

const departureOfCase = sql<CaseView['departure']>`(
  select jsonb_build_object('passage', ${caseExceptions.passage}, 'policyRevisionId', ${caseExceptions.policyRevisionId},
    'policyAnchor', ${caseExceptions.policyAnchor})
  from ${caseExceptions}
  where ${caseExceptions.workspaceId} = ${cases.workspaceId} and ${caseExceptions.caseId} = ${cases.id}
    and ${caseExceptions.undoneAt} is null
)`;

const workspaceDomain = sql<string>`coalesce((
  select ${installations.domain} from ${installations} where ${installations.workspaceId} = ${cases.workspaceId}
), 'app')`;

function readEntry(entry: EntryJson): CaseEntry {
  return { ...entry, at: new Date(entry.at), deletedAt: null };
}
