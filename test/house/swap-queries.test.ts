import { afterAll, beforeAll, expect, test } from 'vitest';
import { realClock } from '../../src/core/clock.ts';
import type { Ctx } from '../../src/core/context.ts';
import { localDate } from '../../src/core/local-time.ts';
import { postRequest } from '../../src/features/shifts/swaps/requests/post-request.ts';
import { proposeTrade } from '../../src/features/shifts/swaps/proposals/propose-trade.ts';
import { forged, pressed } from '../support/acting.ts';
import { newRequest } from '../support/cases.ts';
import { countStatements } from '../support/count-statements.ts';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';
import { type CastName, idOf, type Northwind, openNorthwind } from '../support/northwind.ts';
import { addShifts, newShift } from '../support/shifts.ts';
import { command } from '../support/slack-requests.ts';

let door: FrontDoor;
let northwind: Northwind;
let days = 3;

beforeAll(async () => {
  door = await openFrontDoor();
  northwind = await openNorthwind(door.database);
});
afterAll(() => door?.close());

interface Action {
  readonly by: CastName;
  /** Before Slack is answered. */
  readonly ack: number;
  /** After that: the job, the person's rights, the swap, its messages. */
  readonly work: number;
  readonly given: () => Promise<string>;
  readonly asked: (id: string) => object;
}

/** At the time that the app itself goes by. */
function as(name: CastName): Ctx {
  return { ...northwind.as(name), clock: realClock };
}

/** Each on a day of its own, so that none is in another's way. */
async function shiftOf(slackId: string | null): Promise<string> {
  days += 1;
  const date = localDate(new Date(realClock.now().getTime() + days * 86_400_000), 'Europe/Berlin');
  const [shift] = await addShifts(as('maya'), newShift(slackId, `${date}T08:00`, `${date}T16:00`));
  return shift?.id ?? '';
}

async function given(kind: 'give' | 'trade'): Promise<string> {
  const shiftId = await shiftOf('U0ANA');
  const { id } = await postRequest(as('ana'), { shiftId, kind, submission: newRequest() });
  return id;
}

async function offered(): Promise<string> {
  const { id } = await proposeTrade(as('ben'), { requestId: await given('trade'), submission: newRequest() });
  return id;
}

/**
 * From Slack's request to the queued messages. Whoever needs more statements for an action changes its number here and says
 * why. Of the forms most are the search for partners, of what is executed the check, the ledger and all that is told.
 */
const actions: Readonly<Record<string, Action>> = {
  '/swap': { by: 'ana', ack: 12, work: 0, given: () => given('give'), asked: () => command('/swap') },
  // Every shift that is shown is judged for whoever looks: the rules and their own roster, at once for all.
  '/swap open': { by: 'ana', ack: 9, work: 0, given: () => shiftOf(null), asked: () => command('/swap', 'open') },
  'Swap, which opens the form': {
    by: 'ana',
    ack: 16,
    work: 0,
    given: () => shiftOf('U0ANA'),
    asked: (id) => pressed('swap.start', id),
  },
  'ask, by form': {
    by: 'ana',
    ack: 1,
    work: 35,
    given: () => shiftOf('U0ANA'),
    asked: (shiftId) => forged('swap.post', { shiftId, today: '2026-03-10' }, { kind: 'give' }),
  },
  // The search for partners twice, for a shift in return and for nothing, and the names in what comes closest.
  'Offer a shift, which opens a form': {
    by: 'ben',
    ack: 29,
    work: 0,
    given: () => given('trade'),
    asked: (id) => pressed('swap.offer', id),
  },
  // Checked and executed at once: the shift moves, its ledger, card, result and Homes with it.
  'Take it': { by: 'ben', ack: 1, work: 44, given: () => given('give'), asked: (id) => pressed('swap.take', id) },
  'Choose this one': { by: 'ana', ack: 1, work: 41, given: offered, asked: (id) => pressed('swap.choose', id) },
  Decline: { by: 'ana', ack: 1, work: 20, given: offered, asked: (id) => pressed('swap.decline', id) },
};

test.each(Object.entries(actions))(
  '%s takes no more statements than this',
  async (_name, { by, ack, work, ...action }) => {
    const id = await action.given();

    const counted = await countStatements(door, idOf(by), action.asked(id));

    expect(counted.ack).toBeLessThanOrEqual(ack);
    expect(counted.work).toBeLessThanOrEqual(work);
  },
);
