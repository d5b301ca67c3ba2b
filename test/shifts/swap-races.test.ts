import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '../../src/db/client.ts';
import { type Ctx, transaction } from '../../src/core/context.ts';
import { changeShifts } from '../../src/features/shifts/roster/change-shifts.ts';
import { acceptProposal } from '../../src/features/shifts/swaps/proposals/accept-proposal.ts';
import { approveProposal } from '../../src/features/shifts/swaps/approvals/approve-proposal.ts';
import { proposeTrade } from '../../src/features/shifts/swaps/proposals/propose-trade.ts';
import { undoExecution } from '../../src/features/shifts/swaps/executions/undo-execution.ts';
import { withdrawProposal } from '../../src/features/shifts/swaps/proposals/withdraw-proposal.ts';
import { withdrawRequest } from '../../src/features/shifts/swaps/requests/withdraw-request.ts';
import { outcomeOf } from '../support/cases.ts';
import { TEST_NOW, testContext } from '../support/context.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { CARE, type CastName } from '../support/northwind.ts';
import { leftBehindIn, endWell, wrongIn } from '../support/swap-invariants.ts';
import { newSubmission, openSwapWorld, type SwapWorld } from '../support/swap-world.ts';

const PEOPLE = 100;
/** The whole of it takes a minute: SWAP_ROUNDS=50. */
const ROUNDS = Number(process.env['SWAP_ROUNDS'] ?? 3);

let database: TestDatabase;
let world: SwapWorld;
/** The pool of a second process. */
let elsewhere: Database;
let everybody: readonly Ctx[];

beforeAll(async () => {
  database = await createTestDatabase();
  world = await openSwapWorld(database);
  elsewhere = createDatabase({ url: database.url });
  everybody = await hundredAgents();
});
afterAll(async () => {
  await elsewhere.close();
  await database.close();
});
afterEach(async () => {
  await endWell(world);
});

async function hundredAgents(): Promise<readonly Ctx[]> {
  const ids = Array.from({ length: PEOPLE }, (_, at) => `U0AGENT${at}`);
  await database.sql`
    insert into people (workspace_id, slack_id, name, kind, is_admin, time_zone, read_at)
    select 'T0NORTHWIND', id, 'Agent ' || substr(id, 8), 'full', false, 'Europe/Berlin', now() from unnest(${ids}::text[]) as id`;
  await database.sql`
    insert into members (workspace_id, team_id, slack_id, role, source)
    select 'T0NORTHWIND', ${CARE}::uuid, id, 'agent', 'picked' from unnest(${ids}::text[]) as id`;
  return ids.map((slackId, at) =>
    testContext(at % 2 === 0 ? database.db : elsewhere, { slackId, memberships: [{ teamId: CARE, role: 'agent' }] }),
  );
}

describe('at once on two processes', () => {
  test(
    `of ${PEOPLE} who take the same shift one has it and the others are told who, ${ROUNDS} rounds`,
    { timeout: 300_000 },
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const shift = await world.shift('ana', '2026-03-16T14:00', '2026-03-16T22:00');
        const { id: requestId } = await world.post('ana', shift);

        const outcomes = await Promise.all(
          everybody.map((ctx) => outcomeOf((as) => proposeTrade(as, { requestId, submission: newSubmission() }), ctx)),
        );

        const winners = outcomes.flatMap((outcome) => (typeof outcome === 'string' ? [] : [outcome.proposedBy]));
        expect(winners).toHaveLength(1);
        expect(await world.holderOf(shift)).toBe(winners[0]);
        const told = `Agent ${winners[0]?.slice(7)} works it`;
        expect(outcomes.filter((outcome) => typeof outcome === 'string' && outcome.includes(told))).toHaveLength(
          PEOPLE - 1,
        );
        expect(await wrongIn(database)).toEqual([]);
        await world.clear();
      }
    },
  );

  /** Both at once, on two processes; then everything that is due. */
  async function race<One, Other>(one: (ctx: As) => Promise<One>, other: (ctx: As) => Promise<Other>) {
    const outcomes = await Promise.all([
      outcomeOf(() => one((name) => world.as(name)), world.as('ana')),
      outcomeOf(() => other((name) => world.as(name, TEST_NOW, elsewhere)), world.as('ana')),
    ]);
    await world.settle();
    expect([...(await wrongIn(database)), ...(await leftBehindIn(database))]).toEqual([]);
    return outcomes;
  }
  type As = (name: CastName) => Ctx;

  /** What came out of it that must not. */
  async function rounds(play: () => Promise<string>): Promise<readonly string[]> {
    const ends = new Set<string>();
    for (let round = 0; round < ROUNDS * 2; round += 1) {
      ends.add(await play());
      await world.clear();
    }
    return [...ends].filter((end) => end.startsWith('!'));
  }

  const late = (name: CastName, day: string) => world.shift(name, `2026-03-${day}T14:00`, `2026-03-${day}T22:00`);
  const taking = (requestId: string, gives?: string) => ({
    requestId,
    gives: gives ?? null,
    submission: newSubmission(),
  });

  test('a take and a taking back: one of them, and the shift is whose that says', async () => {
    const wrong = await rounds(async () => {
      const shift = await late('ana', '16');
      const { id } = await world.post('ana', shift);

      const [taken, back] = await race(
        (as) => proposeTrade(as('ben'), taking(id)),
        (as) => withdrawRequest(as('ana'), { requestId: id }),
      );

      const holder = await world.holderOf(shift);
      if (typeof taken === 'string')
        return holder === 'U0ANA' && typeof back !== 'string' ? 'taken back' : `! ${taken}`;
      return holder === 'U0BEN' && typeof back === 'string' && back.includes('Ben works it') ? 'taken' : `! ${holder}`;
    });

    expect(wrong).toEqual([]);
  });

  test('a take and a manager’s edit: whatever comes second sees the first', async () => {
    const wrong = await rounds(async () => {
      const shift = await late('ana', '16');
      const { id } = await world.post('ana', shift);

      const [taken, edited] = await race(
        (as) => proposeTrade(as('ben'), taking(id)),
        (as) =>
          transaction(as('maya'), (tx) =>
            changeShifts(tx, as('maya'), [{ shift, set: { slackId: 'U0LIA' } }], { cause: 'edit' }),
          ),
      );

      const holder = await world.holderOf(shift);
      if (typeof edited === 'string')
        return holder === 'U0BEN' && edited.includes('has changed meanwhile') ? 'taken' : `! ${edited}`;
      return holder === 'U0LIA' && (typeof taken === 'string' || taken.state === 'superseded')
        ? 'edited'
        : `! ${holder}`;
    });

    expect(wrong).toEqual([]);
  });

  test('an approval and a taking back: one of them', async () => {
    const wrong = await rounds(async () => {
      await world.rules({}, { autoApprove: false });
      const shift = await late('ana', '16');
      const { id } = await world.post('ana', shift);
      const { id: proposalId } = await proposeTrade(world.as('ben'), taking(id));

      const [approved, back] = await race(
        (as) => approveProposal(as('maya'), { proposalId }),
        (as) => withdrawProposal(as('ben'), { proposalId }),
      );

      const holder = await world.holderOf(shift);
      if (typeof approved === 'string')
        return holder === 'U0ANA' && typeof back !== 'string' ? 'taken back' : `! ${approved}`;
      return holder === 'U0BEN' && typeof back === 'string' ? 'approved' : `! ${holder}`;
    });

    expect(wrong).toEqual([]);
  });

  test('an approval and another offer that the owner chooses: one goes through', async () => {
    const wrong = await rounds(async () => {
      await world.rules({}, { autoApprove: false });
      const [shift, offered, other] = [await late('ana', '16'), await late('ben', '17'), await late('lia', '18')];
      const { id } = await world.post('ana', shift, { kind: 'trade' });
      const first = await proposeTrade(world.as('ben'), taking(id, offered.id));
      const second = await proposeTrade(world.as('lia'), taking(id, other.id));
      await acceptProposal(world.as('ana'), { proposalId: first.id });

      await race(
        (as) => approveProposal(as('maya'), { proposalId: first.id }),
        (as) => acceptProposal(as('ana'), { proposalId: second.id }),
      );

      return (await world.holderOf(shift)) === 'U0BEN' && (await world.holderOf(other)) === 'U0LIA' ? 'one' : '! both';
    });

    expect(wrong).toEqual([]);
  });

  test('two undoings: it is undone once', async () => {
    const wrong = await rounds(async () => {
      const shift = await late('ana', '16');
      const { id } = await world.post('ana', shift);
      const { id: proposalId } = await proposeTrade(world.as('ben'), taking(id));
      const [execution] = await database.sql<
        { id: string }[]
      >`select id from swap_executions where proposal_id = ${proposalId}`;
      const executionId = execution!.id;

      const undone = await race(
        (as) => undoExecution(as('ben'), { executionId }),
        (as) => undoExecution(as('ana'), { executionId }),
      );

      const facts = await database.sql`select 1 from fairness_facts where execution_id = ${executionId}`;
      const isOnce =
        facts.length === 4 && undone.every((each) => typeof each !== 'string' && each.state === 'reverted');
      return isOnce && (await world.holderOf(shift)) === 'U0ANA' ? 'once' : `! ${facts.length}`;
    });

    expect(wrong).toEqual([]);
  });

  test('two swaps that share a shift: one has it', async () => {
    const wrong = await rounds(async () => {
      const [mine, shared, theirs] = [await late('ana', '16'), await late('ben', '17'), await late('lia', '18')];
      const one = await world.post('ana', mine, { kind: 'trade' });
      const other = await world.post('lia', theirs, { kind: 'trade' });
      const first = await proposeTrade(world.as('ben'), taking(one.id, shared.id));
      const second = await proposeTrade(world.as('ben'), taking(other.id, shared.id));

      await race(
        (as) => acceptProposal(as('ana'), { proposalId: first.id }),
        (as) => acceptProposal(as('lia'), { proposalId: second.id }),
      );

      const holders = [await world.holderOf(mine), await world.holderOf(shared), await world.holderOf(theirs)].join(
        ' ',
      );
      return ['U0BEN U0ANA U0LIA', 'U0ANA U0LIA U0BEN'].includes(holders) ? holders : `! ${holders}`;
    });

    expect(wrong).toEqual([]);
  });

  test('an approval and an import of the same roster: the second sees the first', async () => {
    const wrong = await rounds(async () => {
      await world.rules({}, { autoApprove: false });
      const rows = [await late('ana', '16'), await late('ben', '17'), await late('lia', '18')];
      const { id } = await world.post('ana', rows[0]!);
      const { id: proposalId } = await proposeTrade(world.as('ben'), taking(id));

      const [approved, imported] = await race(
        (as) => approveProposal(as('maya'), { proposalId }),
        (as) => {
          const changes = rows.map((shift) => ({ shift, set: { comment: 'from the file' } }));
          return transaction(as('dora'), (tx) => changeShifts(tx, as('dora'), changes, { cause: 'import' }));
        },
      );

      if (typeof approved === 'string') return `! ${approved}`;
      const isStale = typeof imported === 'string' && imported.includes('has changed meanwhile');
      return (typeof imported !== 'string' || isStale) && (await world.holderOf(rows[0]!)) === 'U0BEN'
        ? 'both'
        : '! lost';
    });

    expect(wrong).toEqual([]);
  });

  test('two shifts that one person may not both have, taken at once: one of them', async () => {
    const wrong = await rounds(async () => {
      const [first, second] = [
        await late('ana', '16'),
        await world.shift('lia', '2026-03-17T06:00', '2026-03-17T12:00'),
      ];
      const [one, other] = [await world.post('ana', first), await world.post('lia', second)];

      const outcomes = await race(
        (as) => proposeTrade(as('ben'), taking(one.id)),
        (as) => proposeTrade(as('ben'), taking(other.id)),
      );

      const holders = [await world.holderOf(first), await world.holderOf(second)];
      return holders.filter((holder) => holder === 'U0BEN').length === 1
        ? 'one'
        : `! ${holders.join(' ')} ${JSON.stringify(outcomes)}`;
    });

    expect(wrong).toEqual([]);
  });
});
