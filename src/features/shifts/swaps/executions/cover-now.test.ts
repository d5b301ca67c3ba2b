import { expect, test } from 'vitest';
import { managersDecide, march, mondayLate, pieces, rowOf, take } from '../../../../../test/support/swap-looks.ts';
import { newSubmission, refusalOf } from '../../../../../test/support/swap-world.ts';
import { useSwapWorld } from '../../../../../test/support/use-swap-world.ts';
import { defaultSettings } from '../../rules/rule-parameters.ts';
import { coverNow } from './cover-now.ts';

const world = useSwapWorld();

test('a cover moves a shift at once, answers what its owner asked, and ends what was going on', async () => {
  await managersDecide(world);
  const shift = await mondayLate(world);
  const request = await world.post('ana', shift);
  const going = await take(world, 'ben', request);

  const cover = await coverNow(world.as('leo'), {
    shiftId: shift.id,
    to: 'U0LIA',
    because: 'Ana is ill',
    submission: newSubmission(),
  });

  expect(cover.state).toBe('executed');
  expect(await world.holderOf(shift)).toBe('U0LIA');
  expect(await rowOf(world, 'swap_proposals', going.id)).toMatchObject({ state: 'superseded' });
  expect(await rowOf(world, 'swap_requests', request.id)).toMatchObject({ state: 'fulfilled' });
  const told = await world.database
    .sql`select channel from outbox_messages where dedupe_key like ${`swap:${cover.id}:result:%`} order by channel`;
  expect(told).toMatchObject([{ channel: 'U0ANA' }, { channel: 'U0LIA' }]);
});

test('whoever could approve a cover reads why the rules deny it; a lead only that there is something', async () => {
  const rule = { ...defaultSettings.R27, severity: 'deny', isOverridable: false, params: {} } as const;
  await world.rules({ R27: rule });
  await world.database
    .sql`insert into roster_people (workspace_id, slack_id, is_excluded) values ('T0NORTHWIND', 'U0LIA', true)`;
  const shift = await mondayLate(world);
  const cover = (name: 'leo' | 'maya') =>
    refusalOf(
      coverNow(world.as(name), { shiftId: shift.id, to: 'U0LIA', because: 'Ill', submission: newSubmission() }),
    );

  const [toLead, toManager] = [await cover('leo'), await cover('maya')];

  expect(toLead).toContain('something that is not yours to see');
  expect(toManager).toContain('Lia: takes no part in swaps');
});

test('a lead covers what runs, and what begins within the notice that a request needs', async () => {
  const running = await world.shift('ana', '2026-03-10T08:00', '2026-03-10T16:00');
  const soon = await world.shift('ana', '2026-03-10T18:00', '2026-03-10T22:00');
  const ill = { because: 'Ana went home' };

  await coverNow(world.as('leo'), { ...ill, shiftId: running.id, to: 'U0BEN', submission: newSubmission() });
  await coverNow(world.as('leo'), { ...ill, shiftId: soon.id, to: 'U0LIA', submission: newSubmission() });

  expect(await pieces(world)).toEqual(['U0ANA 08:00-10:00', 'U0BEN 10:00-16:00', 'U0LIA 18:00-22:00']);
});

test('whoever covers is protected all the same: a rest that is too short takes a manager and a reason of its own', async () => {
  const shift = await world.shift('ana', '2026-03-10T18:00', '2026-03-10T22:00');
  await world.shift('ben', '2026-03-11T06:00', '2026-03-11T10:00');
  const cover = { shiftId: shift.id, to: 'U0BEN', because: 'Ana went home', submission: newSubmission() };

  const toLead = await refusalOf(coverNow(world.as('leo'), cover));
  const toManager = await refusalOf(coverNow(world.as('maya'), cover));
  await coverNow(world.as('maya'), { ...cover, passBecause: 'Nobody else is here' });

  expect(toLead).toMatch(/8 h 00.*11 h 00.*ask a manager/);
  expect(toManager).toContain('Say why it may pass');
  expect(await world.holderOf(shift)).toBe('U0BEN');
});

test('in its last minute there is nothing left to cover, and what was worked stays theirs', async () => {
  const shift = await mondayLate(world);
  const cover = { shiftId: shift.id, to: 'U0BEN', because: 'Ill', submission: newSubmission() };

  const said = await refusalOf(coverNow(world.as('leo', new Date('2026-03-16T20:59:30Z')), cover));

  expect(said).toContain('over in a minute');
  expect(await pieces(world)).toEqual(['U0ANA 14:00-22:00']);
  await coverNow(world.as('leo', march('16T20:59')), cover);
  expect(await pieces(world)).toEqual(['U0ANA 14:00-21:59', 'U0BEN 21:59-22:00']);
});
