import { describe, expect, it } from 'vitest';
import { allZones } from '../core/local-time.ts';
import { currencyOptions, isCurrency, likelyCurrency, zoneOptions } from './choices.ts';

const winter = new Date('2026-01-15T12:00:00Z');

function zonesFor(typed: string, home = 'Europe/Berlin'): readonly (string | undefined)[] {
  return zoneOptions(typed, home, winter).map((found) => found.value);
}

describe('the search for a time zone', () => {
  it.each([
    ['berlin', 'Europe/Berlin'],
    ['new york', 'America/New_York'],
    ['New_York', 'America/New_York'],
    ['europe/mad', 'Europe/Madrid'],
    ['utc', 'UTC'],
  ])('%s finds %s first', (typed, expected) => {
    expect(zonesFor(typed)[0]).toBe(expected);
  });

  it('finds zones by what their time is called', () => {
    expect(zonesFor('pacific time')).toContain('America/Los_Angeles');
  });

  it.each([
    ['+5:30', 'Asia/Colombo'],
    ['utc-3', 'America/Sao_Paulo'],
    ['GMT+01:00', 'Europe/Berlin'],
    ['+0545', 'Asia/Katmandu'],
  ])('%s finds %s by its offset', (typed, expected) => {
    expect(zonesFor(typed)).toContain(expected);
  });

  it('offers the own zone and its neighbours before anything is typed', () => {
    const found = zonesFor('', 'America/Chicago');

    expect(found[0]).toBe('America/Chicago');
    expect(found).toContain('America/Winnipeg');
    expect(found).toHaveLength(100);
  });

  it('finds nothing for nonsense', () => {
    expect(zonesFor('xyzzy')).toEqual([]);
  });

  it('says the offset in every option, within the length Slack allows', () => {
    for (const zone of allZones()) {
      for (const found of zoneOptions(zone, 'UTC', winter)) expect(found.text.text).toMatch(/\(UTC[+-]\d\d:\d\d\)$/);
    }
  });
});

describe('the search for a currency', () => {
  it.each([
    ['eur', 'EUR'],
    ['yen', 'JPY'],
    ['US', 'USD'],
    ['swiss', 'CHF'],
  ])('%s finds %s', (typed, code) => {
    expect(currencyOptions(typed).map((found) => found.value)).toContain(code);
  });

  it('offers common ones before anything is typed, and none twice', () => {
    const codes = currencyOptions('').map((found) => found.value);

    expect(codes.slice(0, 2)).toEqual(['EUR', 'USD']);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('knows codes in use only', () => {
    expect(['EUR', 'USD', 'XCG'].every(isCurrency)).toBe(true);
    expect(['DEM', 'HRK', 'eur', ''].some(isCurrency)).toBe(false);
  });

  it('guesses from the zone', () => {
    expect(['Europe/Berlin', 'Europe/London', 'America/Chicago'].map(likelyCurrency)).toEqual(['EUR', 'GBP', 'USD']);
  });
});
