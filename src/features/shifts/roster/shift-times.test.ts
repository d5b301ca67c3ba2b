import { describe, expect, it } from 'vitest';
import { toLocalInstant, toShiftTimes } from './shift-times.ts';

describe('a local time', () => {
  it.each([
    ['once', '2026-05-13T09:00', undefined, '2026-05-13T07:00:00.000Z', '+02:00'],
    ['once, with its offset', '2026-05-13T09:00', '+02:00', '2026-05-13T07:00:00.000Z', '+02:00'],
    ['twice, the first of them', '2026-10-25T02:30', '+02:00', '2026-10-25T00:30:00.000Z', '+02:00'],
    ['twice, the second of them', '2026-10-25T02:30', '+01:00', '2026-10-25T01:30:00.000Z', '+01:00'],
    ['to the second, with a space', '2026-05-13 09:00:30', undefined, '2026-05-13T07:00:30.000Z', '+02:00'],
  ])('that comes %s is one instant', (_, local, offset, instant, itsOffset) => {
    expect(toLocalInstant(local, 'Europe/Madrid', offset)).toEqual({ at: new Date(instant), offset: itsOffset });
  });

  it.each([
    ['that the clocks skip', '2026-03-29T02:30', undefined, 'nonexistent', []],
    ['that the clocks skip, whatever its offset', '2026-03-29T02:30', '+01:00', 'nonexistent', []],
    ['that comes twice', '2026-10-25T02:30', undefined, 'ambiguous', ['+02:00', '+01:00']],
    ['that comes twice, at neither', '2026-10-25T02:30', '+03:00', 'wrong_offset', ['+02:00', '+01:00']],
    ['that never was at that offset', '2026-05-13T09:00', '+01:00', 'wrong_offset', ['+02:00']],
    ['of a date that is none', '2026-02-30T09:00', undefined, 'unreadable', []],
    ['of no form', '9 o’clock', undefined, 'unreadable', []],
    ['at an hour that is none', '2026-05-13T24:00', undefined, 'unreadable', []],
  ])('%s is told, with what it could be', (_, local, offset, reason, options) => {
    expect(toLocalInstant(local, 'Europe/Madrid', offset)).toEqual({ reason, options });
  });

  it('at a missing midnight is told', () => {
    expect(toLocalInstant('2026-09-06T00:00', 'America/Santiago')).toEqual({ reason: 'nonexistent', options: [] });
    expect(toLocalInstant('2026-04-24T00:30', 'Africa/Cairo')).toEqual({ reason: 'nonexistent', options: [] });
  });

  it('may come twice half an hour apart', () => {
    const twice = toLocalInstant('2026-04-05T01:45', 'Australia/Lord_Howe');

    expect(twice).toEqual({ reason: 'ambiguous', options: ['+11:00', '+10:30'] });
  });
});

describe('the times of a shift', () => {
  const night = { startsLocal: '2026-10-24T22:00', endsLocal: '2026-10-25T02:15', zone: 'Europe/Madrid' };

  it('are instants with their offsets', () => {
    expect(toShiftTimes({ ...night, endOffset: '+01:00' })).toEqual({
      startsAt: new Date('2026-10-24T20:00:00Z'),
      endsAt: new Date('2026-10-25T01:15:00Z'),
      startOffset: '+02:00',
      endOffset: '+01:00',
    });
  });

  it('name the first that is no instant', () => {
    expect(toShiftTimes(night)).toEqual({ field: 'end', reason: 'ambiguous', options: ['+02:00', '+01:00'] });
    expect(toShiftTimes({ ...night, startOffset: '+01:00' })).toMatchObject({
      field: 'start',
      reason: 'wrong_offset',
    });
  });
});
