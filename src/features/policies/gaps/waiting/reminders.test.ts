import { describe, expect, it } from 'vitest';
import { asked, posts, queued, type Queued } from '../../../../../test/support/gaps.ts';
import { CARE, type CastName } from '../../../../../test/support/northwind.ts';
import { publishedPolicy } from '../../../../../test/support/policies.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { theApp, transaction } from '../../../../core/context.ts';
import { answerGap } from '../answering/answer-gap.ts';
import { handOn } from './hand-on.ts';
import { lookAtGapsOf, lookAtOpenGap, tellOfLateGap } from './look-at-gap.ts';

const world = usePolicyWorld();

const as = (name: CastName) => world.as(name);

describe('reminders', () => {
  /** As the app does when its timer comes due. */
  async function look(gapId: string, at: string): Promise<readonly Queued[]> {
    await world.database.sql`truncate outbox_messages`;
    const ctx = { ...as('maya'), actor: theApp };
    ctx.clock.set(new Date(at));
    await lookAtOpenGap(ctx, { gapId });
    return posts(world.database);
  }

  it('go to its owner half-way and when it is due, then to its managers once', async () => {
    const { policy } = await publishedPolicy(as('maya'), { owner: 'U0LEO' });
    const { gap } = await asked(world.database, as('ana'), 'late returns of opened lamps');
    expect([gap.owner, gap.nearestPolicyId]).toEqual(['U0LEO', policy.id]);

    const sent = [];
    for (const at of ['10T12:59', '10T13:00', '10T13:01', '11T08:59', '11T09:00', '11T12:00', '11T13:00'])
      sent.push((await look(gap.id, `2026-03-${at}:00Z`)).map(({ to, text }) => `${to} ${text.slice(0, 26)}`));

    expect(sent).toEqual([
      [],
      ['U0LEO GAP-1 still waits for you,'],
      [],
      [],
      ['U0LEO The answer to GAP-1 was du'],
      [],
      ['U0ANA Your question was to be an'],
    ]);
    expect(
      await world.database.sql`select payload->>'slackId' as who from jobs where kind = 'policies.tell-late-gap'`,
    ).toEqual([{ who: 'U0MAYA' }]);
    await tellOfLateGap({ ...as('maya'), actor: theApp }, { gapId: gap.id, slackId: 'U0MAYA' });
    expect((await posts(world.database)).find(({ to }) => to === 'U0MAYA')?.text).toContain(
      'Leo has not answered a question',
    );
  });

  it.each([
    ['manages the team no more', `update members set role = 'agent' where slack_id = 'U0MAYA'`],
    ['has left', `update people set kind = 'deactivated' where slack_id = 'U0MAYA'`],
    ['is to answer it', `update policy_gaps set owner = 'U0MAYA'`],
  ])('tell a manager of a late one no more who %s by then', async (_who, statement) => {
    await publishedPolicy(as('maya'), { owner: 'U0LEO' });
    const { gap } = await asked(world.database, as('ana'), 'late returns of opened lamps');
    await world.database.sql`truncate outbox_messages`;
    await world.database.sql.unsafe(statement);

    await tellOfLateGap({ ...as('maya'), actor: theApp }, { gapId: gap.id, slackId: 'U0MAYA' });
    await world.database.sql`update members set role = 'manager' where slack_id = 'U0MAYA'`;
    await world.database.sql`update people set kind = 'full' where slack_id = 'U0MAYA'`;

    expect(await posts(world.database)).toEqual([]);
  });

  it('begin anew for whoever it is handed on to, however late it is', async () => {
    const { gap } = await asked(world.database, as('ana'));
    for (const at of ['10T13:00', '11T09:00', '11T13:00']) await look(gap.id, `2026-03-${at}:00Z`);
    const maya = as('maya');
    maya.clock.set(new Date('2026-03-18T09:00:00Z'));
    await handOn(maya, { gapId: gap.id, to: 'U0LEO', note: '' });

    const sent = [];
    for (const at of ['18T10:59', '18T11:00', '18T13:00'])
      sent.push((await look(gap.id, `2026-03-${at}:00Z`)).map(({ to, text }) => `${to} ${text.slice(0, 26)}`));

    expect(sent).toEqual([[], ['U0LEO GAP-1 still waits for you,'], ['U0LEO The answer to GAP-1 was du']]);
  });

  it('come again to whoever was reminded before it was handed on and back', async () => {
    await publishedPolicy(as('maya'), { owner: 'U0LEO' });
    const { gap } = await asked(world.database, as('ana'), 'late returns of opened lamps');
    const app = { ...as('maya'), actor: theApp };
    const lookAndTell = async (at: string): Promise<void> => {
      app.clock.set(new Date(at));
      await lookAtOpenGap(app, { gapId: gap.id });
      await tellOfLateGap(app, { gapId: gap.id, slackId: 'U0MAYA' });
    };

    await lookAndTell('2026-03-10T13:00:00Z');
    await handOn(as('maya'), { gapId: gap.id, to: 'U0LIA', note: '' });
    await handOn(as('maya'), { gapId: gap.id, to: 'U0LEO', note: '' });
    await lookAndTell('2026-03-11T09:00:00Z');

    const texts = (await posts(world.database)).map(({ to, text }) => `${to} ${text.slice(0, 26)}`);
    expect(texts.filter((text) => /^U0LEO (GAP-1 still waits|The answer to)/.test(text))).toHaveLength(2);
    expect(texts.filter((text) => text.startsWith('U0MAYA Leo has not answered'))).toHaveLength(2);
  });

  it('wait until whoever it is for is there', async () => {
    const { gap } = await asked(world.database, as('ana'));

    expect(await look(gap.id, '2026-03-10T20:00:00Z')).toEqual([]);
    const [job] = await world.database.sql<
      { run_at: Date }[]
    >`select run_at from jobs where kind = 'policies.look-at-gap'`;
    expect(job?.run_at.toISOString() ?? '').toMatch(/2026-03-(10T13|11T08):00/);
    expect(await look(gap.id, '2026-03-11T08:00:00Z')).toHaveLength(1);
  });

  it('end with the answer, and their buttons with them', async () => {
    const { gap } = await asked(world.database, as('ana'));
    await look(gap.id, '2026-03-10T13:00:00Z');

    await answerGap(as('leo'), { gapId: gap.id, answer: 'They stay.', becomes: 'only' });

    const edits = (await queued(world.database)).filter(({ kind }) => kind === 'edit');
    expect(edits.map(({ text }) => text)).toEqual(Array(2).fill('GAP-1: answered by Leo: They stay.'));
    expect(await look(gap.id, '2026-03-11T10:00:00Z')).toEqual([]);
  });

  it('say after an answer who gave it to the manager who was told that it is late, and to whoever gave it', async () => {
    await publishedPolicy(as('maya'), { owner: 'U0LEO' });
    const { gap } = await asked(world.database, as('ana'), 'late returns of opened lamps');
    await look(gap.id, '2026-03-11T13:00:00Z');
    await tellOfLateGap({ ...as('maya'), actor: theApp }, { gapId: gap.id, slackId: 'U0MAYA' });

    await answerGap(as('maya'), { gapId: gap.id, answer: 'They stay.', becomes: 'only' });

    const edits = (await queued(world.database)).filter(({ kind }) => kind === 'edit');
    expect(edits.map(({ to, text }) => `${to} ${text}`)).toEqual([
      'U0LEO GAP-1: answered by Maya: They stay.',
      'U0LEO GAP-1: answered by Maya: They stay.',
      'U0MAYA GAP-1: answered by you: They stay.',
    ]);
  });

  it.each([
    ['the workspace', 'update people set kind = $1 where slack_id = $2', ['deactivated', 'U0MAYA']],
    ['the team', 'delete from members where role = $1 and slack_id = $2', ['manager', 'U0MAYA']],
  ])('go on with another owner where the first one has left %s', async (_what, statement, values) => {
    const { gap } = await asked(world.database, as('ana'));
    await world.database.sql.unsafe(statement, values);
    const app = { ...as('maya'), actor: theApp };

    await transaction(app, (tx) => lookAtGapsOf(tx, app, CARE));
    const sent = await look(gap.id, '2026-03-10T09:30:00Z');

    expect(sent.map(({ to, text }) => `${to} ${text.slice(0, 31)}`)).toEqual([
      'U0ANA Leo is to answer your question ',
      'U0LEO A question of Maya, who cannot ',
    ]);
    await world.database.sql`update people set kind = 'full' where slack_id = 'U0MAYA'`;
    await world.database.sql`insert into members (workspace_id, team_id, slack_id, role, source)
      values ('T0NORTHWIND', ${CARE}, 'U0MAYA', 'manager', 'picked') on conflict do nothing`;
  });
});
