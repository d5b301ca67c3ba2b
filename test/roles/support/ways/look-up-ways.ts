import { forged, pressed } from '../../../support/acting.ts';
import { command, messageShortcut } from '../../../support/slack-requests.ts';
import { raising, way, type Way } from './way.ts';

const published = { given: { state: 'open', policy: 'published' } } as const;
const GONE = '00000000-0000-4000-8000-0000000fffff';
const WORDS = 'may she return opened headphones';

/** Looking up, on each surface; what a passage button refers to has the id of the policy. */
export const lookUpWays: readonly Way[] = [
  way('policy.look-up', '/policy with a sentence', 'answers', () => command('/policy', WORDS)),
  way('policy.look-up', '/policy alone', 'answers', () => command('/policy')),
  way('help.read', '/policy help', 'answers', () => command('/policy', 'help')),
  way('policy.look-up', 'Find policy on a message', 'answers', () => messageShortcut('find_policy', { text: WORDS })),
  way('policy.look-up', 'the field on App Home', 'answers', () => pressed('policy.search', WORDS)),
  way('policy.look-up', 'the window with a field, sent unopened', 'answers', () =>
    forged('policy.search', { place: 'command' }, { question: WORDS }),
  ),
  way('policy.look-up', 'Read all', 'answers', ({ id }) => pressed('policy.read', id), published),
  // Where it is shared, nobody is told in private.
  way('policy.look-up', 'Share here, of what is gone', 'answers', ({ id }) => pressed('policy.share', `${id}:${GONE}`)),
  way('policy.look-up', 'This helped', 'answers', ({ id }) => pressed('policy.helped', `${id}:${id}`), published),
  way('policy.look-up', 'Not this', 'answers', ({ id }) => pressed('policy.not-this', `${id}:5`), published),
  way('policy.look-up', 'Search by title', 'answers', ({ id }) => pressed('policy.by-title', id), published),
  way('policy.look-up', 'Look it up', 'answers', () => pressed('policy.look-up-words', WORDS)),
  way('policy.look-up', 'Look it up, on top of New policy', 'answers', () => pressed('policy.look-up-instead', WORDS)),
  way('policy.look-up', 'Look up again', 'answers', ({ id }) => pressed('policy.look-again', id), published),
  way('policy.look-up', 'Undo', 'answers', ({ id }) => pressed('policy.unlearn', id), published),
  way('policy.ask', 'Ask the owner', 'changes', ({ id }) => pressed('policy.ask', id), { ...raising, ...published }),
  way('policy.look-up', 'Other words', 'answers', ({ id }) => pressed('policy.teach', `${id}:${id}`), published),
  way(
    'policy.look-up',
    'the form Other words, sent unopened',
    'answers',
    ({ id }) => forged('policy.teach', `${id}:${id}`, { words: WORDS }),
    published,
  ),
];
