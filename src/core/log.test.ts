import { DrizzleQueryError } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { createLog } from './log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog('trace', { write: (line) => lines.push(line) }));
  return lines.join('');
}

test.each([
  ['a token in a message', 'calling with xoxb-123-abcDEF failed'],
  ['an app token', 'xapp-1-A0-99-deadbeef'],
  ['a response URL', 'posting to https://hooks.slack.com/commands/T1/2/abc'],
  ['a database password', 'postgres://floor:hunter2@db.example:5432/x'],
  ['a signature', `v0=${'0f'.repeat(32)}`],
])('%s never reaches the log', (_name, text) => {
  const line = logged((log) => log.error({ err: new Error(text), detail: { deep: [text] } }, 'failed'));

  expect(line).toContain('[secret]');
  expect(line).not.toMatch(/xoxb-|xapp-|hooks\.slack\.com\/commands|hunter2|0f0f0f/);
});

test('a secret field is hidden whatever it holds', () => {
  const line = logged((log) => log.info({ body: { response_url: 'x', trigger_id: 'y' }, token: 'plain' }, 'received'));

  expect(line).not.toMatch(/"(x|y|plain)"/);
});

test('one event is one line, whatever people type', () => {
  const line = logged((log) => log.info({ typed: 'a\r\nb\u2028c\u001b[31m' }, 'received'));

  expect(line.trimEnd().split('\n')).toHaveLength(1);
  expect(JSON.parse(line)).toMatchObject({ typed: 'a\r\nb\u2028c\u001b[31m' });
});

test('an error of the database does not carry what people wrote into the log', () => {
  const refused = Object.assign(new Error('value too long'), { code: '22001', parameters: ['her story'] });
  const error = new DrizzleQueryError('insert into cases values ($1)', ['her\nstory', 'a\n    at b'], refused);

  const line = logged((log) => log.error({ err: error }, 'failed'));

  expect(line).not.toContain('story');
  expect(JSON.parse(line)).toMatchObject({
    err: { message: 'a query failed', stack: expect.stringContaining('log.test.ts'), cause: { code: '22001' } },
  });
});
