import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fingersOn, type Fingers } from '../../../../test/support/fingers.ts';
import { openHandOverWorld, type HandOverWorld } from '../../../../test/support/hand-over-world.ts';
import { handOverListeners } from './listeners.ts';

let world: HandOverWorld;
let fingers: Fingers;

beforeAll(async () => {
  world = await openHandOverWorld();
});
afterAll(() => world.database.close());
beforeEach(async () => {
  await world.reset();
  fingers = fingersOn(handOverListeners);
});

describe('/handover', () => {
  test('opens a form of everything somebody has open, with an heir for each, and offers what was chosen', async () => {
    const first = await world.claimed();
    const second = await world.claimed();
    const leo = world.as('leo', '11:00');

    await fingers.type(leo, '/handover');
    const form = JSON.stringify(fingers.last());
    await fingers.send(leo);

    expect(form).toContain(`#${first.number}`);
    expect(form).toContain(`#${second.number}`);
    const offers = await world.offers();
    expect(offers.map(({ heir, state }) => `${heir} ${state}`)).toStrictEqual(['U0LIA waiting', 'U0MAYA waiting']);
    expect((await world.posts('U0LIA')).join('')).toContain('hand-over.accept');
    expect(await world.ownerOf(first.id)).toBe('U0LEO');
  });

  test('says so when there is nothing to hand over', async () => {
    const said = await fingers.type(world.as('leo', '11:00'), '/handover');

    expect(said?.text).toBe('You have no open cases to hand over, or all are offered already.');
    expect(fingers.shown).toHaveLength(0);
  });

  test('is for nobody else’s cases: an agent has none', async () => {
    await world.claimed();

    const said = await fingers.type(world.as('ana', '11:00'), '/handover');

    expect(said?.text).toBe('You have no open cases to hand over, or all are offered already.');
  });

  test('and its buttons do nothing for a value that somebody made up', async () => {
    const leo = world.as('leo', '11:00');

    for (const key of [
      'hand-over.offer',
      'hand-over.keep',
      'hand-over.accept',
      'hand-over.decline',
      'hand-over.choose',
    ])
      await expect(fingers.press(leo, key, 'made-up')).rejects.toThrow('out of date');
  });
});

test('an offer is answered by whoever it was made to, with the buttons of the message', async () => {
  const { id } = await world.claimed();
  const leo = world.as('leo', '11:00');
  await fingers.type(leo, '/handover');
  await fingers.send(leo);
  const [offer] = await world.offers();
  const heir = offer?.heir === 'U0LIA' ? 'lia' : 'maya';
  const batch = offer?.batch ?? '';

  await expect(fingers.press(world.as('ben', '11:01'), 'hand-over.accept', batch)).rejects.toThrow(
    'Only whoever it was offered to',
  );
  await fingers.press(world.as(heir, '11:02'), 'hand-over.accept', batch);

  expect(await world.ownerOf(id)).toBe(offer?.heir);
});
