import type { Permission } from '../../../src/people/permissions.ts';
import { command, event, messageShortcut, shortcut, suggest } from '../../support/slack-requests.ts';
import { forged, HOME, openModal, picked, pressed, threadReply } from '../../support/acting.ts';
import { CARE, CARE_US } from '../../support/northwind.ts';
import type { Person } from './cast.ts';
import type { CaseAtHand, CaseWanted } from './stage.ts';

/** One way to ask for an action: a surface of Slack, and what comes of it. */
export interface Way {
  readonly surface: string;
  readonly permission: Permission;
  readonly ask: (at: CaseAtHand, person: Person) => object;
  /** What comes of it: something is stored, a view opens, or the case is shown. */
  readonly effect: 'changes' | 'opens' | 'shows' | 'answers';
  /** How somebody is refused: told who may, as if there were no such case, or by nothing happening. */
  readonly refusal: 'told' | 'unknown' | 'silent' | 'no team';
  readonly given: CaseWanted;
  /** The permission is about the person's own team, or about Northwind Care. */
  readonly team: 'own' | 'care';
}

type Few = Partial<Pick<Way, 'refusal' | 'given' | 'team'>>;

function way(
  permission: Permission,
  surface: string,
  effect: Way['effect'],
  ask: Way['ask'],
  { refusal = 'told', given = { state: 'open' }, team = 'care' }: Few = {},
): Way {
  return { permission, surface, effect, ask, refusal, given, team };
}

const claimed = { given: { state: 'claimed' } } as const;
/** Not of anybody in the cast, who could not take it from themselves. */
const ofLia = { given: { state: 'claimed', owner: 'U0LIA' } } as const;
const resolved = { given: { state: 'resolved' } } as const;
const refused = { given: { state: 'resolved', decision: 'refused' } } as const;
const asked = { given: { state: 'waiting', request: { kind: 'decision', state: 'asked' } } } as const;
const notApproved = { given: { state: 'claimed', request: { kind: 'decision', state: 'refused' } } } as const;
const appealed = { given: { state: 'waiting', request: { kind: 'appeal', state: 'asked' } } } as const;
const own = { team: 'own' } as const;
const raising = { team: 'own', refusal: 'no team' } as const;

let names = 0;

/** A whole form *Set up a team*, sent without having been opened. */
function teamForm(teamId: string): object {
  names += 1;
  return forged(
    'team.set-up',
    { teamId, isNew: true, looked: {} },
    {
      name: `Team ${names}`,
      teamChannel: 'C0GENERAL',
      escalationsChannel: 'C0GENERAL',
      managers: ['U0MANA'],
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

function resolution(caseId: string): object {
  const memory = { caseId, currency: 'EUR', fixedCurrency: false, needsWriteUp: false };
  return forged('case.resolve', memory, { decision: 'answered', tellCustomer: 'A new desk is on its way.' });
}

function escalation(): object {
  const memory = { teams: [{ value: `${CARE}:EUR`, name: 'Northwind Care' }] };
  return forged('case.escalate', memory, { summary: 'Lost parcel', wanted: 'answer', urgency: 'normal' });
}

const teamWays: readonly Way[] = [
  way('help.read', '/floorwalker', 'answers', () => command('/floorwalker')),
  way('help.read', '/fw help', 'answers', () => command('/fw', 'help')),
  way('team.set-up', 'the button on the hub', 'opens', () => pressed('team.set-up', '')),
  way('team.set-up', 'the form, sent unopened', 'changes', () => teamForm(newId())),
  way('team.set-up', 'a channel chosen in the form', 'opens', () => chosenChannel(newId())),
  way('team.edit', '/floorwalker setup Northwind Care', 'opens', () => command('/floorwalker', 'setup Northwind Care')),
  way('team.edit', 'the button on the hub', 'opens', () => pressed(`team.edit:${CARE}`, CARE)),
  way('team.edit', 'the form, sent unopened', 'changes', () => teamForm(CARE)),
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

const raiseWays: readonly Way[] = [
  way('case.raise', '/escalate', 'opens', () => command('/escalate', 'parcel', { channel_id: 'C0RANDOM' }), raising),
  way('case.raise', '/fw escalate', 'opens', () => command('/fw', 'escalate', { channel_id: 'C0RANDOM' }), raising),
  way('case.raise', 'the shortcut', 'opens', () => shortcut('escalate'), raising),
  way('case.raise', 'the message shortcut', 'opens', () => messageShortcut('escalate_message'), raising),
  way(
    'case.raise',
    'the button of an answered message',
    'opens',
    () => pressed('case.escalate-words', 'parcel'),
    raising,
  ),
  way('case.raise', 'the form, sent unopened', 'changes', escalation),
];

const lookWays: readonly Way[] = [
  way('case.list-own', '/case list', 'opens', () => command('/case', 'list')),
  way('case.list-own', '/case list open', 'opens', () => command('/case', 'list open')),
  way('case.list-own', '/case search', 'opens', () => command('/case', 'search desk')),
  way('case.list-team', '/case list team', 'opens', () => command('/case', 'list team'), own),
  way('case.list-team', 'App Home', 'shows', () => event('app_home_opened', { tab: 'home', channel: 'D0X' }), {
    // Nobody in the cast raised or owns it, so only their role in its team puts it there.
    given: { state: 'open', raisedBy: 'U0ANA' },
    refusal: 'silent',
  }),
  way('case.export', '/case export', 'changes', () => command('/case', 'export'), own),
  ...seeing('case.see', false),
  ...seeing('case.see-private', true),
];

function seeing(permission: Permission, isPrivate: boolean): readonly Way[] {
  const given = { given: { state: 'claimed', isPrivate } } as const;
  const unknown = { ...given, refusal: 'unknown' } as const;
  const silent = { ...given, refusal: 'silent' } as const;
  return [
    way(permission, '/case 42', 'shows', ({ number }) => command('/case', String(number)), unknown),
    way(permission, '/fw case #42', 'shows', ({ number }) => command('/fw', `case #${number}`), unknown),
    way(permission, '/case list open', 'shows', () => command('/case', 'list open'), silent),
    way(permission, '/case search', 'shows', ({ number }) => command('/case', `search ${number}x`), silent),
    way(permission, 'the button in a message', 'shows', ({ id }) => pressed('case.view', id), unknown),
    way(permission, 'the button on App Home', 'shows', ({ id }) => pressed('case.view:1', id, HOME), unknown),
    way(
      permission,
      'the button in a list',
      'shows',
      ({ id }) => pressed('case.view:1', id, openModal('case.list')),
      unknown,
    ),
    way(permission, 'History in the menu', 'opens', ({ id }) => picked('case.more', `history:${id}`), unknown),
    way(
      permission,
      'More in the form Resolve',
      'shows',
      ({ id }) => pressed('case.resolve-more', '', openModal('case.resolve', { caseId: id })),
      unknown,
    ),
    way(
      permission,
      'the menu of people in the form Hand over',
      'answers',
      ({ id }) => ({ ...suggest('case.hand-over-to', ''), ...openModal('case.hand-over', { caseId: id }) }),
      silent,
    ),
    way(
      permission,
      'the message shortcut on its message',
      'shows',
      ({ ts }) => messageShortcut('escalate_message', { ts }),
      silent,
    ),
  ];
}

const changeWays: readonly Way[] = [
  way('case.note', 'the menu', 'opens', ({ id }) => picked('case.more', `note:${id}`)),
  way('case.note', 'the form, sent unopened', 'changes', ({ id }) =>
    forged('case.note', { caseId: id }, { text: 'words' }),
  ),
  way('case.note', 'a reply in the thread of the card', 'changes', ({ ts }) => threadReply('C0CAREESC', ts, 'words'), {
    refusal: 'silent',
  }),
  way('case.details', 'the button', 'opens', ({ id }) => pressed('case.details', id)),
  way('case.details', 'the form, sent unopened', 'changes', ({ id }) =>
    forged('case.details', { caseId: id }, { text: 'words' }),
  ),
  way(
    'case.details',
    'a reply in the thread of the status message',
    'changes',
    ({ ts }) => threadReply('D0RAISER', ts, 'words'),
    { refusal: 'silent' },
  ),
  way('case.raise-urgency', 'the menu', 'opens', ({ id }) => picked('case.more', `urgency:${id}`)),
  way('case.raise-urgency', 'the form, sent unopened', 'changes', ({ id }) =>
    forged('case.urgency', { caseId: id }, { urgency: 'critical' }),
  ),
  way('case.lower-urgency', 'the form, sent unopened', 'changes', ({ id }) =>
    forged('case.urgency', { caseId: id }, { urgency: 'normal' }),
  ),
  way('case.claim', 'the button on the card', 'changes', ({ id }) => pressed('case.claim', id)),
  way('case.claim', 'the button on App Home', 'changes', ({ id }) => pressed('case.claim:1', id, HOME)),
  way('case.claim', 'the button in a modal', 'changes', ({ id }) => pressed('case.claim', id, openModal('case.view'))),
  way('case.take-over', 'the menu', 'opens', ({ id }) => picked('case.more', `take-over:${id}`), ofLia),
  way(
    'case.take-over',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('case.take-over', { caseId: id, from: 'U0LIA' }, {}),
    ofLia,
  ),
  way('case.keep', 'the button', 'changes', ({ id }) => pressed('case.still-on-it', id), claimed),
  way('case.give-back', 'the button', 'opens', ({ id }) => pressed('case.give-back', id), claimed),
  way(
    'case.give-back',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('case.give-back', { caseId: id }, { note: 'Take it' }),
    claimed,
  ),
  way('case.ask', 'the button', 'opens', ({ id }) => pressed('case.ask', id), claimed),
  way(
    'case.ask',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('case.ask', { caseId: id }, { question: 'Which?', of: 'agent' }),
    claimed,
  ),
  way('case.hand-over', 'the button', 'opens', ({ id }) => pressed('case.hand-over', id), claimed),
  way(
    'case.hand-over',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('case.hand-over', { caseId: id }, { to: 'U0LEO' }),
    claimed,
  ),
  way('case.resolve', 'the button', 'opens', ({ id }) => pressed('case.resolve', id), claimed),
  way('case.resolve', 'the button on App Home', 'opens', ({ id }) => pressed('case.resolve:1', id, HOME), claimed),
  way('case.resolve', 'the form, sent unopened', 'changes', ({ id }) => resolution(id), claimed),
  way('case.cancel', 'the menu', 'opens', ({ id }) => picked('case.more', `cancel:${id}`), claimed),
  way(
    'case.cancel',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('case.cancel', { caseId: id, needsReason: false }, { reason: 'words' }),
    claimed,
  ),
  way('case.reopen', 'the button', 'opens', ({ id }) => pressed('case.reopen', id), resolved),
  way('case.reopen', 'the menu', 'opens', ({ id }) => picked('case.more', `reopen:${id}`), resolved),
  way(
    'case.reopen',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('case.reopen', { caseId: id }, { reason: 'words' }),
    resolved,
  ),
  way('case.told-customer', 'the button', 'changes', ({ id }) => pressed('case.told', id), resolved),
  way(
    'case.told-customer',
    'the button on App Home',
    'changes',
    ({ id }) => pressed('case.told:1', id, HOME),
    resolved,
  ),
];

const approvalWays: readonly Way[] = [
  way('case.approve', 'the button', 'changes', ({ id }) => pressed('approval.approve', id), asked),
  way('case.approve', 'the button Refuse', 'opens', ({ id }) => pressed('approval.refuse', id), asked),
  way(
    'case.approve',
    'the form Refuse, sent unopened',
    'changes',
    ({ id }) => forged('approval.refuse', { approvalId: id }, { reason: 'words' }),
    asked,
  ),
  way('case.approve', 'the button Ask', 'opens', ({ id }) => pressed('approval.ask', id), asked),
  way(
    'case.approve',
    'the form Ask first, sent unopened',
    'changes',
    ({ id }) => forged('approval.ask', { approvalId: id }, { question: 'words' }),
    asked,
  ),
  way('case.approve', 'the button Uphold', 'opens', ({ id }) => pressed('approval.uphold', id), appealed),
  way(
    'case.approve',
    'the form Uphold, sent unopened',
    'changes',
    ({ id }) => forged('approval.uphold', { approvalId: id }, { reason: 'words', tellCustomer: 'words' }),
    appealed,
  ),
  way('case.resolve', 'the button Grant of a second look', 'opens', ({ id }) => pressed('case.resolve', id), {
    given: { ...appealed.given, owner: 'U0LIA' },
  }),
  way('case.answer-approver', 'the button', 'opens', ({ id }) => pressed('approval.answer', id), asked),
  way(
    'case.answer-approver',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('approval.answer', { approvalId: id }, { answer: 'words' }),
    asked,
  ),
  way('case.take-back-request', 'the button', 'changes', ({ id }) => pressed('approval.take-back', id), asked),
  way('case.look-at-request-again', 'the button', 'opens', ({ id }) => pressed('approval.look-again', id), notApproved),
  way(
    'case.look-at-request-again',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('approval.look-again', { approvalId: id }, { reason: 'words' }),
    notApproved,
  ),
  way('case.look-at-refusal-again', 'the button', 'opens', ({ id }) => pressed('approval.appeal', id), refused),
  way('case.look-at-refusal-again', 'the menu', 'opens', ({ id }) => picked('case.more', `second-look:${id}`), refused),
  way(
    'case.look-at-refusal-again',
    'the form, sent unopened',
    'changes',
    ({ id }) => forged('approval.appeal', { caseId: id }, { reason: 'words' }),
    refused,
  ),
];

export const ways: readonly Way[] = [...approvalWays, ...teamWays, ...raiseWays, ...lookWays, ...changeWays];
