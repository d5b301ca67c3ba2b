import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHandOverWorld, TEAM, type HandOverWorld } from '../../../../test/support/hand-over-world.ts';
import { testContext } from '../../../../test/support/context.ts';
import { CARE_US } from '../../../../test/support/northwind.ts';
import { addJob } from '../../../jobs/add-job.ts';
import { transaction } from '../../../core/context.ts';
import type { TakenShift } from '../../../feature.ts';
import { ownerCheck } from '../chain/job-kinds.ts';
import { advance } from './advance-hand-over.ts';
import { followRosterChange } from './follow-roster.ts';
import { watchLeaving } from './job-kinds.ts';
import { lookAtLeaving } from './look-at-leaving.ts';

let world: HandOverWorld;

beforeAll(async () => {
  world = await openHandOverWorld();
});
afterAll(() => world.database.close());
beforeEach(async () => {
  await world.database.sql`truncate shifts, absences cascade`;
  await world.reset();
  // Enough days near to be there by the roster, and by it only.
  for (const slackId of ['U0LEO', 'U0LIA']) {
    for (const day of ['20', '21']) await shift(slackId, `${day}T08:00`, `${day}T16:00`);
  }
});

const berlin = (text: string) => new Date(`2026-03-${text}:00+01:00`);

/** A shift on the roster: `10T08:00`, `10T16:00`. */
async function shift(slackId: string, from: string, to: string, teamId = TEAM): Promise<void> {
  await world.database.sql`
    insert into shifts ${world.database.sql({
      workspace_id: 'T0NORTHWIND',
      team_id: teamId,
      slack_id: slackId,
      starts_local: `2026-03-${from}`,
      ends_local: `2026-03-${to}`,
      time_zone: 'Europe/Berlin',
      start_offset: '+01:00',
      end_offset: '+01:00',
      starts_at: berlin(from),
      ends_at: berlin(to),
      changed_at: berlin(from),
    })}`;
}

const app = (text: string) => testContext(world.database.db, { slackId: 'app', kind: 'system', now: berlin(text) });

/** Leo's shift that Lia has now. */
const taken = (startsAt: string, to: string | null = 'U0LIA'): TakenShift => ({
  from: 'U0LEO',
  to,
  startsAt: berlin(startsAt).toISOString(),
});

const follow = (now: string, ...those: TakenShift[]) =>
  followRosterChange(app(now), { slackIds: ['U0LEO', 'U0LIA'], taken: those });

describe('at the end of a shift', () => {
  test('its owner is asked a quarter of an hour before, whatever their hours are', async () => {
    await shift('U0LEO', '10T08:00', '10T16:00');
    await shift('U0LIA', '10T12:00', '10T20:00');
    await world.claimed();

    await lookAtLeaving(app('10T15:44'), TEAM, 'U0LEO');
    expect(await world.posts('U0LEO')).toHaveLength(0);
    await lookAtLeaving(app('10T15:45'), TEAM, 'U0LEO');

    const [message] = await world.posts('U0LEO');
    expect(message).toContain('Before you go: one open case');
    expect(message).toContain('→ Lia');
  });

  test('a shift that adjoins goes on, for whichever team', async () => {
    await shift('U0LEO', '10T08:00', '10T12:00');
    await shift('U0LEO', '10T12:00', '10T16:00', CARE_US);
    await world.claimed();

    await lookAtLeaving(app('10T11:50'), TEAM, 'U0LEO');

    expect(await world.posts('U0LEO')).toHaveLength(0);
  });

  test('whoever got a longer shift after they were asked keeps what they have', async () => {
    await shift('U0LEO', '10T08:00', '10T14:00');
    const { id } = await world.claimed();
    await lookAtLeaving(app('10T13:45'), TEAM, 'U0LEO');
    await world.database
      .sql`update shifts set ends_at = ${berlin('10T18:00')} where slack_id = 'U0LEO' and starts_at = ${berlin('10T08:00')}`;

    await advance(app('10T14:00'), await world.handOverId());

    expect(await world.offers()).toEqual([]);
    expect(await world.ownerOf(id)).toBe('U0LEO');
  });
});

describe('when somebody else has their shift', () => {
  test('cases are proposed to the taker, and offered when the shift begins', async () => {
    await shift('U0LIA', '12T08:00', '12T16:00');
    await shift('U0LEO', '16T08:00', '16T16:00');
    const { id } = await world.claimed();

    await follow('10T18:00', taken('12T08:00'));
    await follow('10T18:00', taken('12T08:00'));

    const [message, ...more] = await world.posts('U0LEO');
    expect(more).toEqual([]);
    expect(message).toContain('→ Lia');
    expect(message).toContain('Thursday 12 March, 08:00');
    await advance(app('12T08:00'), await world.handOverId());
    expect(await world.offers()).toMatchObject([{ heir: 'U0LIA', caseId: id, state: 'waiting' }]);
  });

  test('in the middle of it, cases are offered at once', async () => {
    await shift('U0LIA', '10T08:00', '10T16:00');
    await shift('U0LEO', '16T08:00', '16T16:00');
    await world.claimed();

    await follow('10T11:00', taken('10T08:00'));
    await advance(app('10T11:00'), await world.handOverId());

    expect(await world.offers()).toMatchObject([{ heir: 'U0LIA', state: 'waiting' }]);
  });

  test('the taker comes first, also before whoever else is there', async () => {
    await shift('U0LIA', '12T08:00', '12T16:00');
    await shift('U0MAYA', '12T08:00', '12T16:00');
    await shift('U0LEO', '16T08:00', '16T16:00');
    await world.claimed();

    await follow('10T18:00', taken('12T08:00', 'U0MAYA'));

    expect((await world.posts('U0LEO'))[0]).toContain('→ Maya');
  });

  test('a taker who may own no case is passed over', async () => {
    await shift('U0ANA', '12T08:00', '12T16:00');
    await shift('U0LIA', '12T08:00', '12T16:00');
    await shift('U0LEO', '16T08:00', '16T16:00');
    await world.claimed();

    await follow('10T18:00', taken('12T08:00', 'U0ANA'));

    expect((await world.posts('U0LEO'))[0]).toContain('→ Lia');
  });

  test('who works before that is not asked yet', async () => {
    await shift('U0LIA', '12T08:00', '12T16:00');
    await shift('U0LEO', '11T08:00', '11T16:00');
    await world.claimed();

    await follow('10T18:00', taken('12T08:00'));

    expect(await world.handOver()).toBeUndefined();
  });

  test('who has it back when it begins keeps what they have', async () => {
    await shift('U0LIA', '12T08:00', '12T16:00');
    await shift('U0LEO', '16T08:00', '16T16:00');
    await world.claimed();
    await follow('10T18:00', taken('12T08:00'));
    await world.database
      .sql`update shifts set slack_id = 'U0LEO' where slack_id = 'U0LIA' and starts_at = ${berlin('12T08:00')}`;

    await advance(app('12T08:00'), await world.handOverId());

    expect(await world.offers()).toEqual([]);
  });
});

describe('timers', () => {
  const due = async () => {
    const rows = await world.database.sql<{ kind: string; key: string; runAt: Date }[]>`
      select kind, dedupe_key as key, run_at as "runAt" from jobs where run_at <= ${new Date()} order by kind`;
    return rows.map(({ kind, key }) => `${kind} ${key}`);
  };

  test.each([
    ['of some people', { slackIds: ['U0LEO'], taken: [] }],
    ['of a team', { teamId: TEAM }],
  ])('that wait for an owner look anew after a change %s', async (_what, change) => {
    const { id } = await world.claimed();
    await transaction(app('10T10:00'), (tx) =>
      addJob(tx, app('10T10:00'), ownerCheck, { caseId: id }, { dedupeKey: id, runAt: new Date('2040-01-01') }),
    );
    await world.database.sql`update jobs set run_at = '2040-01-01'`;

    await followRosterChange(app('10T10:00'), change);

    expect(await due()).toEqual(
      expect.arrayContaining([`${watchLeaving.name} ${TEAM}:U0LEO`, `${ownerCheck.name} ${id}`]),
    );
  });

  test('of others stay as they are', async () => {
    await world.claimed();
    await world.database.sql`update jobs set run_at = '2040-01-01'`;

    await followRosterChange(app('10T10:00'), { slackIds: ['U0LIA'], taken: [] });

    expect(await due()).toEqual([]);
  });
});
