import type { Ctx } from '../../../../core/context.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../../../test/support/cases.ts';
import { CARE } from '../../../../../test/support/northwind.ts';
import { forgetPolicies, publishedPolicy } from '../../../../../test/support/policies.ts';
import { live, onDay, sent } from '../../../../../test/support/policy-days.ts';
import { clearOutbox, queuedMessages } from '../../../../../test/support/queued-messages.ts';
import { systemAt } from '../../../../../test/support/timers.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { followTeam } from '../daily-round.ts';
import { changeSettings } from '../../library/settings/change-settings.ts';
import { duePage } from '../reviews/due-page.ts';
import { dueWindow } from '../reviews/due-window.ts';
import { giveAll, givePolicy } from './give-policies.ts';
import { givePolicyForm } from './give-form.ts';
import { sayStillTrue } from '../reviews/say-still-true.ts';

const world = usePolicyWorld();

beforeEach(() => world.database.sql`update people set kind = 'full'`);

/** Published on Tuesday 10 March 2026; its review is on Monday 8 June. */
const ofLeo = (title = 'Late returns') => publishedPolicy(world.maya, { title, owner: 'U0LEO' });

async function buttonsOf(slackId: string): Promise<readonly string[]> {
  const queued = await queuedMessages(world.database.sql);
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
    const { policy } = await publishedPolicy(world.maya, { owner: 'U0ANA' });
    await live(world.database, '2026-06-08');
    await clearOutbox(world.database.sql);
    const ana = onDay(world.as('ana'), '2026-06-08');

    await givePolicy(ana, { policyId: policy.id, from: 'U0ANA', to: 'U0LIA' });
    await live(world.database, '2026-06-09');

    expect(await sent(world.database)).toEqual([
      'U0LIA: Ana has given you the policy *Late returns*. You answer for it from now on. Is *Late returns* still true? Last verified on 10 March 2026 by Maya.',
    ]);
    expect(await buttonsOf('U0LIA')).toEqual(['Open', 'Still true', 'Change it', 'Read all', 'Not mine any more']);
    expect(await sent(world.database, 'edit')).toEqual(['U0ANA: *Late returns*: Lia answers for it now.']);
    expect(
      await outcomeOf((ctx) => givePolicy(ctx, { policyId: policy.id, from: 'U0LIA', to: 'U0LEO' }), ana),
    ).toContain('Only managers and directors of Northwind Care');
  });

  it.each([
    ['U0BEN', 'Its owner has to be among those who may read it.'],
    ['U0LOU', 'Its owner has to be on the team that keeps it.'],
  ])('never to %s, whom Settings would refuse and the form does not offer', async (to, refusal) => {
    const audience = { teams: [CARE], roles: ['manager' as const] };
    const { policy } = await publishedPolicy(world.maya, { owner: 'U0LEO', audience });
    const change = (owner: string) => (ctx: Ctx) => changeSettings(ctx, { policyId: policy.id, owner });

    expect(await outcomeOf((ctx) => givePolicy(ctx, { policyId: policy.id, from: 'U0LEO', to }), world.leo)).toBe(
      refusal,
    );
    expect(await outcomeOf(change(to), world.leo)).toBe(refusal);
    expect(JSON.stringify(await givePolicyForm(world.leo, policy.id))).not.toContain(`"${to}"`);
  });

  it('to an agent who may read it, as in Settings', async () => {
    const { policy } = await ofLeo();

    expect(JSON.stringify(await givePolicyForm(world.leo, policy.id))).toContain('"U0BEN"');
    expect(await givePolicy(world.leo, { policyId: policy.id, from: 'U0LEO', to: 'U0BEN' })).toMatchObject({
      owner: 'U0BEN',
    });
  });

  it('by its settings: what its owner was asked says so, and the next one is asked', async () => {
    const { policy } = await ofLeo();
    await live(world.database, '2026-06-08');
    await clearOutbox(world.database.sql);

    await changeSettings(onDay(world.maya, '2026-06-08'), { policyId: policy.id, owner: 'U0LIA' });
    await live(world.database, '2026-06-09');

    expect(await sent(world.database, 'edit')).toEqual(['U0LEO: *Late returns*: Lia answers for it now.']);
    expect(await sent(world.database)).toEqual([
      'U0LIA: Maya has given you the policy *Late returns*. You answer for it from now on. Is *Late returns* still true? Last verified on 10 March 2026 by Maya.',
    ]);
  });

  it('before its review is due: whoever has it now is told by whom, and asked on the day', async () => {
    const { policy } = await ofLeo();
    await clearOutbox(world.database.sql);

    await givePolicy(onDay(world.leo, '2026-06-07'), { policyId: policy.id, from: 'U0LEO', to: 'U0LIA' });
    const buttons = await buttonsOf('U0LIA');
    await live(world.database, '2026-06-08');

    expect(await sent(world.database)).toEqual([
      'U0LIA: Leo has given you the policy *Late returns*. You answer for it from now on.',
      'U0LIA: Is *Late returns* still true? Last verified on 10 March 2026 by Maya.',
    ]);
    expect(buttons).toEqual(['Open']);
  });

  it('while its review is due: what told its new owner shows what they said', async () => {
    const { policy } = await ofLeo();
    await live(world.database, '2026-06-08');
    await givePolicy(onDay(world.leo, '2026-06-08'), { policyId: policy.id, from: 'U0LEO', to: 'U0LIA' });
    await clearOutbox(world.database.sql);

    await sayStillTrue(onDay(world.as('lia'), '2026-06-08'), policy.id);

    expect(await sent(world.database, 'edit')).toEqual([
      'U0LIA: :white_check_mark: *Late returns*: Lia said on 8 June 2026 that it is true. Next review: 6 September 2026.',
    ]);
  });

  it('whoever answers for a policy and may not write it is not offered to change it', async () => {
    const { policy } = await publishedPolicy(world.maya, { owner: 'U0ANA' });
    await clearOutbox(world.database.sql);

    await live(world.database, '2026-06-08');
    const page = dueWindow(await duePage(onDay(world.as('ana'), '2026-06-08'), 0));

    expect(await buttonsOf('U0ANA')).toEqual(['Still true', 'Read all', 'Not mine any more']);
    expect(labels(JSON.stringify(page))).toEqual(['Still true', 'Read all', 'Not mine any more']);
    expect(policy.owner).toBe('U0ANA');
  });

  it('when its owner leaves: the manager hears once, and gives all of it to somebody else', async () => {
    await ofLeo();
    await ofLeo('Gift cards');
    await clearOutbox(world.database.sql);
    await world.database.sql`update people set kind = 'deactivated' where slack_id = 'U0LEO'`;

    await followTeam(systemAt(world.database, new Date('2026-03-14T10:00:00Z')), CARE);
    await followTeam(systemAt(world.database, new Date('2026-03-14T11:00:00Z')), CARE);
    await live(world.database, '2026-03-14', '2026-03-18');

    expect(await sent(world.database)).toEqual([
      'U0MAYA: Leo is not on Northwind Care any more and still answers for 2 policies: *Gift cards* and *Late returns*.',
    ]);
    await clearOutbox(world.database.sql);

    const given = await giveAll(onDay(world.maya, '2026-03-18'), { teamId: CARE, from: 'U0LEO', to: 'U0LIA' });

    expect(given.map(({ owner }) => owner)).toEqual(['U0LIA', 'U0LIA']);
    expect(await sent(world.database)).toEqual([
      'U0LIA: Maya has given you 2 policies: *Gift cards* and *Late returns*. You answer for them from now on.',
    ]);
    expect(await sent(world.database, 'edit')).toEqual([
      'U0MAYA: Every policy of Northwind Care has an owner who is there and may open it.',
    ]);
    expect(await outcomeOf((ctx) => giveAll(ctx, { teamId: CARE, from: 'U0LEO', to: 'U0LIA' }), world.maya)).toContain(
      'given to somebody else already',
    );
  });

  it('when its owner may not open it any more: the manager hears of it alone, and gives it to somebody else', async () => {
    await ofLeo();
    await publishedPolicy(world.maya, { title: 'Bonus', owner: 'U0LEO', audience: { teams: null, roles: ['lead'] } });
    await clearOutbox(world.database.sql);
    await world.database.sql`update members set role = 'agent' where slack_id = 'U0LEO'`;

    await followTeam(systemAt(world.database, new Date('2026-03-10T10:00:00Z')), CARE);
    await live(world.database, '2026-03-10', '2026-03-12');

    expect(await sent(world.database)).toEqual([
      'U0MAYA: Leo may not open the policy *Bonus* of Northwind Care any more and still answers for it.',
    ]);
    await clearOutbox(world.database.sql);

    const given = await giveAll(onDay(world.maya, '2026-03-12'), { teamId: CARE, from: 'U0LEO', to: 'U0LIA' });

    expect(given.map(({ title }) => title)).toEqual(['Bonus']);
    expect(await sent(world.database, 'edit')).toEqual([
      'U0MAYA: Every policy of Northwind Care has an owner who is there and may open it.',
    ]);
    await world.database.sql`update members set role = 'lead' where slack_id = 'U0LEO'`;
  });

  it('only by those who may: agents and other teams give away nothing', async () => {
    const { policy } = await ofLeo();

    for (const name of ['ben', 'lou', 'amy'] as const) {
      const ctx = world.as(name);
      expect(await outcomeOf((by) => giveAll(by, { teamId: CARE, from: 'U0LEO', to: 'U0LIA' }), ctx)).toContain('Only');
      expect(await outcomeOf((by) => givePolicy(by, { policyId: policy.id, from: 'U0LEO', to: 'U0LIA' }), ctx)).toMatch(
        /Only|There is no such policy/,
      );
    }
  });
});

describe('at the same time', () => {
  it('two who say that it is still true say so once', async () => {
    const { policy } = await ofLeo();
    const both = [onDay(world.leo, '2026-06-08'), onDay(world.maya, '2026-06-08')];

    const said = await Promise.all(both.map((ctx) => sayStillTrue(ctx, policy.id)));

    expect(said.filter((text) => text.startsWith('Thank you'))).toHaveLength(1);
    expect(said.filter((text) => text.startsWith('Somebody has said today already'))).toHaveLength(1);
    const rows = await world.database.sql`select 1 from audit_log where action = 'policy.verified'`;
    expect(rows).toHaveLength(1);
  });

  it('two who hand it on: one does, the other is told whose it is', async () => {
    const { policy } = await ofLeo();

    const both = await Promise.all([
      outcomeOf((ctx) => givePolicy(ctx, { policyId: policy.id, from: 'U0LEO', to: 'U0LIA' }), world.leo),
      outcomeOf((ctx) => givePolicy(ctx, { policyId: policy.id, from: 'U0LEO', to: 'U0DORA' }), world.maya),
    ]);

    const told = both.filter((each) => typeof each === 'string');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/Only managers|(Lia|Dora) answers for it now\./);
  });

  it('a hand-over and the old owner’s click: whoever is not the owner any more says nothing', async () => {
    for (let round = 0; round < 4; round += 1) {
      await forgetPolicies(world.database);
      onDay(world.maya, '2026-03-10');
      const { policy } = await ofLeo();
      onDay(world.leo, '2026-06-08');

      const [said] = await Promise.all([
        outcomeOf((ctx) => sayStillTrue(ctx, policy.id), world.leo),
        givePolicy(onDay(world.maya, '2026-06-08'), { policyId: policy.id, from: 'U0LEO', to: 'U0LIA' }),
      ]);

      const log = await world.database.sql<{ action: string }[]>`
        select action from audit_log where action in ('policy.verified', 'policy.given') order by id`;
      const order = log.map(({ action }) => action);
      const isRefused = said.startsWith('Only');
      expect(order).toEqual([...(isRefused ? [] : ['policy.verified']), 'policy.given']);
    }
  });
});
