import type { Sql } from 'postgres';
import { type FrontDoor, openFrontDoor } from '../../support/front-door.ts';
import { CARE, CARE_US, openNorthwind } from '../../support/northwind.ts';
import { TEAM } from '../../support/slack-requests.ts';
import { sentBy } from '../../support/acting.ts';
import type { ApprovalKind, ApprovalState } from '../../../src/features/escalations/approvals/tables.ts';
import type { CaseState, Decision } from '../../../src/features/escalations/tables.ts';
import { insertGap } from './gap-scene.ts';
import { insertPolicy, type PolicyWanted } from './policy-scene.ts';
import { insertSwap, type SwapWanted } from './swap-scene.ts';
import { OTHER_PARTY, OWNER, PARTY, RAISER, REQUESTER, persons, type Person } from './cast.ts';

export interface CaseAtHand {
  readonly id: string;
  readonly number: number;
  /** Occurs nowhere else. */
  readonly summary: string;
  /** Of the message it was raised from, and of its card and its status message. */
  readonly ts: string;
}

export interface CaseWanted {
  readonly state: CaseState;
  readonly isPrivate?: boolean;
  readonly raisedBy?: string;
  /** Unless it is open. */
  readonly owner?: string;
  readonly teamId?: string;
  readonly decision?: Decision;
  /** What was asked of those with more authority; it has the id of its case. */
  readonly request?: { readonly kind: ApprovalKind; readonly state: ApprovalState };
  /** A shift with the id of the case, and what is asked for it. */
  readonly swap?: SwapWanted;
  /** A policy with the id of the case. */
  readonly policy?: PolicyWanted;
  /** A question that no policy answers, with the id of the case. */
  readonly gap?: 'open' | 'answered';
  /** Whoever is about to act. */
  readonly actor?: string;
}

/** What one request led to. */
export interface Outcome {
  readonly status: number;
  /** Everything that was said or shown to anybody, as JSON. */
  readonly said: string;
  /** A view other than one that only says what went wrong. */
  readonly opened: boolean;
  readonly changed: boolean;
  readonly runs: readonly string[];
  readonly errors: readonly string[];
}

/** The app with Northwind's two teams and everybody in the cast. */
export interface Stage {
  readonly door: FrontDoor;
  /** Teams and members as at the beginning, and nothing else. */
  reset(): Promise<void>;
  caseOf(wanted: CaseWanted): Promise<CaseAtHand>;
  act(person: Person, payload: object): Promise<Outcome>;
  close(): Promise<void>;
}

export async function setStage(): Promise<Stage> {
  const door = await openFrontDoor();
  const { sql } = door.database;
  await openNorthwind(door.database);
  const more = [
    { id: 'U0MIA', kind: 'full', isAdmin: false, role: 'manager', teamId: CARE_US },
    { id: 'U0NEWBIE', kind: 'full', isAdmin: false, role: undefined, teamId: CARE },
  ] as const;
  const others = Object.values(persons).filter(({ id }) => id !== 'U0LOU');
  const cast = [...others, ...more];
  await sql`insert into people ${sql(
    cast.map(({ id, kind, isAdmin }) => ({
      workspace_id: TEAM,
      slack_id: id,
      name: id.slice(2),
      kind,
      is_admin: isAdmin,
      time_zone: 'Europe/Berlin',
      read_at: new Date(),
    })),
  )}`;
  await sql`insert into members ${sql(
    cast.flatMap(({ id, role, teamId }) =>
      role ? [{ workspace_id: TEAM, team_id: teamId, slack_id: id, role, source: 'picked' }] : [],
    ),
  )}`;
  await sql.unsafe(`
    create schema kept; create table kept.members as table members; create table kept.teams as table teams;
    insert into case_numbers (workspace_id, last_number) values ('${TEAM}', 100000)`);
  door.slack.answers.set('conversations.info', { ok: true, channel: { id: 'C0GENERAL', is_member: true } });

  let cases = 0;
  return {
    door,
    reset: async () => {
      await sql.unsafe(`
        delete from cases; delete from shifts; delete from posted_messages; delete from outbox_messages; delete from jobs;
        delete from members; delete from teams; insert into teams table kept.teams;
        insert into members table kept.members; delete from home_openings`);
      door.newCalls();
      door.newErrors();
    },
    caseOf: (wanted) => {
      cases += 1;
      return insertCase(sql, cases, wanted);
    },
    act: async ({ id, home }, payload) => {
      const before = await traces(door);
      const { status, body } = await door.send(sentBy({ id, ...(home !== undefined && { home }) }, payload));
      const runs = await door.workOff();
      const calls = door.newCalls();
      const answers = await sql`select payload from outbox_messages where ${isAnswer(sql)}`;
      const views = calls.filter(({ method }) => /^views\.(open|push|update)$/.test(method));
      return {
        status,
        said: JSON.stringify([body, calls, answers]),
        opened: views.some(({ body: { view } }) => isMoreThanTrouble(view)),
        changed: (await traces(door)) !== before,
        runs,
        errors: door.newErrors(),
      };
    },
    close: () => door.close(),
  };
}

async function insertCase(sql: Sql, number: number, wanted: CaseWanted): Promise<CaseAtHand> {
  const usual = { isPrivate: false, raisedBy: RAISER, owner: OWNER, teamId: CARE, decision: 'answered' } as const;
  const { state, isPrivate, raisedBy, owner, teamId, decision, request } = { ...usual, ...wanted };
  const summary = `Walnut desk ${number}x arrived broken`;
  const ts = `1700001000.${String(number).padStart(6, '0')}`;
  const [row] = await sql<{ id: string }[]>`
    insert into cases (workspace_id, number, request_id, team_id, state, is_private, summary, wanted, urgency,
      raised_by, raised_at, owner, changed_at, source_channel, source_ts, waiting_on, decision, tell_customer)
    values (${TEAM}, ${number}, ${ts}, ${teamId}, ${state}, ${isPrivate}, ${summary}, 'answer', 'high',
      ${raisedBy}, now(), ${state === 'open' ? null : owner}, now(), 'C0CARE', ${ts},
      ${request?.state === 'asked' ? 'approver' : null}, ${decision}, 'Words')
    returning id`;
  const id = row?.id ?? '';
  await sql`
    insert into posted_messages (workspace_id, message_key, channel, slack_channel, ts) values
      (${TEAM}, ${`case:${id}:card`}, 'C0CAREESC', 'C0CAREESC', ${ts}),
      (${TEAM}, ${`case:${id}:status`}, ${raisedBy}, 'D0RAISER', ${ts})`;
  if (isPrivate) await insertParties(sql, id);
  if (request) await insertRequest(sql, id, teamId, request);
  await insertOthers(sql, id, teamId, { actor: raisedBy, ...wanted });
  return { id, number, summary, ts };
}

/** What has the id of the case, and nothing else to do with it. */
async function insertOthers(sql: Sql, id: string, teamId: string, wanted: CaseWanted): Promise<void> {
  if (wanted.swap) await insertSwap(sql, id, teamId, wanted.swap, wanted.actor ?? RAISER);
  if (wanted.gap) await insertGap(sql, { id, teamId, asker: wanted.actor ?? RAISER, state: wanted.gap });
  if (wanted.policy) await insertPolicy(sql, { id, teamId, actor: wanted.actor ?? RAISER }, wanted.policy);
}

async function insertParties(sql: Sql, caseId: string): Promise<void> {
  await sql`
    insert into case_parties (workspace_id, case_id, slack_id, standing, added_by, added_at)
    select ${TEAM}, ${caseId}, slack_id, 'party', ${RAISER}, now()
    from unnest(${[PARTY, OTHER_PARTY]}::text[]) as slack_id`;
}

async function insertRequest(
  sql: Sql,
  caseId: string,
  teamId: string,
  { kind, state }: NonNullable<CaseWanted['request']>,
): Promise<void> {
  await sql`
    insert into case_approvals (workspace_id, id, case_id, team_id, number, kind, state, requested_by, requested_at,
      decision, amount, currency, tell_customer, matrix_revision, asked, asked_at, approved_by, decided_by, refused_by)
    values (${TEAM}, ${caseId}, ${caseId}, ${teamId}, 1, ${kind}, ${state}, ${REQUESTER}, now(),
      'granted', 10000, 'EUR', 'Words', 0, array['U0MAYA'], now(), '{}', 'U0LIA', 'U0LIA')`;
}

function isMoreThanTrouble(view: unknown): boolean {
  const text = JSON.stringify(view);
  return !text.includes('"callback_id":"trouble"') && !/:warning: \*(?:Not [a-z ]+|Nobody was asked)\.\*/.test(text);
}

/** For the person alone; files that they sent are answered by direct message. */
function isAnswer(sql: Sql) {
  return sql`(kind = 'ephemeral' or dedupe_key like 'policy-files:%')`;
}

/** Everything that a change leaves traces in; answers to the person alone are none. */
async function traces({ database: { sql } }: FrontDoor): Promise<string> {
  const rows = await sql`
    select (select count(*) from case_entries) as entries, (select count(*) from audit_log) as audit,
      (select count(*) from teams) as teams, (select jsonb_agg(members order by team_id, slack_id) from members) as members,
      (select count(*) from outbox_messages where not ${isAnswer(sql)}) as messages,
      (select count(*) from jobs where kind not in ('outbox.deliver', 'intake.work')) as jobs,
      (select md5(jsonb_agg(cases order by number)::text) from cases) as cases`;
  return JSON.stringify(rows);
}
