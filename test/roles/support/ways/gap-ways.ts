import { forged, pressed } from '../../../support/acting.ts';
import { command } from '../../../support/slack-requests.ts';
import { way, type Way } from './way.ts';

const waiting = { given: { state: 'open', gap: 'open' } } as const;
const words = { answer: 'Yes.', becomes: 'only', because: 'Not sold', to: 'U0LIA', note: '' };

/** Questions that no policy answers; whoever acts has asked the one at hand. */
export const gapWays: readonly Way[] = [
  way('policy.look-up', '/policy gaps', 'opens', () => command('/policy', 'gaps')),
  way('policy.look-up', 'the button Open of a question', 'opens', ({ id }) => pressed('policy.gap-open', id), waiting),
  ...(['answer', 'in-policy', 'hand-on', 'close'] as const).map((what) =>
    way('policy.answer-gap', `the button ${what}`, 'opens', ({ id }) => pressed(`policy.gap-${what}`, id), waiting),
  ),
  way(
    'policy.draft',
    'the button Make it a draft',
    'opens',
    ({ id }) => pressed('policy.gap-make-draft', `${id}:Parcels`),
    { given: { state: 'open', gap: 'answered' } },
  ),
  ...(['answer', 'hand-on', 'close'] as const).map((what) =>
    way(
      'policy.answer-gap',
      `the form ${what}, sent unopened`,
      'changes',
      ({ id }) => forged(`policy.gap-${what}`, { gapId: id }, words),
      waiting,
    ),
  ),
];
