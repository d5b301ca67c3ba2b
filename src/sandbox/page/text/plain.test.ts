import { expect, test } from 'vitest';
import { galleryState } from '../../../../test/browser/support/gallery-state.ts';
import { plainOf } from './plain.ts';

const state = galleryState('U0ANA');

test.each([
  [
    '*Hello* <@U0LEO>, see <#C0CARE> and <https://example.com|the policy> :tada:',
    'Hello @leo, see #care and the policy 🎉',
  ],
  ['for <!subteam^S0LEADS>, by <!date^1764000000^{time}|17:00>', 'for @leads, by 17:00'],
  ['a &lt;b&gt; &amp; c\nnext line', 'a <b> & c next line'],
  ['x'.repeat(100), `${'x'.repeat(80)}…`],
])('%j reads %j', (text, plain) => {
  expect(plainOf({ text }, state)).toBe(plain);
});
