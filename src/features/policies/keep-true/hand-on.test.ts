import type { Ctx } from '../../../core/context.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../../test/support/cases.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { CARE, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { forgetPolicies, publishedPolicy } from '../../../../test/support/policies.ts';
import { live, onDay, sent } from '../../../../test/support/policy-days.ts';
import { clearOutbox, queuedMessages } from '../../../../test/support/queued-messages.ts';
import { systemAt } from '../../../../test/support/timers.ts';
import { followTeam } from './daily-round.ts';
import { changeSettings } from '../library/change-settings.ts';
import { duePage } from './due-page.ts';
import { dueWindow } from './due-window.ts';
import { giveAll, handOn } from './hand-on.ts';
import { handOnForm } from './hand-on-form.ts';
import { sayStillTrue } from './say-still-true.ts';

let database: TestDatabase;
let northwind: Northwind;
let maya: ReturnType<Northwind['as']>;
let leo: ReturnType<Northwind['as']>;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await forgetPolicies(database);
  await database.sql`update people set kind = 'full'`;
  maya = northwind.as('maya');
  leo = northwind.as('leo');
});

/** Published on Tuesday 10 March 2026; its review is on Monday 8 June. */
const ofLeo = (title = 'Late returns') => publishedPolicy(maya, { title, owner: 'U0LEO' });

async function buttonsOf(slackId: string): Promise<readonly string[]> {
  const queued = await queuedMessages(database.sql);
  const posted = queued.filter(({ kind, channel }) => kind === 'post' && channel === slackId);
  return posted.flatMap(({ payload }) => labels(payload));
}

/** Of all buttons, in order. */
function labels(json: string): readonly string[] {
  const found: string[] = [];
  JSON.parse(json, (_key, value: { type?: unknown; text?: { text: string } } | null) => {
    if (value?.type === 'button' && value.text) found.push(value.text.text);
    return value;
  });
  return found;
}

describe('a policy changes hands', () => {
  it('by its owner, who may be an agent, to somebody who may write: they are told, and asked from then on', async () => {
    const { policy } = await publishedPolicy(maya, { owner: 'U0ANA' });
    await live(database, '2026-06-08');
    await clearOutbox(database.sql);
    const ana = onDay(northwind.as('ana'), '2026-06-08');

    await handOn(ana, { policyId: policy.id, from: 'U0ANA', to: 'U0LIA' });
    await live(database, '2026-06-09');

    expect(await sent(database)).toEqual([
      'U0LIA: Ana has given you the policy *Late returns*. You answer for it from now on. Is *Late returns* still true? Last verified on 10 March 2026 by Maya.',
    ]);
    expect(await buttonsOf('U0LIA')).toEqual(['Open', 'Still true', 'Change it', 'Read all', 'Not mine any more']);
    expect(await sent(database, 'edit')).toEqual(['U0ANA: *Late returns*: Lia answers for it now.']);
    expect(await outcomeOf((ctx) => handOn(ctx, { policyId: policy.id, from: 'U0LIA', to: 'U0LEO' }), ana)).toContain(
      'Only managers and directors of Northwind Care',
    );
  });

  it.each([
    ['U0BEN', 'Its owner has to be among those who may read it.'],
    ['U0LOU', 'Its owner has to be on the team that keeps it.'],
  ])('never to %s, whom Settings would refuse and the form does not offer', async (to, refusal) => {
    const audience = { teams: [CARE], roles: ['manager' as const] };
    const { policy } = await publishedPolicy(maya, { owner: 'U0LEO', audience });
    const change = (owner: string) => (ctx: Ctx) => changeSettings(ctx, { policyId: policy.id, owner });

    expect(await outcomeOf((ctx) => handOn(ctx, { policyId: policy.id, from: 'U0LEO', to }), leo)).toBe(refusal);
    expect(await outcomeOf(change(to), leo)).toBe(refusal);
    expect(JSON.stringify(await handOnForm(leo, policy.id))).not.toContain(`"${to}"`);
  });

  it('to an agent who may read it, as in Settings', async () => {
    const { policy } = await ofLeo();

    expect(JSON.stringify(await handOnForm(leo, policy.id))).toContain('"U0BEN"');
    expect(await handOn(leo, { policyId: policy.id, from: 'U0LEO', to: 'U0BEN' })).toMatchObject({ owner: 'U0BEN' });
  });

  it('by its settings: what its owner was asked says so, and the next one is asked', async () => {
    const { policy } = await ofLeo();
    await live(database, '2026-06-08');
    await clearOutbox(database.sql);

    await changeSettings(onDay(maya, '2026-06-08'), { policyId: policy.id, owner: 'U0LIA' });
    await live(database, '2026-06-09');

    expect(await sent(database, 'edit')).toEqual(['U0LEO: *Late returns*: Lia answers for it now.']);
    expect(await sent(database)).toEqual([
      'U0LIA: Maya has given you the policy *Late returns*. You answer for it from now on. Is *Late returns* still true? Last verified on 10 March 2026 by Maya.',
    ]);
  });

  it('before its review is due: whoever has it now is told by whom, and asked on the day', async () => {
    const { policy } = await ofLeo();
    await clearOutbox(database.sql);

    await handOn(onDay(leo, '2026-06-07'), { policyId: policy.id, from: 'U0LEO', to: 'U0LIA' });
    const buttons = await buttonsOf('U0LIA');
    await live(database, '2026-06-08');

    expect(await sent(database)).toEqual([
      'U0LIA: Leo has given you the policy *Late returns*. You answer for it from now on.',
      'U0LIA: Is *Late returns* still true? Last verified on 10 March 2026 by Maya.',
    ]);
    expect(buttons).toEqual(['Open']);
  });

  it('while its review is due: what told its new owner shows what they said', async () => {
    const { policy } = await ofLeo();
    await live(database, '2026-06-08');
    await handOn(onDay(leo, '2026-06-08'), { policyId: policy.id, from: 'U0LEO', to: 'U0LIA' });
    await clearOutbox(database.sql);

    await sayStillTrue(onDay(northwind.as('lia'), '2026-06-08'), policy.id);

    expect(await sent(database, 'edit')).toEqual([
      'U0LIA: :white_check_mark: *Late returns*: Lia said on 8 June 2026 that it is true. Next review: 6 September 2026.',
    ]);
  });

  it('whoever answers for a policy and may not write it is not offered to change it', async () => {
    const { policy } = await publishedPolicy(maya, { owner: 'U0ANA' });
    await clearOutbox(database.sql);

    await live(database, '2026-06-08');
    const page = dueWindow(await duePage(onDay(northwind.as('ana'), '2026-06-08'), 0));

    expect(await buttonsOf('U0ANA')).toEqual(['Still true', 'Read all', 'Not mine any more']);
    expect(labels(JSON.stringify(page))).toEqual(['Still true', 'Read all', 'Not mine any more']);
    expect(policy.owner).toBe('U0ANA');
  });

  it('when its owner leaves: the manager hears once, and gives all of it to somebody else', async () => {
    await ofLeo();
    await ofLeo('Gift cards');
    await clearOutbox(database.sql);
    await database.sql`update people set kind = 'deactivated' where slack_id = 'U0LEO'`;

    await followTeam(systemAt(database, new Date('2026-03-14T10:00:00Z')), CARE);
    await followTeam(systemAt(database, new Date('2026-03-14T11:00:00Z')), CARE);
    await live(database, '2026-03-14', '2026-03-18');

    expect(await sent(database)).toEqual([
      'U0MAYA: Leo is not on Northwind Care any more and still answers for 2 policies: *Gift cards* and *Late returns*.',
    ]);
    await clearOutbox(database.sql);

    const given = await giveAll(onDay(maya, '2026-03-18'), { teamId: CARE, from: 'U0LEO', to: 'U0LIA' });

    expect(given.map(({ owner }) => owner)).toEqual(['U0LIA', 'U0LIA']);
    expect(await sent(database)).toEqual([
      'U0LIA: Maya has given you 2 policies: *Gift cards* and *Late returns*. You answer for them from now on.',
    ]);
    expect(await sent(database, 'edit')).toEqual(['U0MAYA: Every policy of Northwind Care has an owner who is there.']);
    expect(await outcomeOf((ctx) => giveAll(ctx, { teamId: CARE, from: 'U0LEO', to: 'U0LIA' }), maya)).toContain(
      'given to somebody else already',
    );
  });

  it('only by those who may: agents and other teams give away nothing', async () => {
    const { policy } = await ofLeo();

    for (const name of ['ben', 'lou', 'amy'] as const) {
      const ctx = northwind.as(name);
      expect(await outcomeOf((by) => giveAll(by, { teamId: CARE, from: 'U0LEO', to: 'U0LIA' }), ctx)).toContain('Only');
      expect(await outcomeOf((by) => handOn(by, { policyId: policy.id, from: 'U0LEO', to: 'U0LIA' }), ctx)).toMatch(
        /Only|There is no such policy/,
      );
    }
  });
});

describe('at the same time', () => {
  it('two who say that it is still true say so once', async () => {
    const { policy } = await ofLeo();
    const both = [onDay(leo, '2026-06-08'), onDay(maya, '2026-06-08')];

    const said = await Promise.all(both.map((ctx) => sayStillTrue(ctx, policy.id)));

    expect(said.filter((text) => text.startsWith('Thank you'))).toHaveLength(1);
    expect(said.filter((text) => text.startsWith('Somebody has said today already'))).toHaveLength(1);
    const rows = await database.sql`select 1 from audit_log where action = 'policy.verified'`;
    expect(rows).toHaveLength(1);
  });

  it('two who hand it on: one does, the other is told whose it is', async () => {
    const { policy } = await ofLeo();

    const both = await Promise.all([
      outcomeOf((ctx) => handOn(ctx, { policyId: policy.id, from: 'U0LEO', to: 'U0LIA' }), leo),
      outcomeOf((ctx) => handOn(ctx, { policyId: policy.id, from: 'U0LEO', to: 'U0DORA' }), maya),
    ]);

    const told = both.filter((each) => typeof each === 'string');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/Only managers|(Lia|Dora) answers for it now\./);
  });

  it('a hand-over and the old owner’s click: whoever is not the owner any more says nothing', async () => {
    for (let round = 0; round < 4; round += 1) {
      await forgetPolicies(database);
      onDay(maya, '2026-03-10');
      const { policy } = await ofLeo();
      onDay(leo, '2026-06-08');

      const [said] = await Promise.all([
        outcomeOf((ctx) => sayStillTrue(ctx, policy.id), leo),
        handOn(onDay(maya, '2026-06-08'), { policyId: policy.id, from: 'U0LEO', to: 'U0LIA' }),
      ]);

      const log = await database.sql<{ action: string }[]>`
        select action from audit_log where action in ('policy.verified', 'policy.handed-on') order by id`;
      const order = log.map(({ action }) => action);
      const isRefused = said.startsWith('Only');
      expect(order).toEqual([...(isRefused ? [] : ['policy.verified']), 'policy.handed-on']);
    }
  });
});
