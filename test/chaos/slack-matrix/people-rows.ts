import { randomUUID } from 'node:crypto';
import { raiseCase } from '../../../src/features/escalations/raising/raise-case.ts';
import { giveFile } from '../../../src/features/shifts/import/give-file.ts';
import { addJob } from '../../../src/jobs/add-job.ts';
import { transaction } from '../../../src/core/context.ts';
import { syncTeam } from '../../../src/people/job-kinds.ts';
import { findDm } from '../../../src/sandbox/state/channels.ts';
import { topModal } from '../../../src/sandbox/state/views.ts';
import { raising } from '../../support/cases.ts';
import { testContext } from '../../support/context.ts';
import { CARE } from '../../support/northwind.ts';
import type { Bench, Cell, Outcome, Row } from './cell.ts';

/** Who waits for more than two seconds reads that it takes longer; a trigger that is over by then opens nothing. */
const SHOWN_OR_TOLD = ['shown', 'shown and told', 'told'] as const;
const FAILED = { else: 'told', slow: SHOWN_OR_TOLD } as const;
/** A form is opened a second time where nobody knows whether it is open, if the trigger still allows it. */
const FORM = { else: SHOWN_OR_TOLD, limited: 'told', 'limited, bare': 'told', hang: 'told' } as const;

/** What a person asks for: they get it, or words; never silence. */
export const peopleRows: readonly Row[] = [
  {
    method: 'views.open',
    meant: ({ word }) => ({ word }),
    act: (bench, cell) => type(bench, cell, `/escalate ${cell.word}`),
    ...judgedBy((bench, cell) => JSON.stringify(topView(bench, cell) ?? '').includes(cell.word)),
    promises: FORM,
  },
  {
    method: 'views.push',
    meant: ({ word }) => ({ word: `${word}-pushed` }),
    prepare: raiseForEach,
    lead: async (bench, cell) => {
      await type(bench, cell, '/case list mine');
    },
    act: async (bench, cell) => {
      await bench.workspace.as(cell.person).click('Open', { in: 'modal' });
    },
    ...judgedBy((bench, cell) => stackOf(bench, cell).length === 2 && !isTrouble(topView(bench, cell))),
    promises: FORM,
  },
  ...(['conversations.info', 'conversations.join', 'views.update'] as const).map(channelRow),
  {
    method: 'users.info',
    meant: ({ person }) => ({ word: person }),
    act: (bench, cell) => type(bench, cell, '/floorwalker'),
    ...judgedBy((bench, cell) => wordsTo(bench, cell).some((words) => !isTroubleText(words))),
    promises: FAILED,
  },
  {
    method: 'views.publish',
    meant: ({ person }) => ({ word: person }),
    act: (bench, cell) => bench.workspace.as(cell.person).openHome(),
    isSettled: hasHome,
    outcome: (bench, cell) => (hasHome(bench, cell) ? 'shown' : 'silence'),
    promises: { else: 'shown' },
  },
  {
    method: 'conversations.members',
    meant: ({ channel }) => ({ channel }),
    prepare: async (bench, cells) => {
      for (const cell of cells) await insertTeam(bench, cell);
    },
    // The app reads all teams as it starts, which may have gone well.
    lead: async ({ database: { sql } }, cell) => {
      await sql`delete from members where team_id = ${teamIdOf(cell)}`;
    },
    act: async ({ ctx }, cell) => {
      const teamId = teamIdOf(cell);
      await transaction(ctx, (tx) => addJob(tx, ctx, syncTeam, { teamId }, { dedupeKey: teamId }));
    },
    isSettled: ({ seen }, cell) => seen.teams.has(teamIdOf(cell)),
    outcome: ({ seen }, cell) => (seen.teams.has(teamIdOf(cell)) ? 'done' : 'silence'),
    promises: { else: 'done' },
  },
  {
    method: 'files.info',
    meant: ({ file = 'none' }) => ({ word: file }),
    isMeantLate: true,
    prepare: async (bench, cells) => {
      for (const cell of cells) await insertTeam(bench, cell);
    },
    lead: attachCalendar,
    act: async (_bench, cell) => {
      await cell.sender?.submit();
    },
    ...judgedBy((bench, cell) => JSON.stringify(topView(bench, cell) ?? '').includes('is saved')),
    promises: { else: ['shown', 'shown and told'] },
  },
  {
    method: 'users.lookupByEmail',
    meant: ({ person }) => ({ word: person.toLowerCase() }),
    act: giveRoster,
    isSettled: (bench, cell) => rosterOutcome(bench, cell) !== 'silence',
    outcome: rosterOutcome,
    promises: { else: 'shown' },
  },
];

/** Whom the app does not know yet when they first act. */
export const unknownBefore = new Set(['users.info']);
/** Channels the app joins only in the course of the cell. */
export const joinedOnTheWay = new Set(['conversations.join']);

/** Somebody picks a channel in the form for a new team: the app looks at it, joins it and says in the form how it is. */
function channelRow(method: 'conversations.info' | 'conversations.join' | 'views.update'): Row {
  return {
    method,
    meant: ({ channel }) => (method === 'views.update' ? { word: channel } : { channel }),
    lead: (bench, cell) => type(bench, cell, `/floorwalker setup ${cell.word}`, '#general'),
    act: async (bench, cell) => {
      const place = `#${cell.channel.toLowerCase()}` as const;
      await bench.workspace.as(cell.person).choose('Escalations channel', place);
    },
    ...judgedBy((bench, cell) => formMetadata(bench, cell).includes(`"${cell.channel}":"ready"`)),
    promises: method === 'views.update' ? FORM : FAILED,
  };
}

/** Somebody who may change a team gives an iCal file to its calendar. */
async function attachCalendar(bench: Bench, cell: Cell): Promise<void> {
  const manager = bench.workspace.as(cell.person);
  const here = { in: `#${cell.channel.toLowerCase()}` } as const;
  await type(bench, cell, '/floorwalker');
  await manager.click(`Settings of Team ${cell.word}`, here);
  await manager.click(`Change Calendar of Team ${cell.word}`, { in: 'modal' });
  await manager.seesModal('Calendar');
  await manager.attach('Or an iCal file', 'days.ics', 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n');
  cell.sender = manager;
  const files = Object.values(bench.workspace.world.state.files);
  cell.file = files.find(({ user }) => user === cell.person)?.id ?? 'none';
}

/** Somebody gives a roster that names them by their address, which the app does not know yet. */
async function giveRoster({ database }: Bench, { person }: Cell): Promise<void> {
  const { sql } = database;
  const importId = randomUUID();
  await sql`update members set role = 'manager' where slack_id = ${person}`;
  await sql`
    insert into roster_imports (workspace_id, id, team_id, by, kind, state, file_name, content, cancels_missing, created_at, changed_at)
    values ('T0NORTHWIND', ${importId}, ${CARE}, ${person}, 'shifts', 'reading', 'roster.csv', ${rosterOf(person)}, false, now(), now())`;
  const ctx = testContext(database.db, { slackId: person, memberships: [{ teamId: CARE, role: 'manager' }] });
  const file = { id: 'F0', name: 'roster.csv', mimetype: 'text/csv', size: 1 };
  await giveFile(ctx, { importId, teamId: CARE, kind: 'shifts', cancelsMissing: false, file });
}

function rosterOf(person: string): string {
  const shift = `s1,${person.toLowerCase()}@northwind-support.example,2027-03-16T06:00,2027-03-16T14:00`;
  return `shift_id,email,start_local,end_local\n${shift}\n`;
}

function rosterOutcome(bench: Bench, cell: Cell): Outcome {
  const words = wordsTo(bench, cell);
  if (words.some((text) => text.includes('1 row: 1 new'))) return 'shown';
  return words.some((text) => /was not imported|cannot be imported/.test(text)) ? 'told' : 'silence';
}

type Judge = (bench: Bench, cell: Cell) => boolean;

function judgedBy(isShown: Judge): Pick<Row, 'isSettled' | 'outcome'> {
  const outcome = (bench: Bench, cell: Cell): Outcome => {
    const shown = isShown(bench, cell);
    const told = isTold(bench, cell);
    if (shown) return told ? 'shown and told' : 'shown';
    return told ? 'told' : 'silence';
  };
  return { outcome, isSettled: (bench, cell) => outcome(bench, cell) !== 'silence' };
}

async function type({ workspace }: Bench, cell: Cell, command: string, place = `#${cell.channel.toLowerCase()}`) {
  await workspace.as(cell.person).command(command, { in: place as `#${string}` });
}

function stackOf({ workspace }: Bench, { person }: Cell): readonly string[] {
  return workspace.world.state.openModals[person] ?? [];
}

function topView({ workspace }: Bench, { person }: Cell) {
  return topModal(workspace.world.state, person)?.view;
}

/** Of the form at the bottom: a word about trouble may lie on top of it. */
function formMetadata(bench: Bench, cell: Cell): string {
  const [first = ''] = stackOf(bench, cell);
  return bench.workspace.world.state.views[first]?.view.private_metadata ?? '';
}

function isTrouble(view: ReturnType<typeof topView>): boolean {
  return view?.type === 'modal' && view.callback_id === 'trouble';
}

function isTold(bench: Bench, cell: Cell): boolean {
  return isTrouble(topView(bench, cell)) || wordsTo(bench, cell).some(isTroubleText);
}

function isTroubleText(words: string): boolean {
  return /Reference \w+|busy|too long|takes longer|did not go through/.test(words);
}

/** For their eyes only, or in their direct messages with the app. */
export function wordsTo({ workspace }: Bench, { person }: Cell): readonly string[] {
  const { state, identity } = workspace.world;
  const direct = state.messages[findDm(state, person, identity.botUserId)?.id ?? ''] ?? [];
  const aside = state.ephemerals.filter(({ to }) => to === person);
  return [...aside, ...direct].map(({ text }) => text);
}

function hasHome({ workspace }: Bench, { person }: Cell): boolean {
  return workspace.world.state.homes[person] !== undefined;
}

async function raiseForEach({ database }: Bench, cells: readonly Cell[]): Promise<void> {
  for (const { person, word } of cells) {
    const ctx = testContext(database.db, { slackId: person, memberships: [{ teamId: CARE, role: 'agent' }] });
    await raiseCase(ctx, raising({ summary: `${word}-pushed` }));
  }
  // What is told about them is not what this is about.
  await database.sql`delete from outbox_messages`;
  await database.sql`delete from jobs`;
}

function teamIdOf({ channel }: Cell): string {
  return `00000000-0000-4000-8000-${Buffer.from(channel).toString('hex').slice(-12).padStart(12, '0')}`;
}

async function insertTeam({ database: { sql } }: Bench, cell: Cell): Promise<void> {
  const team = {
    workspace_id: 'T0NORTHWIND',
    id: teamIdOf(cell),
    name: `Team ${cell.word}`,
    team_channel: cell.channel,
    escalations_channel: 'C0CAREESC',
    time_zone: 'Europe/Berlin',
    business_hours_text: 'Mon-Fri 09:00-17:00',
    business_hours: '[{"weekday":1,"open":540,"close":1020}]',
    currency: 'EUR',
    agents_from: 'channel',
    set_up_by: 'U0MAYA',
    set_up_at: new Date(),
  };
  await sql`insert into teams ${sql(team)}`;
}
