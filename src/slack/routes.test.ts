import { expect, test } from 'vitest';
import { onClick, onClickNow, onCommand, onEvent, onSubmit, type Listener } from './listener.ts';
import { createRoutes } from './routes.ts';

const nothing = () => Promise.resolve(undefined);
const commands = ['/floorwalker', '/escalate', '/case'].map((name) => onCommand(name, nothing));

test.each([
  ['/escalate', 'refund 180', '/escalate', 'refund 180'],
  ['/fw', 'escalate refund  180 €', '/escalate', 'refund  180 €'],
  ['/fw', '/Case 42', '/case', '42'],
  ['/floorwalker', 'case', '/case', ''],
  ['/floorwalker', 'setup', '/floorwalker', 'setup'],
  ['/fw', '', '/floorwalker', ''],
  ['/fw', 'floorwalker', '/floorwalker', 'floorwalker'],
  ['/acme-case', '42', '/case', '42'],
  ['/acme-fw', 'case 42', '/case', '42'],
  ['/acme-floorwalker', 'setup', '/floorwalker', 'setup'],
])('%s %s reaches %s with "%s"', (typed, text, name, rest) => {
  const route = createRoutes(commands).command(typed, text);

  expect(route).toMatchObject({ name, text: rest, listener: { key: name } });
});

test('a command nobody has is nobody’s', () => {
  expect(createRoutes(commands).command('/weather', 'tomorrow')).toBeUndefined();
});

test.each<[string, Listener[]]>([
  ['two commands', [onCommand('/case', nothing), onCommand('/case', nothing)]],
  ['a click that waits and one that does not', [onClick('case.claim', nothing), onClickNow('case.claim', nothing)]],
])('%s of one name are refused at start', (_name, listeners) => {
  expect(() => createRoutes(listeners)).toThrow('two listeners');
});

test('a form and a click may share a name', () => {
  const form = onSubmit('case.ask', { parse: () => ({ input: {} }), work: async () => {} });

  const routes = createRoutes([form, onClick('case.ask', nothing)]);

  expect(routes.submit('case.ask')?.kind).toBe('submit');
  expect(routes.click('case.ask:7')?.kind).toBe('click');
});

test.each([
  [undefined, 'message'],
  ['thread_broadcast', 'message'],
  ['file_share', 'message'],
  ['message_changed', 'message.message_changed'],
  ['channel_join', undefined],
])('a message of subtype %s goes to %s', (subtype, key) => {
  const routes = createRoutes([onEvent('message', async () => {}), onEvent('message.message_changed', async () => {})]);

  expect(routes.event({ type: 'message', event: { type: 'message', subtype } })?.key).toBe(key);
});
