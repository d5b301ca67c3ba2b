import { forged, pressed } from '../../../support/acting.ts';
import { CARE } from '../../../support/northwind.ts';
import { command } from '../../../support/slack-requests.ts';
import { OWNER } from '../cast.ts';
import { GONE_OWNER } from '../policy-scene.ts';
import { way, type Way } from './way.ts';

const published = { refusal: 'no policy', given: { state: 'open', policy: 'published' } } as const;

/** Reviews, hand-overs, news and history. */
export const keepTrueWays: readonly Way[] = [
  way('policy.verify', 'Still true', 'changes', ({ id }) => pressed('policy.still-true', id), published),
  way(
    'policy.verify',
    'Still true, in the list of what is due',
    'changes',
    ({ id }) => pressed('policy.still-true-here', `${id}:0`),
    published,
  ),
  way('policy.verify', 'Not mine any more', 'opens', ({ id }) => pressed('policy.give', id), published),
  way(
    'policy.verify',
    'the form Give to, sent unopened',
    'changes',
    ({ id }) => forged('policy.give', { policyId: id, teamId: CARE, from: OWNER }, { to: 'U0LEDA' }),
    published,
  ),
  way(
    'policy.draft',
    'the form Give to for all that somebody left, sent unopened',
    'changes',
    () => forged('policy.give', { teamId: CARE, from: GONE_OWNER }, { to: 'U0LEDA' }),
    { given: { state: 'open', policy: 'left' } },
  ),
  way('policy.look-up', '/policy due', 'opens', () => command('/policy', 'due')),
  way('policy.look-up', '/policy news', 'opens', () => command('/policy', 'news')),
  way('policy.look-up', 'the button of what is due', 'opens', () => pressed('policy.reviews-due', '0')),
  way('policy.look-up', 'the button of what is new', 'opens', () => pressed('policy.news', 'mine::0')),
];
