import { expect, test } from 'vitest';
import type { ChannelState, PersonState } from '../../protocol.ts';
import { parseCommand, toStoredText, toTypedText } from './compose.ts';

const people = [{ id: 'U0LEO', name: 'leo' }] as PersonState[];
const channels = [{ id: 'C0CARE', name: 'care', kind: 'public' }] as ChannelState[];

test.each([
  ['a < b & c > d', 'a &lt; b &amp; c &gt; d'],
  ['<!channel> typed by hand', '&lt;!channel&gt; typed by hand'],
  ['@leo see #care, @nobody', '<@U0LEO> see <#C0CARE>, @nobody'],
  ['mail leo@leo.test', 'mail leo@leo.test'],
  ['@here please', '<!here> please'],
])('%s is stored as %s', (typed, stored) => {
  expect(toStoredText(typed, people, channels)).toBe(stored);
});

test('what was stored comes back as it was typed', () => {
  const typed = '@leo says 1 < 2 & #care knows';

  expect(toTypedText(toStoredText(typed, people, channels), people, channels)).toBe(typed);
});

test.each([
  ['/escalate refund 180', { command: '/escalate', text: 'refund 180' }],
  ['/case', { command: '/case', text: '' }],
  ['/usr/bin is a path', null],
  ['say /escalate', null],
])('%s as a command', (typed, command) => {
  expect(parseCommand(typed)).toEqual(command);
});
