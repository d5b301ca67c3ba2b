import type { Permission } from '../../../../src/people/permissions.ts';
import { forged, HOME, openModal, picked, pressed } from '../../../support/acting.ts';
import { CARE } from '../../../support/northwind.ts';
import { command, event, messageShortcut, shortcut, suggest } from '../../../support/slack-requests.ts';
import { own, raising, way, type Way } from './way.ts';

function escalation(): object {
  const memory = { teams: [{ value: `${CARE}:EUR`, name: 'Northwind Care' }] };
  return forged('case.escalate', memory, { summary: 'Lost parcel', wanted: 'answer', urgency: 'normal' });
}

/** Raising a case. */
export const raiseWays: readonly Way[] = [
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

/** Seeing cases. */
export const lookWays: readonly Way[] = [
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

/** Only ordinary cases are resolved in that form. */
function moreInResolve(permission: Permission, refusal: Parameters<typeof way>[4]): Way {
  return way(
    permission,
    'More in the form Resolve',
    'shows',
    ({ id }) => pressed('case.resolve-more', '', openModal('case.resolve', { caseId: id })),
    refusal,
  );
}

/** What is asked about a private case would be noted. */
function findingPolicies(permission: Permission, refusal: Parameters<typeof way>[4]): readonly Way[] {
  return [
    way(permission, 'Find policy on its card', 'opens', ({ id }) => pressed('case.find-policy', id), refusal),
    way(permission, 'Find policy in the menu', 'opens', ({ id }) => picked('case.more', `policy:${id}`), refusal),
  ];
}

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
    ...(isPrivate ? [] : [moreInResolve(permission, unknown)]),
    ...(isPrivate ? [] : findingPolicies(permission, unknown)),
    way(
      permission,
      'the menu of people in the form Hand over',
      'answers',
      ({ id }) => ({ ...suggest('case.hand-over-to', ''), ...openModal('case.hand-over', { caseId: id }) }),
      silent,
    ),
    way(
      permission,
      'the menu of passages in the form Resolve',
      'answers',
      ({ id }) => ({ ...suggest('case.departs-from', ''), ...openModal('case.resolve', { caseId: id }) }),
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
