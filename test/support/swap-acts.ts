import { eq } from 'drizzle-orm';
import { transaction } from '../../src/core/context.ts';
import { UserError } from '../../src/core/errors.ts';
import type { Database } from '../../src/db/client.ts';
import { changeShifts } from '../../src/features/shifts/roster/change-shifts.ts';
import type { ShiftFacts } from '../../src/features/shifts/roster/shift-change.ts';
import { timesOf } from '../../src/features/shifts/roster/cut-shift.ts';
import { shifts, type ShiftRow } from '../../src/features/shifts/roster/tables.ts';
import { acceptProposal } from '../../src/features/shifts/swaps/proposals/accept-proposal.ts';
import { approveProposal } from '../../src/features/shifts/swaps/approvals/approve-proposal.ts';
import { closeRequest } from '../../src/features/shifts/swaps/requests/close-request.ts';
import { coverNow } from '../../src/features/shifts/swaps/executions/cover-now.ts';
import { declineProposal } from '../../src/features/shifts/swaps/proposals/decline-proposal.ts';
import { denyProposal } from '../../src/features/shifts/swaps/approvals/deny-proposal.ts';
import { overrideProposal } from '../../src/features/shifts/swaps/approvals/override-proposal.ts';
import { pickUp } from '../../src/features/shifts/swaps/requests/pick-up.ts';
import { postRequest } from '../../src/features/shifts/swaps/requests/post-request.ts';
import { proposeTrade } from '../../src/features/shifts/swaps/proposals/propose-trade.ts';
import { undoExecution } from '../../src/features/shifts/swaps/executions/undo-execution.ts';
import { withdrawProposal } from '../../src/features/shifts/swaps/proposals/withdraw-proposal.ts';
import { withdrawRequest } from '../../src/features/shifts/swaps/requests/withdraw-request.ts';
import { type CastName, idOf } from './northwind.ts';
import { newSubmission, type SwapWorld } from './swap-world.ts';

/** Something that somebody does to the swaps of a world; numbers choose among what is there, wrapping around. */
export interface Act {
  readonly what: keyof typeof deeds;
  readonly who: CastName;
  readonly which: number;
  readonly other: number;
  readonly part: keyof typeof extents;
  /** How long it is until the next one. */
  readonly pause: keyof typeof pauses;
}

/** Minutes; the long ones are a little longer than what anybody has to answer, to approve, to try on. */
export const pauses = { 'a while': 20, 'half a day': 12 * 60, 'a day': 24 * 60 + 1, 'two days': 48 * 60 + 1 } as const;

/** Which eighths of a stretch. */
const extents = { whole: [0, 8], first: [0, 4], middle: [2, 4], second: [4, 8] } as const;
export const EXTENTS = Object.keys(extents) as (keyof typeof extents)[];

export const ACTORS: readonly CastName[] = ['ana', 'ben', 'leo', 'lia', 'maya', 'dora'];

interface Scene {
  readonly world: SwapWorld;
  readonly now: Date;
  readonly db: Database | undefined;
}

const deeds = {
  give: (scene: Scene, act: Act) => post(scene, act, 'give'),
  trade: (scene: Scene, act: Act) => post(scene, act, 'trade'),
  async take(scene: Scene, act: Act) {
    const requestId = await chosen(scene, 'swap_requests', act.which);
    const [request] = await scene.world.database.sql<Stretch[]>`
      select from_at as "startsAt", to_at as "endsAt" from swap_requests where id = ${requestId}`;
    const part = request ? partOf(request, act) : {};
    return proposeTrade(as(scene, act), { requestId, ...part, submission: newSubmission() });
  },
  async offer(scene: Scene, act: Act) {
    const requestId = await chosen(scene, 'swap_requests', act.which);
    const gives = await chosen(scene, 'shifts', act.other);
    return proposeTrade(as(scene, act), { requestId, gives, submission: newSubmission() });
  },
  async pickUp(scene: Scene, act: Act) {
    const shiftId = await chosen(scene, 'shifts', act.which);
    const [shift] = await stretchOf(scene, shiftId);
    return pickUp(as(scene, act), { shiftId, ...(shift && partOf(shift, act)), submission: newSubmission() });
  },
  async accept(scene: Scene, act: Act) {
    const { proposalId } = await proposal(scene, act);
    const [asked] = await scene.world.database.sql<{ slackId: string }[]>`
      select slack_id as "slackId" from swap_consents where proposal_id = ${proposalId} and state = 'asked' order by slack_id`;
    const who = ACTORS.find((name) => idOf(name) === asked?.slackId) ?? act.who;
    return acceptProposal(as(scene, { ...act, who }), { proposalId });
  },
  decline: async (scene: Scene, act: Act) => declineProposal(as(scene, act), await proposal(scene, act)),
  takeBack: async (scene: Scene, act: Act) => withdrawProposal(as(scene, act), await proposal(scene, act)),
  approve: async (scene: Scene, act: Act) => approveProposal(as(scene, mostlyManager(act)), await proposal(scene, act)),
  deny: async (scene: Scene, act: Act) =>
    denyProposal(as(scene, mostlyManager(act)), { ...(await proposal(scene, act)), because: 'No' }),
  override: async (scene: Scene, act: Act) =>
    overrideProposal(as(scene, act), { ...(await proposal(scene, act)), because: 'Yes' }),
  async withdraw(scene: Scene, act: Act) {
    return withdrawRequest(as(scene, act), { requestId: await chosen(scene, 'swap_requests', act.which) });
  },
  async close(scene: Scene, act: Act) {
    return closeRequest(as(scene, act), {
      requestId: await chosen(scene, 'swap_requests', act.which),
      because: 'Over',
    });
  },
  async undo(scene: Scene, act: Act) {
    return undoExecution(as(scene, act), {
      executionId: await chosen(scene, 'swap_executions', act.which),
      because: 'Too few',
    });
  },
  async cover(scene: Scene, act: Act) {
    const to = idOf(ACTORS[act.other % ACTORS.length] ?? 'ben');
    const shiftId = await chosen(scene, 'shifts', act.which);
    return coverNow(as(scene, act), {
      shiftId,
      to,
      because: 'Ill',
      passBecause: 'Nobody else',
      submission: newSubmission(),
    });
  },
  edit: (scene: Scene, act: Act) => editRoster(scene, act),
} as const;

/** What swaps are made of comes more often. */
export const DEEDS: readonly Act['what'][] = [
  ...(Object.keys(deeds) as Act['what'][]),
  ...(['give', 'give', 'take', 'take', 'take', 'take', 'offer', 'pickUp', 'pickUp'] as const),
  ...(['accept', 'accept', 'accept', 'accept', 'accept', 'approve', 'approve', 'approve', 'undo'] as const),
];

/** Does it; true if it was done, false if it was refused in words. Anything else that is thrown is a fault. */
export async function doAct(world: SwapWorld, act: Act, now: Date, db?: Database): Promise<boolean> {
  try {
    await deeds[act.what]({ world, now, db }, act);
    return true;
  } catch (error) {
    if (error instanceof UserError || error instanceof NothingThere) return false;
    throw error;
  }
}

class NothingThere extends Error {}

function as({ world, now, db }: Scene, { who }: Act) {
  return world.as(who, now, db);
}

async function chosen({ world: { database } }: Scene, table: string, which: number): Promise<string> {
  // The newest, so that most of what is done is about something that still goes on.
  const rows = await database.sql<{ id: string }[]>`
    select id from ${database.sql(table)} order by ${database.sql(table === 'shifts' ? 'starts_at' : 'changed_at')} desc, id limit ${table === 'shifts' ? 100 : 5}`;
  const found = rows[which % Math.max(1, rows.length)];
  if (!found) throw new NothingThere();
  return found.id;
}

async function proposal(scene: Scene, { which }: Act): Promise<{ proposalId: string }> {
  return { proposalId: await chosen(scene, 'swap_proposals', which) };
}

/** Whoever else tries is refused, as should be, but nothing comes of it. */
function mostlyManager(act: Act): Act {
  const managers = ['maya', 'dora', act.who] as const;
  return { ...act, who: managers[act.other % managers.length] ?? act.who };
}

type Stretch = Pick<ShiftRow, 'startsAt' | 'endsAt'>;

/** In whole minutes, as people choose. */
function partOf({ startsAt, endsAt }: Stretch, { part }: Act): { readonly part?: { from: Date; to: Date } } {
  if (part === 'whole') return {};
  const eighth = (endsAt.getTime() - startsAt.getTime()) / 8;
  const at = (eighths: number) => new Date(Math.round((startsAt.getTime() + eighths * eighth) / 60_000) * 60_000);
  const [from, to] = extents[part];
  return { part: { from: at(from), to: at(to) } };
}

function stretchOf({ world: { database } }: Scene, shiftId: string) {
  return database.sql<(Stretch & { slackId: string | null })[]>`
    select starts_at as "startsAt", ends_at as "endsAt", slack_id as "slackId" from shifts where id = ${shiftId}`;
}

async function post(scene: Scene, act: Act, kind: 'give' | 'trade') {
  const shiftId = await chosen(scene, 'shifts', act.which);
  const [shift] = await stretchOf(scene, shiftId);
  // Whoever has it asks, so that most of these come to something.
  const owner = ACTORS.find((name) => idOf(name) === shift?.slackId) ?? act.who;
  const part = shift ? partOf(shift, act) : {};
  return postRequest(as(scene, { ...act, who: owner }), { shiftId, kind, ...part, submission: newSubmission() });
}

/** A manager moves a shift a little or a lot, gives it to somebody, opens or cancels it. */
async function editRoster(scene: Scene, act: Act): Promise<void> {
  const id = await chosen(scene, 'shifts', act.which);
  const ctx = as(scene, { ...act, who: 'maya' });
  await transaction(ctx, async (tx) => {
    const [shift] = await tx.select().from(shifts).where(eq(shifts.id, id));
    if (!shift) throw new NothingThere();
    await changeShifts(tx, ctx, [{ shift, set: editOf(shift, act.other) }], { cause: 'edit' });
  });
}

function editOf(shift: ShiftRow, which: number): Partial<ShiftFacts> {
  const moved = (startMinutes: number, endMinutes: number) =>
    timesOf(
      {
        from: new Date(shift.startsAt.getTime() + startMinutes * 60_000),
        to: new Date(shift.endsAt.getTime() + endMinutes * 60_000),
      },
      shift.timeZone,
    );
  const edits: readonly Partial<ShiftFacts>[] = [
    moved(15, 15),
    moved(-15, -15),
    moved(120, 120),
    moved(0, -60),
    { comment: 'Bring the key' },
    { slackId: idOf(ACTORS[which % ACTORS.length] ?? 'ben') },
    { slackId: null },
    { state: 'cancelled' },
  ];
  return edits[which % edits.length] ?? {};
}
