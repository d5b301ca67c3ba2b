import { expect, test } from 'vitest';
import type { MessageState } from '../../protocol.ts';
import { channelMessages, threadMessages, toLines } from './group-messages.ts';

const reader = { timeZone: 'Europe/Berlin', now: Date.parse('2026-11-23T10:20:00Z') };

function message(iso: string, user: string, more: Partial<MessageState> = {}): MessageState {
  return { ts: `${Date.parse(iso) / 1000}.000100`, channel: 'C0CARE', user, text: 'hello', reactions: [], ...more };
}

test('a new day begins with its line, also where the day turns only for the reader', () => {
  const lines = toLines(
    [message('2026-11-22T22:50:00Z', 'U0ANA'), message('2026-11-22T23:10:00Z', 'U0ANA')],
    reader,
    'U0LEO',
    0,
  );

  expect(lines.map((line) => line.day)).toEqual(['Yesterday', 'Today']);
});

test('messages within five minutes by one author run on under one name, ephemeral ones apart', () => {
  const messages = [
    message('2026-11-23T09:00:00Z', 'U0ANA'),
    message('2026-11-23T09:04:00Z', 'U0ANA'),
    message('2026-11-23T09:05:00Z', 'U0LEO'),
    message('2026-11-23T09:06:00Z', 'U0LEO', { ephemeral: true }),
    message('2026-11-23T09:07:00Z', 'U0LEO', { ephemeral: true }),
  ];

  const lines = toLines(messages, reader, 'U0MAYA', 0);

  expect(lines.map((line) => line.isContinued)).toEqual([false, true, false, false, false]);
});

test('the first unseen message is counted from the end, own ones apart', () => {
  const messages = ['U0LEO', 'U0LEO', 'U0ANA'].map((user, index) => message(`2026-11-23T09:0${index}:00Z`, user));

  const lines = toLines(messages, reader, 'U0ANA', 1);

  expect(lines.map((line) => line.isFirstNew)).toEqual([false, true, false]);
});

test('what only the reader sees is none of the unseen messages', () => {
  const messages = [
    message('2026-11-23T09:00:00Z', 'U0LEO'),
    message('2026-11-23T09:01:00Z', 'U0LEO', { ephemeral: true }),
  ];

  const lines = toLines(messages, reader, 'U0ANA', 1);

  expect(lines.map((line) => line.isFirstNew)).toEqual([true, false]);
});

test('replies live in their thread only', () => {
  const root = message('2026-11-23T09:00:00Z', 'U0ANA');
  const reply = message('2026-11-23T09:01:00Z', 'U0LEO', { threadTs: root.ts });

  expect(channelMessages([root, reply])).toEqual([root]);
  expect(threadMessages([root, reply], root.ts)).toEqual([root, reply]);
});
