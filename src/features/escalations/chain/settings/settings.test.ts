import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { outcomeOf } from '../../../../../test/support/cases.ts';
import { berlin, type ChainWorld, openChainWorld } from '../../../../../test/support/chain-world.ts';
import { CARE } from '../../../../../test/support/northwind.ts';
import { systemAt } from '../../../../../test/support/timers.ts';
import type { OpenView, ViewState } from '../../../../slack/listener.ts';
import { defaultChains, type ChainSettings } from '../chain-rules.ts';
import { followTeamWithChains } from '../follow-team.ts';
import { formOfChains, parseChains, readMinutes, rememberedChains } from './chain-form.ts';
import { chainModal, chainsInWords } from './chain-modals.ts';
import { chainPage, saveChains } from './save-chains.ts';
import { saveSkills, skillsPage } from './save-skills.ts';
import { parseSkills, rememberedSkills } from './skills-form.ts';
import { skillsModal } from './skills-modals.ts';

function sent(callbackId: string, privateMetadata: string, state: ViewState): OpenView {
  return { id: 'V1', hash: 'h', type: 'modal', callbackId, privateMetadata, state };
}

describe('the form Chain', () => {
  const form = formOfChains(CARE, 0, defaultChains);
  const text = (value: string) => ({ x: { value } });
  const chosen = (value: string) => ({ x: { selected_option: { value } } });
  const fields = (more: ViewState = {}): ViewState => ({
    'critical-minutes': text('5, 5, 5'),
    'critical-repeat': chosen('1'),
    'high-minutes': text('15, 15, 15'),
    'high-repeat': chosen('1'),
    'normal-minutes': text('60, 60, 60'),
    'normal-repeat': chosen('0'),
    outsideHours: { x: { selected_options: [{ value: 'critical' }] } },
    ...more,
  });

  test('shows the defaults, which read back as themselves', () => {
    expect(JSON.stringify(chainModal({ name: 'Care' }, form))).toContain('"initial_value":"15, 15, 15"');
    expect(parseChains(sent('team.chain', rememberedChains(form), fields()))).toEqual({
      input: { teamId: CARE, revision: 0, chains: defaultChains },
    });
  });

  test.each([
    ['10', [10]],
    ['10,20', [10, 20]],
    [' 10 ; 20 / 30 ', [10, 20, 30]],
    ['', undefined],
    ['ten', undefined],
    ['1,2,3,4', undefined],
    ['0, 5', undefined],
    ['-5', undefined],
    ['9999', undefined],
  ])('reads "%s"', (typed, minutes) => {
    const read = readMinutes(typed);

    expect('minutes' in read ? read.minutes : undefined).toEqual(minutes);
  });

  test('tells what is wrong at the field', () => {
    const parsed = parseChains(sent('team.chain', rememberedChains(form), fields({ 'high-minutes': text('soon') })));

    expect(parsed).toEqual({
      errors: { 'high-minutes': 'Write one to three numbers of minutes, such as 15, 15, 30.' },
    });
  });

  test('makes nothing of a forged number of rounds', () => {
    const parsed = parseChains(sent('team.chain', rememberedChains(form), fields({ 'high-repeat': chosen('9999') })));

    expect(parsed).toMatchObject({ input: { chains: { high: { repeat: 0 } } } });
  });

  test('says chains in words', () => {
    expect(chainsInWords(defaultChains).split('\n')[0]).toBe(
      'Critical: another lead after 5 min, a manager 5 later, a director 5 later; start again once, then tell the managers, also outside hours',
    );
  });
});

describe('the form Skills', () => {
  const skills = [{ skill: 'Billing', people: ['U0LEO'] }];
  const form = { teamId: CARE, revision: 0, skills, added: { skill: '', people: [] } };
  const users = (...ids: readonly string[]) => ({ x: { selected_users: ids } });
  const parse = (state: ViewState) => parseSkills(sent('team.skills', rememberedSkills(form), state));

  test('lists each category with those who know it, and room for another', () => {
    const view = JSON.stringify(skillsModal({ name: 'Care' }, form));

    expect(view).toContain('"initial_users":["U0LEO"]');
    expect(view).toContain('newSkill');
  });

  test('leaves out what nobody knows, and adds one', () => {
    const parsed = parse({ 'skill-0': users(), newSkill: { x: { value: ' Returns ' } }, newPeople: users('U0LIA') });

    expect(parsed).toMatchObject({ input: { skills: [{ skill: 'Returns', people: ['U0LIA'] }] } });
  });

  test.each<readonly [ViewState, string]>([
    [{ newSkill: { x: { value: 'Returns' } } }, 'newPeople'],
    [{ newPeople: users('U0LIA') }, 'newSkill'],
    [{ newSkill: { x: { value: 'BILLING' } }, newPeople: users('U0LIA') }, 'newSkill'],
  ])('tells what is missing: %j', (state, field) => {
    expect(parse(state)).toEqual({ errors: { [field]: expect.any(String) } });
  });
});

describe('saving', () => {
  let world: ChainWorld;

  beforeAll(async () => {
    world = await openChainWorld();
  });
  afterAll(() => world.database.close());
  beforeEach(() => world.database.sql`truncate team_chains, member_skills, cases, jobs, outbox_messages cascade`);

  const faster: ChainSettings = { ...defaultChains, high: { ...defaultChains.high, minutes: [5] } };
  const chains = (revision = 0) => ({ teamId: CARE, revision, chains: faster });
  const billing = (revision = 0, people = ['U0LIA']) => ({
    teamId: CARE,
    revision,
    skills: [{ skill: 'Billing', people }],
  });

  test('is for those who may change the team', async () => {
    await expect(saveChains(world.at('10:00', 'leo'), chains())).rejects.toThrow('can change this team');
    await expect(chainPage(world.at('10:00', 'ana'), CARE)).rejects.toThrow('can change this team');
    await expect(saveSkills(world.at('10:00', 'leo'), billing())).rejects.toThrow('can change this team');
    await expect(skillsPage(world.at('10:00', 'lou'), CARE)).rejects.toThrow('can change this team');
  });

  test('chains are followed by open cases from where they wait', async () => {
    const { number } = await world.raise('10:00', { urgency: 'high' });

    await saveChains(world.at('10:01', 'maya'), chains());
    await followTeamWithChains(systemAt(world.database, berlin('10:01')), CARE);
    await world.until('10:05');

    expect(await world.said()).toEqual([`@U0LIA Nobody has claimed #${number} for 5 min. Lamp arrived broken`]);
  });

  test('of two at once one wins, the other is told', async () => {
    const other: ChainSettings = { ...defaultChains, high: { ...defaultChains.high, minutes: [7] } };
    const outcomes = await Promise.all([
      outcomeOf((ctx) => saveChains(ctx, chains()), world.at('10:00', 'maya')),
      outcomeOf((ctx) => saveChains(ctx, { ...chains(), chains: other }), world.at('10:00', 'maya')),
    ]);

    expect(outcomes.filter((outcome) => typeof outcome === 'string')).toEqual([
      'Somebody else has changed the chains since you opened this form.',
    ]);
  });

  test('skills: the same twice is once, an old form is told, agents are refused', async () => {
    const maya = world.at('10:00', 'maya');
    await saveSkills(maya, billing());
    await saveSkills(maya, billing());

    expect(await skillsPage(maya, CARE)).toMatchObject({ revision: 1, skills: billing().skills });
    await expect(saveSkills(maya, billing(0, ['U0LEO']))).rejects.toThrow('Somebody else has changed the skills');
    await expect(saveSkills(maya, billing(1, ['U0ANA']))).rejects.toThrow('Look at: Billing.');
  });

  test('skills offer the categories of late, the most frequent first', async () => {
    await world.raise('10:00', { category: 'Returns' });
    await world.raise('10:00', { category: 'Billing' });
    await world.raise('10:00', { category: 'billing' });

    expect((await skillsPage(world.at('10:01', 'maya'), CARE)).others).toEqual(['Billing', 'Returns']);
  });
});
