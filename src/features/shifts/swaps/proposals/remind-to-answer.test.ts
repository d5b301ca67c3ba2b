import { describe, expect, test } from 'vitest';
import { postsTo } from '../../../../../test/support/approvals.ts';
import { march, mondayLate, rowOf, take } from '../../../../../test/support/swap-looks.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';

const world = useSwapWorld();

const reminders = async () => {
  const posts = await postsTo(world.database, 'U0ANA');
  return posts.filter((text) => text.includes('still waits for your answer'));
};

/** Ana, who would trade her shift, is asked at 10 o'clock in Berlin and has 48 hours. */
async function asked() {
  const shift = await mondayLate(world);
  const gives = await world.shift('ben', '2026-03-18T14:00', '2026-03-18T22:00');
  const request = await world.post('ana', shift, { kind: 'trade' });
  const offer = await take(world, 'ben', request, { gives: gives.id });
  return { request, offer };
}

describe('whoever was asked and has not answered', () => {
  test('is reminded once, after half of their time', async () => {
    const { offer } = await asked();

    await world.until(march('11T08:59'));
    expect(await reminders()).toHaveLength(0);
    await world.until(march('12T08:59'));

    expect(await reminders()).toHaveLength(1);
    expect((await reminders())[0]).toContain('swap.choose');
    await world.until(march('12T09:01'));
    expect(await rowOf(world, 'swap_proposals', offer.id)).toMatchObject({ state: 'expired' });
  });

  test('is reminded once of several offers', async () => {
    const { request } = await asked();
    const gives = await world.shift('lia', '2026-03-19T14:00', '2026-03-19T22:00');
    await take(world, 'lia', request, { gives: gives.id });

    await world.until(march('12T08:59'));

    expect(await reminders()).toHaveLength(1);
  });

  test('is left alone until they are there', async () => {
    await asked();
    // She works by the roster, and on Wednesday not before the evening.
    await world.shift('ana', '2026-03-08T08:00', '2026-03-08T12:00');
    await world.shift('ana', '2026-03-11T18:00', '2026-03-11T22:00');

    await world.until(march('11T16:59'));
    expect(await reminders()).toHaveLength(0);
    await world.until(march('11T17:01'));

    expect(await reminders()).toHaveLength(1);
  });
});
