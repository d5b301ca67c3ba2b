import { expect, test } from 'vitest';
import { ZodError } from 'zod';
import { DeadlineExceeded } from '../db/errors.ts';
import { isHopeless } from './hopeless.ts';

const sqlState = (code: string) => new Error('failed query', { cause: Object.assign(new Error('said no'), { code }) });

test.each([
  ['a value the database cannot hold', sqlState('22P05')],
  ['a text that is too long', sqlState('22001')],
  ['a broken constraint', sqlState('23514')],
  ['a programming error', new TypeError('x is not a function')],
  ['a name nobody declared', new ReferenceError('x is not defined')],
  ['a time that does not exist', new RangeError('Invalid time value')],
  ['an odd payload', new ZodError([])],
])('%s is not tried again', (_, error) => {
  expect(isHopeless(error)).toBe(true);
});

test.each([
  ['a deadlock', sqlState('40P01')],
  ['a key that somebody else took at the same moment', sqlState('23505')],
  ['a row that is not there yet', sqlState('23503')],
  ['a time that somebody else took at the same moment', sqlState('23P01')],
  ['a server that stops', sqlState('57P01')],
  ['a lost connection', sqlState('ECONNRESET')],
  ['a fetch that reaches nobody', new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') })],
  ['no answer in time', new DeadlineExceeded('the database', 8000)],
  ['anything else', new Error('internal_error')],
  ['no error at all', 'oops'],
])('%s is tried again', (_, error) => {
  expect(isHopeless(error)).toBe(false);
});
