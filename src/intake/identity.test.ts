import { expect, test } from 'vitest';
import type { IncomingClick, IncomingEvent, IncomingSubmit } from '../slack/incoming.ts';
import { identityOf } from './identity.ts';

function event(type: string, fields: Record<string, unknown>, eventId = 'Ev1'): IncomingEvent {
  return { kind: 'event', workspaceId: 'T1', eventId, type, event: { type, ...fields } };
}

const message = { channel: 'C1', ts: '1.1', text: 'hi' };

test.each([
  ['the same message under two event ids', event('message', message), event('message', message, 'Ev2')],
  [
    'one edit under two event ids',
    event('message', { subtype: 'message_changed', channel: 'C1', message: { ts: '1.1', edited: { ts: '2.2' } } }),
    event(
      'message',
      { subtype: 'message_changed', channel: 'C1', message: { ts: '1.1', edited: { ts: '2.2' } } },
      'Ev2',
    ),
  ],
  [
    'one deletion under two event ids',
    event('message', { subtype: 'message_deleted', channel: 'C1', deleted_ts: '1.1' }),
    event('message', { subtype: 'message_deleted', channel: 'C1', deleted_ts: '1.1' }, 'Ev2'),
  ],
])('%s is one', (_name, one, other) => {
  expect(identityOf(one)).toBe(identityOf(other));
});

test.each([
  ['messages in two channels', event('message', message), event('message', { ...message, channel: 'C2' })],
  [
    'a message and its deletion',
    event('message', message),
    event('message', { subtype: 'message_deleted', channel: 'C1', deleted_ts: '1.1' }),
  ],
  [
    'two edits of a message',
    event('message', { subtype: 'message_changed', channel: 'C1', message: { ts: '1.1', edited: { ts: '2.2' } } }),
    event('message', { subtype: 'message_changed', channel: 'C1', message: { ts: '1.1', edited: { ts: '3.3' } } }),
  ],
  [
    'two previews added to a message',
    event('message', { subtype: 'message_changed', channel: 'C1', message: { ts: '1.1' }, event_ts: '5' }),
    event('message', { subtype: 'message_changed', channel: 'C1', message: { ts: '1.1' }, event_ts: '6' }),
  ],
  ['a reaction taken back and given again', event('reaction_added', {}), event('reaction_added', {}, 'Ev2')],
])('%s are two', (_name, one, other) => {
  expect(identityOf(one)).not.toBe(identityOf(other));
});

const click: IncomingClick = {
  kind: 'click',
  workspaceId: 'T1',
  person: 'U1',
  actionId: 'case.claim',
  blockId: 'b',
  actionTs: '1.1',
  value: '7',
  surface: { channel: 'C1', messageTs: '9.9' },
};

test.each([
  ['another person', { person: 'U2' }],
  ['another button', { actionId: 'case.resolve' }],
  ['another moment', { actionTs: '1.2' }],
  ['another message', { surface: { channel: 'C1', messageTs: '9.8' } }],
])('a click by or at %s is another click', (_name, change) => {
  expect(identityOf({ ...click, ...change })).not.toBe(identityOf(click));
});

test('a click that is delivered again is the same, whatever else changed around it', () => {
  const again = { ...click, surface: { ...click.surface, triggerId: 'new', responseUrl: 'https://new' } };

  expect(identityOf(again)).toBe(identityOf(click));
});

function submit(view: Partial<IncomingSubmit['view']>): IncomingSubmit {
  const opened = {
    id: 'V1',
    hash: 'h1',
    type: 'modal',
    callbackId: 'case.raise',
    privateMetadata: '',
    state: {},
  } as const;
  return { kind: 'submit', workspaceId: 'T1', person: 'U1', view: { ...opened, ...view }, fields: [], surface: {} };
}

test('a form that was opened anew, redrawn, or changed after "not saved" is another one', () => {
  const identities = [
    submit({}),
    submit({ id: 'V2' }),
    submit({ hash: 'h2' }),
    submit({ state: { summary: { summary: { value: 'changed' } } } }),
  ].map(identityOf);

  expect(new Set(identities).size).toBe(4);
  expect(identityOf(submit({}))).toBe(identities[0]);
});

test('an identity is never longer than an index can hold', () => {
  expect(identityOf({ ...click, actionId: 'x'.repeat(5000) }).length).toBeLessThan(100);
});
