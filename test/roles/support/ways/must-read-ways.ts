import { forged, pressed } from '../../../support/acting.ts';
import { command } from '../../../support/slack-requests.ts';
import { way, type Way } from './way.ts';

const published = { refusal: 'no policy', given: { state: 'open', policy: 'published' } } as const;
const silent = { ...published, refusal: 'silent' } as const;
const asked = { refusal: 'no policy', given: { state: 'open', policy: 'asked' } } as const;
const late = { refusal: 'no policy', given: { state: 'open', policy: 'late' } } as const;

/** Having people read a policy, and saying that one has. */
export const mustReadWays: readonly Way[] = [
  way('policy.must-read', 'Have people read it', 'opens', ({ id }) => pressed('policy.ask-to-read', id), published),
  way(
    'policy.must-read',
    '/policy must-read with a title',
    'opens',
    () => command('/policy', 'must-read late'),
    silent,
  ),
  way(
    'policy.must-read',
    'the form Have people read it, sent unopened',
    'changes',
    ({ id }) => forged('policy.ask-to-read', { policyId: id }, { deadline: 'Friday' }),
    published,
  ),
  way('policy.must-read', 'Remind them once more', 'changes', ({ id }) => pressed('policy.remind-readers', id), late),
  way('policy.must-read', 'End', 'changes', ({ id }) => pressed('policy.end-must-read', id), asked),
  way('policy.see-readers', 'the page of a must-read', 'opens', ({ id }) => pressed('policy.must-read', id), asked),
  way('policy.see-readers', 'Get as CSV', 'changes', ({ id }) => pressed('policy.export-readers', id), asked),
];
