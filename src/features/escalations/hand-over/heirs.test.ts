import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newRequest, outcomeOf, resolving } from '../../../../test/support/cases.ts';
import { openHandOverWorld, type HandOverWorld } from '../../../../test/support/hand-over-world.ts';
import { resolveCase } from '../handling/resolve-case.ts';
import { takeOverCase } from '../handling/take-over-case.ts';
import { advance } from './advance-hand-over.ts';
import { acceptOffer, declineOffer, takeOffered } from './answer-offer.ts';
import { startHandOver } from './start-hand-over.ts';

let world: HandOverWorld;

beforeAll(async () => {
  world = await openHandOverWorld();
});
afterAll(() => world.database.close());
beforeEach(() => world.reset());

describe('an heir', () => {
  async function offered(count = 1): Promise<readonly { id: string; number: number }[]> {
    await world.database.sql`delete from hand_overs`;
    const cases = [];
    for (let each = 0; each < count; each += 1) cases.push(await world.claimed());
    const choices = cases.map(({ id }) => ({ caseId: id, heir: 'U0LIA', note: 'She is angry about the <wait>.' }));
    await startHandOver(world.as('leo', '13:00'), { requestId: newRequest(), choices });
    return cases;
  }

  test('gets one message with all that is offered, and the notes', async () => {
    await offered(3);

    const [message, ...more] = await world.posts('U0LIA');
    expect(more).toHaveLength(0);
    expect(message).toContain('Leo hands over 3 cases');
    expect(message).toContain('Accept all');
    expect(message).toContain('She is angry about the <wait>.');
  });

  test('accepts all: each changes hands, and the log says so', async () => {
    const cases = await offered(2);

    const answered = await acceptOffer(world.as('lia', '13:05'), { batch: await world.batchOf('U0LIA') });

    expect([...answered.taken].toSorted((a, b) => a - b)).toStrictEqual(cases.map(({ number }) => number));
    for (const { id } of cases) expect(await world.ownerOf(id)).toBe('U0LIA');
    const [entry] = await world.database
      .sql`select by, text, detail from case_entries where kind = 'handed-over' limit 1`;
    expect(entry).toMatchObject({ by: 'U0LIA', detail: { from: 'U0LEO', to: 'U0LIA' } });
    expect(await world.handOver()).toMatchObject({ stage: 'done' });
  });

  test('accepts twice, and has it once', async () => {
    const [one] = await offered();
    const batch = await world.batchOf('U0LIA');

    await acceptOffer(world.as('lia', '13:05'), { batch });
    const again = await acceptOffer(world.as('lia', '13:06'), { batch });

    expect(again).toStrictEqual({ taken: [one?.number], tooLate: [] });
    const entries = await world.database.sql`select id from case_entries where kind = 'handed-over'`;
    expect(entries).toHaveLength(1);
  });

  test('is told what was closed or taken meanwhile', async () => {
    const [closed, taken, left] = await offered(3);
    await resolveCase(world.as('leo', '13:01'), resolving(closed?.id ?? ''));
    await takeOverCase(world.as('maya', '13:02'), { caseId: taken?.id ?? '', from: 'U0LEO' });

    const answered = await acceptOffer(world.as('lia', '13:05'), { batch: await world.batchOf('U0LIA') });

    expect(answered.taken).toStrictEqual([left?.number]);
    expect(answered.tooLate.toSorted((a, b) => a - b)).toStrictEqual([closed?.number, taken?.number]);
    expect(await world.ownerOf(taken?.id ?? '')).toBe('U0MAYA');
  });

  test('declines: it goes to one other, then to the group', async () => {
    const [one] = await offered();

    await declineOffer(world.as('lia', '13:05'), { batch: await world.batchOf('U0LIA') });
    expect(await world.posts('U0MAYA')).toHaveLength(1);
    await declineOffer(world.as('maya', '13:06'), { batch: await world.batchOf('U0MAYA') });
    await advance(world.app('13:07'), await world.handOverId());

    const [group, ...more] = await world.posts('C0CAREESC');
    expect(more).toHaveLength(0);
    expect(group).toContain('<@U0LIA>');
    expect(group).not.toContain('<@U0LEO>');
    await takeOffered(world.as('lia', '13:10'), { handOverId: await world.handOverId(), caseId: one?.id ?? '' });
    expect(await world.ownerOf(one?.id ?? '')).toBe('U0LIA');
  });

  test('silence is passed on after the giver has left, and ends in the pool while the team is open', async () => {
    const [one] = await offered();
    const id = await world.handOverId();

    await advance(world.app('14:14'), id);
    expect(await world.posts('U0MAYA')).toHaveLength(0);
    await advance(world.app('14:15'), id);
    expect(await world.posts('U0MAYA')).toHaveLength(1);
    await advance(world.app('14:30'), id);
    await advance(world.app('14:30'), id);
    expect(await world.posts('C0CAREESC')).toHaveLength(1);
    expect(await world.ownerOf(one?.id ?? '')).toBe('U0LEO');
    await advance(world.app('14:45'), id);

    expect(await world.ownerOf(one?.id ?? '')).toBeNull();
    expect(await world.handOver()).toMatchObject({ stage: 'done' });
    const [entry] = await world.database.sql`select by, detail from case_entries where kind = 'given-back'`;
    expect(entry).toMatchObject({ by: 'app', detail: { from: 'U0LEO', because: 'nobody-took-it' } });
  });

  test('two who press at once: one has it, the other is told', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one] = await offered();
      const id = await world.handOverId();
      const caseId = one?.id ?? '';

      const outcomes = await Promise.all([
        takeOffered(world.as('lia', '13:10'), { handOverId: id, caseId }),
        takeOffered(world.as('maya', '13:10'), { handOverId: id, caseId }),
      ]);

      expect(outcomes.flatMap(({ taken }) => taken)).toStrictEqual([one?.number]);
      expect(outcomes.flatMap(({ tooLate }) => tooLate)).toStrictEqual([one?.number]);
    }
  });

  test.each([
    ['maya', 'Only whoever it was offered to can answer.'],
    ['ana', 'Only whoever it was offered to can answer.'],
  ] as const)('%s cannot answer for her', async (name, words) => {
    await offered();
    const batch = await world.batchOf('U0LIA');

    expect(await outcomeOf((ctx) => acceptOffer(ctx, { batch }), world.as(name, '13:05'))).toBe(words);
  });

  test('who is no lead any more cannot accept', async () => {
    const [one] = await offered();
    const batch = await world.batchOf('U0LIA');
    const demoted = { ...world.as('lia', '13:05'), actor: { ...world.as('lia', '13:05').actor, memberships: [] } };

    expect(await outcomeOf((ctx) => acceptOffer(ctx, { batch }), demoted)).toContain('can claim this case');
    expect(await world.ownerOf(one?.id ?? '')).toBe('U0LEO');
  });
});
