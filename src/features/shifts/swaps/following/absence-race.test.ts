import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { mondayLate, take } from '../../../../../test/support/swap-looks.ts';
import { refusalOf } from '../../../../../test/support/swap-world.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import { addAbsence } from '../../roster/absences.ts';

const world = useSwapWorld();

const ROUNDS = 40;

/** Ben takes Ana's shift and, some milliseconds later, says that he cannot work then. */
async function round(wait: number) {
  await world.clear();
  await world.database.sql`delete from absences`;
  const shift = await mondayLate(world);
  const request = await world.post('ana', shift);
  const day = { timeZone: 'Europe/Berlin', from: '2026-03-16', to: '2026-03-16', span: undefined };
  const ben = { absenceId: randomUUID(), slackId: 'U0BEN', kind: 'unavailable', seen: null } as const;
  const [taking, absence] = await Promise.all([
    refusalOf(take(world, 'ben', request)),
    pause(wait).then(() => addAbsence(world.as('ben'), { ...ben, ...day })),
  ]);
  const isTaken = taking === 'it was not refused';
  // The shifts that the form names before it saves, or what the taker is refused with.
  const said = 'works' in absence ? absence.works.map(({ id }) => id) : taking;
  return { holder: await world.holderOf(shift), isTaken, isSaved: 'saved' in absence, said, shift };
}

test(
  'who takes a shift while they say that they cannot work then is refused it, or shown it',
  { timeout: 120_000 },
  async () => {
    const came = { first: 0, second: 0 };
    for (let index = 0; index < ROUNDS; index += 1) {
      const { holder, isTaken, isSaved, said, shift } = await round((index % 10) * 6);

      expect(isTaken).toBe(holder === 'U0BEN');
      expect(isSaved).toBe(!isTaken);
      expect(String(said)).toMatch(isTaken ? shift.id : /The rules do not allow it: .*away/);
      came[isTaken ? 'first' : 'second'] += 1;
    }

    expect(came.first + came.second).toBe(ROUNDS);
  },
);
