import { expect, test } from 'vitest';
import { modal } from './modal.ts';
import { recallChannel, rememberChannel } from './view-channel.ts';

const form = (privateMetadata?: string) =>
  modal({ callbackId: 'x', title: 'X', blocks: [], ...(privateMetadata !== undefined && { privateMetadata }) });

test.each([['mine'], ['two\nlines'], ['{"a":1}'], ['']])('a form with "%s" carries its channel as well', (own) => {
  const carried = rememberChannel(form(own), 'C0CARE').private_metadata ?? '';

  expect(recallChannel(carried)).toEqual({ channel: 'C0CARE', own });
});

test('a form that was opened nowhere is left as it is', () => {
  expect(rememberChannel(form('mine'), undefined)).toEqual(form('mine'));
  expect(recallChannel('mine')).toEqual({ own: 'mine' });
});

test('metadata that needs all the room keeps it', () => {
  const full = form('x'.repeat(2995));

  expect(rememberChannel(full, 'C0CARE')).toEqual(full);
});
