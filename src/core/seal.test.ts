import { describe, expect, test } from 'vitest';
import { createSealer, SealError } from './seal.ts';

const OLD = 'an old key that nobody guesses';
const NEW = 'a new key that nobody guesses';
const TOKEN = 'xoxb-1-canary';

describe('a sealed text', () => {
  const sealer = createSealer([OLD]);

  test('is opened where it was sealed for', () => {
    expect(sealer.open(sealer.seal(TOKEN, 'T1'), 'T1')).toBe(TOKEN);
  });

  test('shows nothing of what is in it, and looks different each time', () => {
    const [one, other] = [sealer.seal(TOKEN, 'T1'), sealer.seal(TOKEN, 'T1')];

    expect(one).not.toContain('canary');
    expect(one.split('.')[2]).not.toBe(other.split('.')[2]);
  });

  test('cannot be opened in another place', () => {
    expect(() => sealer.open(sealer.seal(TOKEN, 'T1'), 'T2')).toThrow(new SealError('broken'));
  });

  test.each([0, 15, 27, 40])('that was changed at byte %i is refused', (at) => {
    const [version, id, content = ''] = sealer.seal(TOKEN, 'T1').split('.');
    const bytes = Buffer.from(content, 'base64url');
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);

    expect(() => sealer.open(`${version}.${id}.${bytes.toString('base64url')}`, 'T1')).toThrow(SealError);
  });

  test.each(['', 'v1', 'v1..', 'v2.x.y', TOKEN])('that is none (%j) is refused', (text) => {
    expect(() => sealer.open(text, 'T1')).toThrow(SealError);
  });

  test('that was cut short is refused', () => {
    const [version, id, content = ''] = sealer.seal(TOKEN, 'T1').split('.');

    expect(() => sealer.open(`${version}.${id}.${content.slice(0, 10)}`, 'T1')).toThrow(new SealError('broken'));
  });
});

describe('a new key', () => {
  const before = createSealer([OLD]).seal(TOKEN, 'T1');

  test('opens what the old one sealed while both are given, and knows that it is to be sealed anew', () => {
    const both = createSealer([NEW, OLD]);

    expect(both.open(before, 'T1')).toBe(TOKEN);
    expect(both.isStale(before)).toBe(true);
    expect(both.isStale(both.seal(TOKEN, 'T1'))).toBe(false);
  });

  test('does not open it alone', () => {
    expect(() => createSealer([NEW]).open(before, 'T1')).toThrow(new SealError('unknown key'));
  });

  test('may be known before it is used', () => {
    const sealed = createSealer([NEW]).seal(TOKEN, 'T1');

    expect(createSealer([OLD, NEW]).open(sealed, 'T1')).toBe(TOKEN);
  });
});
