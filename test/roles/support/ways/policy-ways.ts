import { forged, pressed } from '../../../support/acting.ts';
import { CARE } from '../../../support/northwind.ts';
import { command } from '../../../support/slack-requests.ts';
import { OWNER } from '../cast.ts';
import { gapWays } from './gap-ways.ts';
import { importWays } from './import-ways.ts';
import { keepTrueWays } from './keep-true-ways.ts';
import { lookUpWays } from './look-up-ways.ts';
import { mustReadWays } from './must-read-ways.ts';
import { own, way, type Way } from './way.ts';

function of(policy: NonNullable<Way['given']['policy']>) {
  return { refusal: 'no policy', given: { state: 'open', policy } } as const;
}

const written = { title: 'Late returns', 'text0.r': 'Words' };

/** Writing policies and publishing them. */
const libraryWays: readonly Way[] = [
  way('policy.look-up', '/policy list', 'opens', () => command('/policy', 'list')),
  way('policy.draft', '/policy new', 'opens', () => command('/policy', 'new'), own),
  way('policy.draft', 'the form of a new policy, sent unopened', 'changes', () =>
    forged('policy.edit', { teamId: CARE, joins: [], round: 'r' }, written),
  ),
  way('policy.draft', 'the button Edit', 'opens', ({ id }) => pressed('policy.edit', id), of('published')),
  way(
    'policy.draft',
    'the form of a change, sent unopened',
    'changes',
    ({ id }) => forged('policy.edit', { teamId: CARE, policyId: id, joins: [], round: 'r' }, written),
    of('published'),
  ),
  way(
    'policy.draft',
    'Send for review',
    'changes',
    ({ id }) => pressed('policy.send-for-review', `${id}:1`),
    of('draft'),
  ),
  way('policy.draft', 'Drop', 'changes', ({ id }) => pressed('policy.drop-draft', `${id}:1`), of('draft')),
  way('policy.draft', 'the button Settings', 'opens', ({ id }) => pressed('policy.settings', id), of('published')),
  way(
    'policy.draft',
    'the form Settings, sent unopened',
    'changes',
    ({ id }) =>
      forged(
        'policy.settings',
        { policyId: id, version: 1 },
        { owner: [OWNER], reach: 'everybody', reviewDays: '30', language: 'german' },
      ),
    of('published'),
  ),
  way(
    'policy.questions',
    'the button Questions',
    'opens',
    ({ id }) => pressed('policy.questions', id),
    of('published'),
  ),
  way(
    'policy.questions',
    'the form Questions, sent unopened',
    'changes',
    ({ id }) => forged('policy.questions', { policyId: id, seen: [] }, { questions: 'May I return it?' }),
    of('published'),
  ),
  way('policy.publish', 'the button Publish', 'opens', ({ id }) => pressed('policy.publish', `${id}:1`), of('draft')),
  way(
    'policy.publish',
    'the form Publish, sent unopened',
    'changes',
    ({ id }) => forged('policy.publish', { policyId: id, revisionId: id, version: 1 }, {}),
    of('review'),
  ),
  way(
    'policy.publish',
    'the button Send back',
    'opens',
    ({ id }) => pressed('policy.send-back', `${id}:1`),
    of('review'),
  ),
  way(
    'policy.publish',
    'the form Send back, sent unopened',
    'changes',
    ({ id }) => forged('policy.send-back', { policyId: id, revisionId: id, version: 1 }, { note: 'More' }),
    of('review'),
  ),
  way('policy.archive', 'the button Archive', 'opens', ({ id }) => pressed('policy.archive', id), of('published')),
  way(
    'policy.archive',
    'the form Archive, sent unopened',
    'changes',
    ({ id }) => forged('policy.archive', { policyId: id, revisionId: '', version: 0 }, { because: 'Old' }),
    of('published'),
  ),
  way('policy.archive', 'Restore', 'changes', ({ id }) => pressed('policy.restore', id), of('archived')),
];

/** Everything about policies; each part adds its own. */
export const policyWays: readonly Way[] = [
  ...libraryWays,
  ...lookUpWays,
  ...gapWays,
  ...importWays,
  ...mustReadWays,
  ...keepTrueWays,
];
