import { REMEDIES } from '../../../../src/people/authority/matrix.ts';
import { command } from '../../../support/slack-requests.ts';
import { forged, HOME, pressed } from '../../../support/acting.ts';
import { CARE, CARE_US } from '../../../support/northwind.ts';
import type { Person } from '../cast.ts';
import { way, type Way } from './way.ts';

let names = 0;

/** As by default, but for leads. */
const lowerLimits = {
  leadUpTo: '1',
  leadRemedies: REMEDIES,
  managerUpTo: '1000',
  managerRemedies: REMEDIES,
  directorUpTo: 'any',
  directorRemedies: REMEDIES,
};

/** Of Northwind Care; who they are is not for managers to say. */
const DIRECTORS = ['U0DIRA', 'U0DORA'];

/** A whole form *Set up a team*, sent without having been opened. */
function teamForm(teamId: string, directors: readonly string[] = []): object {
  names += 1;
  return forged(
    'team.set-up',
    { teamId, isNew: true, looked: {} },
    {
      name: `Team ${names}`,
      teamChannel: 'C0GENERAL',
      escalationsChannel: 'C0GENERAL',
      managers: ['U0MANA'],
      directors,
      timeZone: 'Europe/Berlin',
      hours: 'Mon-Fri 9-17',
      currency: 'EUR',
    },
  );
}

function newId(): string {
  return crypto.randomUUID();
}

/** The other team than theirs. */
function strangeTeam({ role, teamId }: Person): string {
  return role !== undefined && teamId === CARE ? CARE_US : CARE;
}

/** Setting up teams, and everything that is set for one. */
export const teamWays: readonly Way[] = [
  way('help.read', '/floorwalker', 'answers', () => command('/floorwalker')),
  way('help.read', '/fw help', 'answers', () => command('/fw', 'help')),
  way('team.set-up', 'the button on the hub', 'opens', () => pressed('team.set-up', '')),
  way('team.set-up', 'the form, sent unopened', 'changes', () => teamForm(newId())),
  way('team.set-up', 'a channel chosen in the form', 'opens', () => chosenChannel(newId())),
  way('team.edit', '/floorwalker setup Northwind Care', 'opens', () => command('/floorwalker', 'setup Northwind Care')),
  way('team.edit', 'the button on the hub', 'opens', () => pressed(`team.edit:${CARE}`, CARE)),
  way('team.edit', 'the form, sent unopened', 'changes', () => teamForm(CARE, DIRECTORS)),
  way('team.edit', 'a channel chosen in the form', 'opens', () => chosenChannel(CARE)),
  way('team.edit', 'the button Send a test escalation', 'changes', () => pressed('case.test', CARE)),
  way('hours.set-own', 'the button on App Home', 'opens', () => pressed('hours.mine', '', HOME)),
  way('hours.set-own', 'the form, sent unopened', 'changes', () =>
    forged('hours.mine', '', { hours: 'Mon 09:00-10:00' }),
  ),
  way('team.edit', 'the button Calendar', 'opens', () => pressed(`team.calendar:${CARE}`, CARE)),
  way('team.edit', 'the form Calendar, sent unopened', 'changes', () =>
    forged('team.calendar', { teamId: CARE, version: 0 }, { days: '2026-12-31 closed' }),
  ),
  way('team.edit', 'the button Targets', 'opens', () => pressed(`team.targets:${CARE}`, CARE)),
  way('team.edit', 'the form Targets, sent unopened', 'changes', () =>
    forged('team.targets', { teamId: CARE, revision: 0 }, { 'normal-claim': '10', warnShare: '75' }),
  ),
  way('team.edit', 'the button Chain', 'opens', () => pressed(`team.chain:${CARE}`, CARE)),
  way('team.edit', 'the form Chain, sent unopened', 'changes', () =>
    forged(
      'team.chain',
      { teamId: CARE, revision: 0 },
      { 'critical-minutes': '1', 'high-minutes': '2', 'normal-minutes': '3' },
    ),
  ),
  way('team.edit', 'the button Skills', 'opens', () => pressed(`team.skills:${CARE}`, CARE)),
  way('team.edit', 'the form Skills, sent unopened', 'changes', () =>
    forged('team.skills', { teamId: CARE, revision: 0, names: [] }, { newSkill: 'Billing', newPeople: ['U0LIA'] }),
  ),
  way('team.authority', 'the button Authority', 'opens', () => pressed(`team.authority:${CARE}`, CARE)),
  way('team.authority', 'the button History of its form', 'opens', () => pressed('team.authority-history', CARE)),
  way('team.authority', 'the form Authority, sent unopened', 'changes', () =>
    forged('team.authority', { teamId: CARE, revision: 0, currency: 'EUR', showsLines: false }, lowerLimits),
  ),
  way('team.ask-to-join', 'the button', 'changes', (_at, who) => pressed('team.ask-to-join', strangeTeam(who))),
  way('team.ask-to-join', 'the form, sent unopened', 'changes', (_at, who) =>
    forged('team.ask-to-join', '', { team: strangeTeam(who) }),
  ),
  way('team.ask-to-join', 'the button of several teams', 'opens', () => pressed('team.choose', '')),
  way('team.add-member', 'the button in the request', 'changes', () =>
    pressed('team.add-member', `${CARE}:U0NEWBIE:2026-03-10`),
  ),
];

function chosenChannel(teamId: string): object {
  const form = teamForm(teamId);
  return pressed('team.form', '', {
    actions: [
      { type: 'conversations_select', action_id: 'team.form', block_id: 'teamChannel', action_ts: '1700000300.1' },
    ],
    ...('view' in form && { view: form.view }),
    container: { type: 'view' },
  });
}
