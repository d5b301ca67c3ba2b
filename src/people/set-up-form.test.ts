import type { ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { TEST_NOW } from '../../test/support/context.ts';
import { CARE } from '../../test/support/northwind.ts';
import { refusedOfView } from '../../test/support/slack-rules.ts';
import type { OpenView, ViewState } from '../slack/listener.ts';
import { type TeamForm, formFrom, parseSetUp, remembered } from './inputs.ts';
import { askedModal, chooseTeamModal, setUpDoneModal, setUpModal, settingUpModal } from './modals.ts';
import type { Team } from './tables.ts';

const filled: TeamForm = {
  teamId: CARE,
  name: 'Northwind Care',
  teamChannel: 'C0CARE',
  escalationsChannel: 'C0CAREESC',
  managers: ['U0MAYA'],
  leads: ['U0LEO'],
  directors: [],
  agentsFrom: 'channel',
  agents: [],
  timeZone: 'Europe/Berlin',
  hours: 'Mon-Fri 9-14, 16-20; Sat 10-14',
  currency: 'EUR',
  looked: { C0CARE: 'ready', C0CAREESC: 'invite' },
  isNew: true,
};

const team: Team = {
  workspaceId: 'T0NORTHWIND',
  id: CARE,
  name: 'Northwind & <Care>',
  teamChannel: 'C0CARE',
  escalationsChannel: 'C0CAREESC',
  timeZone: 'Europe/Berlin',
  businessHoursText: '24/7',
  businessHours: [{ weekday: 1, open: 540, close: 1020 }],
  currency: 'EUR',
  agentsFrom: 'channel',
  setUpBy: 'U0ADMIN',
  setUpAt: TEST_NOW,
};

/** What Slack sends back when the form is sent as it was shown, with some fields changed. */
function sent(view: ModalView, changes: ViewState = {}): OpenView {
  const state = Object.fromEntries(view.blocks.flatMap((block) => stateOf(block)));
  return {
    id: 'V1',
    hash: '',
    type: 'modal',
    callbackId: view.callback_id ?? '',
    privateMetadata: view.private_metadata ?? '',
    state: { ...state, ...changes },
  };
}

function stateOf(block: ModalView['blocks'][number]): [string, Record<string, unknown>][] {
  if (block.type !== 'input' || !('element' in block)) return [];
  const shown = block.element as unknown as Record<string, unknown>;
  const value = {
    value: shown['initial_value'] ?? null,
    selected_option: shown['initial_option'] ?? null,
    selected_users: shown['initial_users'] ?? [],
    selected_conversation: shown['initial_conversation'] ?? null,
  };
  return [[block.block_id ?? '', { [String(shown['action_id'])]: value }]];
}

function textOf(view: ModalView): string {
  return JSON.stringify(view.blocks);
}

describe('the form Set up a team', () => {
  it('reads back as it was shown', () => {
    expect(formFrom(sent(setUpModal(filled, TEST_NOW)))).toEqual(filled);
  });

  it('says what it understood of the hours, and what it knows of the channels', () => {
    const text = textOf(setUpModal(filled, TEST_NOW));

    expect(text).toContain('Understood: Mon-Fri 09:00-14:00, 16:00-20:00; Sat 10:00-14:00 (49 hours a week)');
    expect(text).toContain("I'm in <#C0CARE>.");
    expect(text).toContain('Invite me first: type /invite @Floorwalker in that channel');
  });

  it('says in words what is wrong with the hours while they are typed', () => {
    expect(textOf(setUpModal({ ...filled, hours: 'Mon 9-5' }, TEST_NOW))).toContain('did you mean 09:00-17:00?');
  });

  it('offers a picker of agents only when they are picked', () => {
    const fields = (form: TeamForm) => setUpModal(form, TEST_NOW).blocks.map((block) => block.block_id);

    expect(fields(filled)).not.toContain('agents');
    expect(fields({ ...filled, agentsFrom: 'picked' })).toContain('agents');
  });

  it('keeps everything typed when it is shown again with what is wrong', () => {
    const view = setUpModal(filled, TEST_NOW, { message: 'There is already a team called <x>.', field: 'name' });

    expect(textOf(view)).toContain('*Not saved.* There is already a team called &lt;x&gt;.');
    expect(formFrom(sent(view))).toEqual(filled);
  });

  it('says what is wrong below its field as well', () => {
    const { blocks } = setUpModal(filled, TEST_NOW, { message: 'Take out Gus.', field: 'managers' });
    const at = blocks.findIndex((block) => block.block_id === 'managers');

    expect(JSON.stringify(blocks[at + 1])).toContain(':warning: Take out Gus.');
  });

  it.each([
    ['new', filled],
    [
      'empty',
      {
        ...filled,
        name: '',
        teamChannel: undefined,
        timeZone: undefined,
        currency: undefined,
        hours: '',
        managers: [],
      },
    ],
    ['picked', { ...filled, agentsFrom: 'picked', agents: ['U0ANA'], isNew: false }],
    ['long', { ...filled, name: 'x'.repeat(500), hours: 'Mon 9-17 '.repeat(200) }],
  ] as const)('is taken by Slack: %s', (_, form) => {
    expect(refusedOfView(setUpModal(form, TEST_NOW, { message: 'No.'.repeat(3000) }))).toEqual([]);
  });
});

describe('the form when it is sent', () => {
  it('is a team', () => {
    const parsed = parseSetUp(sent(setUpModal(filled, TEST_NOW)));

    expect(parsed).toMatchObject({
      input: { teamId: CARE, name: 'Northwind Care', hoursText: filled.hours, currency: 'EUR', managers: ['U0MAYA'] },
    });
    expect('input' in parsed && parsed.input.hours).toHaveLength(11);
  });

  it('names every field that is missing or wrong', () => {
    const form: TeamForm = {
      ...filled,
      name: '',
      teamChannel: undefined,
      escalationsChannel: undefined,
      managers: [],
      timeZone: undefined,
      hours: 'Mon 9-12, 11-13',
      currency: undefined,
      agentsFrom: 'picked',
    };

    expect(parseSetUp(sent(setUpModal(form, TEST_NOW)))).toEqual({
      errors: {
        name: 'Give the team a name.',
        teamChannel: 'Choose the channel where the team talks.',
        escalationsChannel: 'Choose the channel where the leads see cases.',
        managers: 'A team needs at least one manager.',
        timeZone: 'Choose one of the list.',
        currency: 'Choose one of the list.',
        hours: 'Mon: 09:00-12:00 and 11:00-13:00 overlap.',
        agents: 'Pick at least one agent, or take everyone in the team channel.',
      },
    });
  });

  it('asks for agents when they are to be picked and none is', () => {
    const form: TeamForm = { ...filled, agentsFrom: 'picked' };

    expect(parseSetUp(sent(setUpModal(form, TEST_NOW)))).toEqual({
      errors: { agents: 'Pick at least one agent, or take everyone in the team channel.' },
    });
  });

  it('takes no zone or currency that is not on the list', () => {
    const forged = sent(setUpModal(filled, TEST_NOW), {
      timeZone: { x: { selected_option: { value: 'Mars/Olympus' } } },
      currency: { x: { selected_option: { value: 'XYZ' } } },
    });

    expect(parseSetUp(forged)).toEqual({
      errors: { timeZone: 'Choose one of the list.', currency: 'Choose one of the list.' },
    });
  });

  it('refuses a memory that was tampered with', () => {
    const view = sent(setUpModal(filled, TEST_NOW));

    expect(() => formFrom({ ...view, privateMetadata: '{"teamId":"x"}' })).toThrow('out of date');
    expect(remembered(filled).length).toBeLessThan(500);
  });
});

describe('what follows the form', () => {
  it.each([
    ['waiting', settingUpModal('Northwind & <Care>')],
    ['done', setUpDoneModal(team, true)],
    ['choosing', chooseTeamModal([team])],
    ['asked', askedModal()],
  ])('is taken by Slack: %s', (_, view) => {
    expect(refusedOfView(view)).toEqual([]);
  });

  it('says what was set up, shows names as text, and offers a test', () => {
    const text = textOf(setUpDoneModal(team, true));

    expect(text).toContain('*Northwind &amp; &lt;Care&gt;* is set up.');
    expect(text).toContain(`"action_id":"case.test"`);
    expect(text).toContain(`"value":"${CARE}"`);
  });
});
