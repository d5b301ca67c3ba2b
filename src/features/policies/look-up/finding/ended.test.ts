import { describe, expect, it } from 'vitest';
import { messageProblems, viewProblems } from '../../../../../test/support/block-check.ts';
import { CARE, CARE_US, type CastName } from '../../../../../test/support/northwind.ts';
import { draftedPolicy, publishedPolicy } from '../../../../../test/support/policies.ts';
import { live, onDay } from '../../../../../test/support/policy-days.ts';
import { OPENED, useLookUps } from '../../../../../test/support/use-look-ups.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { transaction } from '../../../../core/context.ts';
import { endedPolicies } from '../../library/reading/ended-policies.ts';
import { changeSettings } from '../../library/settings/change-settings.ts';
import { archive, restore } from '../../library/publishing/archive.ts';
import { publish } from '../../library/publishing/publish.ts';
import { suggest } from '../../in-cases/suggest.ts';
import { answerMessage } from '../answer/answer-message.ts';
import { answerWindow } from '../answer/answer-window.ts';
import { readAll } from '../reading/read-all.ts';
import { readWindow } from '../reading/read-window.ts';
import { sharePassage } from '../sharing/share-passage.ts';
import { lookUp } from './look-up.ts';

const world = usePolicyWorld();
useLookUps(world);

const LAST = '2026-03-12';
const endsSoon = (written: Parameters<typeof publishedPolicy>[1] = {}) =>
  publishedPolicy(world.as('maya'), { expiresOn: LAST, ...written });
const asksAt = (name: CastName, instant: string, query = OPENED) =>
  lookUp(world.asAt(name, instant), { query, place: 'command' });
const asksOn = (name: CastName, date: string, query?: string) => asksAt(name, `${date}T09:00:00Z`, query);
const archivedOn = (policyId: string, date: string) =>
  archive(onDay(world.as('maya'), date), { policyId, because: 'It was wrong.' });
const onlyTeam = (team: string) => ({ audience: { teams: [team], roles: null } });

describe('a policy that ended', () => {
  it('is named on the day after with its last day, and is no answer', async () => {
    const { policy, revision } = await endsSoon();

    const found = await asksOn('ana', '2026-03-13');

    expect(found).toMatchObject({
      answered: false,
      ended: { policyId: policy.id, revisionId: revision.id, title: 'Late returns', endedOn: LAST, isSure: true },
    });
    expect(JSON.stringify(found.passages)).not.toContain('Opened headphones');
  });

  it('answers until midnight where the team is, and is named from then on', async () => {
    await endsSoon();

    const before = await asksAt('ana', '2026-03-12T22:59:59Z');
    const after = await asksAt('ana', '2026-03-12T23:00:00Z');

    expect([before.answered, before.ended]).toEqual([true, undefined]);
    expect([after.answered, after.ended?.endedOn]).toEqual([false, LAST]);
  });

  it.each(['ended', 'was archived'])('is named for 90 days after it %s, and is in the index no longer', async (how) => {
    const { policy } = await publishedPolicy(world.as('maya'), how === 'ended' ? { expiresOn: LAST } : {});
    if (how !== 'ended') await archivedOn(policy.id, LAST);
    const indexed = async () =>
      (await world.database.sql`select 1 from search_units where document_id = ${policy.id} limit 1`).length;

    await live(world.database, '2026-06-09');
    const [last, held] = [await asksOn('ana', '2026-06-09'), await indexed()];
    const next = await asksOn('ana', '2026-06-11');
    await live(world.database, '2026-06-11');

    expect([last.ended?.title, held]).toEqual(['Late returns', 1]);
    expect([next.ended, await indexed()]).toEqual([undefined, 0]);
  });

  it('is named beside what answers now', async () => {
    await endsSoon();
    await publishedPolicy(world.as('maya'), {
      title: 'Returns of opened goods',
      markdown: 'Opened headphones: return within 7 days.',
    });

    const found = await asksOn('ana', '2026-03-13');

    expect(found).toMatchObject({ answered: true, ended: { title: 'Late returns' } });
    expect(found.passages[0]?.view.policy.title).toBe('Returns of opened goods');
  });

  it('is not named once it counts again', async () => {
    const { policy } = await endsSoon();
    const after = onDay(world.as('maya'), '2026-03-13');
    const { revision } = await draftedPolicy(after, { policyId: policy.id });
    await publish(after, { revisionId: revision.id, version: revision.version });

    expect(await asksOn('ana', '2026-03-14')).toMatchObject({ answered: true, ended: undefined });
  });

  it('is named to nobody who asks about something else', async () => {
    await endsSoon();

    expect((await asksOn('ana', '2026-03-13', 'which wine goes with grilled salmon')).ended).toBeUndefined();
  });
});

describe('a policy that was archived', () => {
  it('is named with the day of that, until it is restored', async () => {
    const { policy } = await publishedPolicy(world.as('maya'));
    await archivedOn(policy.id, '2026-03-12');

    const archived = await asksOn('ana', '2026-03-13');
    await restore(onDay(world.as('maya'), '2026-03-14'), { policyId: policy.id });
    const restored = await asksOn('ana', '2026-03-15');

    expect(archived).toMatchObject({ answered: false, ended: { title: 'Late returns', endedOn: '2026-03-12' } });
    expect(restored).toMatchObject({ answered: true, ended: undefined });
  });

  it('is named as it ended, where it was restored after its last day', async () => {
    const { policy } = await endsSoon();
    await archivedOn(policy.id, '2026-03-11');
    await restore(onDay(world.as('maya'), '2026-03-16'), { policyId: policy.id });

    expect((await asksOn('ana', '2026-03-17')).ended?.endedOn).toBe(LAST);
  });

  it('is not named where it never counted', async () => {
    const { policy } = await publishedPolicy(world.as('maya'), { effectiveFrom: '2026-03-20' });
    await archivedOn(policy.id, '2026-03-12');

    expect((await asksOn('ana', '2026-03-21')).ended).toBeUndefined();
  });
});

describe('whoever may not read it', () => {
  it('hears nothing of it, and may not read it by a made-up button', async () => {
    const ended = await endsSoon(onlyTeam(CARE_US));
    const { policy, revision } = await publishedPolicy(world.as('maya'), { title: 'Headphones', ...onlyTeam(CARE_US) });
    await archivedOn(policy.id, '2026-03-12');

    expect((await asksOn('ana', '2026-03-13')).ended).toBeUndefined();
    for (const { id } of [ended.revision, revision])
      await expect(readAll(world.asAt('ana', '2026-03-13T09:00:00Z'), id)).rejects.toThrow('gone');
    expect((await asksOn('amy', '2026-03-13')).ended).toBeDefined();
  });

  it('hears nothing of it although they could once, where it was replaced and had fewer readers when it ended', async () => {
    const { policy } = await publishedPolicy(world.as('maya'));
    const maya = onDay(world.as('maya'), '2026-03-11');
    const { revision } = await draftedPolicy(maya, { policyId: policy.id });
    await publish(maya, { revisionId: revision.id, version: revision.version, expiresOn: LAST });
    await changeSettings(maya, { policyId: policy.id, audience: { teams: [CARE], roles: ['lead'] } });

    expect((await asksOn('ana', '2026-03-13')).ended).toBeUndefined();
    expect((await asksOn('leo', '2026-03-13')).ended?.title).toBe('Late returns');
  });
});

describe('what it said', () => {
  it.each(['ended', 'was archived'])('can be read where it %s, as what does not count', async (how) => {
    const { policy, revision } = await publishedPolicy(world.as('maya'), how === 'ended' ? { expiresOn: LAST } : {});
    if (how !== 'ended') await archivedOn(policy.id, LAST);
    const ana = world.asAt('ana', '2026-03-13T09:00:00Z');

    const window = readWindow(await readAll(ana, revision.id), ana.clock.now());

    const why = how === 'ended' ? '' : ' Why: “It was wrong.”';
    expect(JSON.stringify(window.blocks)).toContain(`It ended on 12 March 2026 and does not count any more.${why}"`);
    expect(JSON.stringify(window.blocks)).toContain('Opened headphones and ear tips');
    expect(JSON.stringify(window.blocks)).toMatch(/was in force since [^"]*, until 12 March 2026 · Maya/);
    expect(JSON.stringify(window.blocks)).not.toMatch(/in force since [^,"]* ·|verified/);
    expect(viewProblems(window)).toEqual([]);
  });

  it('is in the archive alone after 90 days', async () => {
    const { policy, revision } = await publishedPolicy(world.as('maya'));
    await archivedOn(policy.id, LAST);

    await expect(readAll(world.asAt('ana', '2026-06-11T09:00:00Z'), revision.id)).rejects.toThrow('gone');
    expect((await readAll(world.asAt('leo', '2026-06-11T09:00:00Z'), revision.id)).endedOn).toBeUndefined();
  });

  it('is neither shared nor suggested', async () => {
    const { policy, revision } = await publishedPolicy(world.as('maya'));
    await archivedOn(policy.id, LAST);
    const { lookUpId } = await asksOn('ana', '2026-03-13');
    const [passage] = await world.database.sql<{ id: string }[]>`
      select id from policy_passages where revision_id = ${revision.id} order by ordinal desc limit 1`;
    const ana = world.asAt('ana', '2026-03-13T09:00:00Z');

    await expect(sharePassage(ana, { lookUpId, passageId: passage?.id ?? '', channel: 'C0CARE' })).rejects.toThrow(
      'gone',
    );
    expect(await suggest(ana, OPENED)).toEqual([]);
  });
});

describe('the answer', () => {
  const shown = async (name: CastName, date: string) => {
    const found = await asksOn(name, date);
    const view = { lookUp: found, now: new Date(`${date}T09:00:00Z`), channel: 'C0CARE' };
    return { message: answerMessage(view), window: answerWindow(view, { memory: { place: 'shortcut' } }) };
  };

  it('says in a line what ended, with a way to read it and Ask the owner', async () => {
    const { revision } = await endsSoon();

    const { message, window } = await shown('ana', '2026-03-13');

    const line = '*Late returns* answered this until it ended on 12 March 2026. It does not count any more.';
    expect(message.text).toMatch(/^Nothing counts on this now\. .*answered this until/);
    for (const blocks of [message.blocks, window.blocks]) {
      const text = JSON.stringify(blocks);
      expect(text).toContain(line);
      expect(text).toContain(`"value":"${revision.id}@`);
      expect(text).toContain('Ask the owner');
      expect(text).not.toMatch(/Share here|This helped/);
    }
    expect([...messageProblems(message), ...viewProblems(window)]).toEqual([]);
  });
});

it('costs a look-up one statement where nothing ended, one more where only others may know, and no search', async () => {
  await endsSoon(onlyTeam(CARE_US));
  const statementsOf = async (work: () => Promise<unknown>) => {
    world.database.queries.length = 0;
    await work();
    return world.database.queries.length;
  };
  const checkedOn = (date: string) => {
    const ana = world.asAt('ana', `${date}T09:00:00Z`);
    return statementsOf(() => transaction(ana, (tx) => endedPolicies(tx, ana)));
  };
  const lookedUpOn = (date: string) => statementsOf(() => asksOn('ana', date));

  const [nothing, before] = [await checkedOn('2026-03-11'), await lookedUpOn('2026-03-11')];
  const [ofOthers, after] = [await checkedOn('2026-03-13'), await lookedUpOn('2026-03-13')];

  expect([nothing, ofOthers]).toEqual([1, 2]);
  expect(after).toBe(before + 1);
});
