import { realClock } from '../../../src/core/clock.ts';
import type { Ctx, Role } from '../../../src/core/context.ts';
import { addDays, localDate } from '../../../src/core/local-time.ts';
import { createDatabase, type Database } from '../../../src/db/client.ts';
import { defaultRules } from '../../../src/features/shifts/policy/current-policy.ts';
import type { NewShift } from '../../../src/features/shifts/roster/shift-change.ts';
import type { ShiftRow } from '../../../src/features/shifts/roster/tables.ts';
import type { RequestKind } from '../../../src/features/shifts/swaps/tables.ts';
import { postRequest } from '../../../src/features/shifts/swaps/requests/post-request.ts';
import { messageActionPayload } from '../../../src/sandbox/delivery/payloads.ts';
import type { Message } from '../../../src/sandbox/state/state.ts';
import { forged, sentBy } from '../../support/acting.ts';
import { testContext } from '../../support/context.ts';
import { addShifts, newShift } from '../../support/shifts.ts';
import { leftBehindIn, wrongIn } from '../../support/swap-invariants.ts';
import { newSubmission } from '../../support/swap-world.ts';
import { type Office, openOffice, settled } from './office.ts';
import { until } from './until.ts';

const CARE_CHANNEL = 'C0CARE';

/** Northwind Care with shifts to swap: real processes answer what people press, whatever is pressed, and at the same time. */
export interface SwapOffice {
  readonly office: Office;
  readonly db: Database;
  readonly teamId: string;
  /** Who may take a shift: everybody on the team but Ana, whose shifts they are. */
  readonly takers: readonly string[];
  /** For arranging what a race is about, in the test's own process. */
  as(slackId: string, role?: Role): Ctx;
  /** Without any shifts, swaps and rules of before. */
  newRound(): Promise<void>;
  shift(slackId: string, daysAhead: number, others?: Partial<NewShift>): Promise<ShiftRow>;
  /** Ana asks, and her card is in the channel. */
  ask(shift: Pick<ShiftRow, 'id'>, kind?: RequestKind): Promise<{ readonly id: string; readonly card: Message }>;
  managersDecide(): Promise<void>;
  /** A button pressed next to a card; resolves when one of the processes has taken it. */
  press(slackId: string, where: Message, actionId: string, value: string): Promise<boolean>;
  /** A form sent. */
  send(
    slackId: string,
    callbackId: string,
    memory: object,
    fields: Readonly<Record<string, unknown>>,
  ): Promise<boolean>;
  /** What this person alone has read since the last round, in order. */
  readBy(slackId: string): readonly string[];
  nameOf(slackId: string): string;
  holderOf(shift: Pick<ShiftRow, 'id'>): Promise<string | null>;
  stateOf(proposal: { readonly id: string }): Promise<string | undefined>;
  /** Everything has been worked off; fails where roster, swaps and ledger do not agree, or somebody pressed and was told nothing. */
  endRound(): Promise<void>;
  close(): Promise<void>;
}

export async function openSwapOffice({ takers }: { readonly takers: number }): Promise<SwapOffice> {
  const office = await openOffice({ processes: 2, moreAgents: takers - 2 });
  const { world } = office.workspace;
  const { sql, url } = office.database;
  const db = createDatabase({ url });
  const [team] = await sql<{ id: string }[]>`select id from teams where name = 'Northwind Care'`;
  const teamId = team!.id;
  let read = world.state.ephemerals.length;
  const pressing = new Set<string>();

  const readBy = (slackId: string) =>
    world.state.ephemerals.slice(read).flatMap(({ to, text }) => (to === slackId ? [text] : []));
  const as: SwapOffice['as'] = (slackId, role = 'agent') => ({
    ...testContext(db, { slackId, memberships: [{ teamId, role }] }),
    clock: realClock,
  });
  return {
    office,
    db,
    teamId,
    takers: office.agents.map(({ id }) => id).filter((id) => id !== 'U0ANA'),
    as,
    async newRound() {
      await sql`delete from fairness_facts`;
      await sql`delete from shifts`;
      await sql`delete from swap_proposals`;
      await sql`delete from swap_policies`;
      await sql`delete from roster_imports`;
      read = world.state.ephemerals.length;
      pressing.clear();
    },
    async shift(slackId, daysAhead, others = {}) {
      const date = addDays(localDate(realClock.now(), 'Europe/Berlin'), daysAhead);
      const [row] = await addShifts(
        as('U0MAYA', 'manager'),
        newShift(slackId, `${date}T08:00`, `${date}T16:00`, { teamId, ...others }),
      );
      return row!;
    },
    async ask(shift, kind = 'give') {
      const { id } = await postRequest(as('U0ANA'), { shiftId: shift.id, kind, submission: newSubmission() });
      const shown = () =>
        world.state.messages[CARE_CHANNEL]?.find(({ blocks }) => JSON.stringify(blocks ?? []).includes(id));
      return { id, card: await until('her card is there', shown, 30_000) };
    },
    async managersDecide() {
      const policy = JSON.parse(JSON.stringify({ ...defaultRules, autoApprove: false }));
      await sql`
        insert into swap_policies (workspace_id, team_id, revision, effective_from, policy, changed_by, changed_at)
        values ('T0NORTHWIND', ${teamId}, 1, '2020-01-01', ${sql.json(policy)}, 'U0MAYA', now())`;
    },
    async press(slackId, where, actionId, value) {
      pressing.add(slackId);
      const action = { type: 'button', action_id: actionId, block_id: 'forged', value };
      const payload = messageActionPayload(world, slackId, where, action, {});
      return (await world.app.send({ kind: 'interactive', payload })).ok;
    },
    async send(slackId, callbackId, memory, fields) {
      const payload = sentBy({ id: slackId }, forged(callbackId, memory, fields)) as Record<string, unknown>;
      return (await world.app.send({ kind: 'interactive', payload })).ok;
    },
    readBy,
    nameOf: (slackId) => world.state.people[slackId]!.realName.split(' ')[0]!,
    async holderOf({ id }) {
      const [row] = await sql<{ slackId: string | null }[]>`select slack_id as "slackId" from shifts where id = ${id}`;
      return row?.slackId ?? null;
    },
    async stateOf({ id }) {
      const [row] = await sql<{ state: string }[]>`select state from swap_proposals where id = ${id}`;
      return row?.state;
    },
    async endRound() {
      await settled(office, 90_000);
      const dead = await sql<{ id: string }[]>`select kind || ' is dead' as id from jobs where dead_at is not null`;
      const left = [...(await wrongIn({ sql })), ...(await leftBehindIn({ sql })), ...dead.map(({ id }) => id)];
      const untold = [...pressing].filter((slackId) => readBy(slackId).length === 0);
      const wrong = [...left, ...untold.map((slackId) => `${slackId} pressed and was told nothing`)];
      if (wrong.length > 0) throw new Error(wrong.join('\n'));
    },
    async close() {
      await db.close();
      await office.close();
    },
  };
}
