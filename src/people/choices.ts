import type { PlainTextOption } from '@slack/types';
import { allZones, cityOf, offsetMinutes, offsetText } from '../core/local-time.ts';
import { option } from '../slack/blocks.ts';
import { LIMITS } from '../slack/limits.ts';

/** In Intl's list, but no currency one could be paid in: withdrawn, or a unit of account. */
const NOT_IN_USE = new Set(['ANG', 'CUC', 'HRK', 'SLL', 'XDR', 'XSU', 'ZWL']);
const currencyCodes = Intl.supportedValuesOf('currency').filter((code) => !NOT_IN_USE.has(code));
const currencyNames = new Intl.DisplayNames('en', { type: 'currency' });

/** Offered before anything is typed. */
const COMMON_CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'CAD', 'AUD', 'JPY', 'INR'];

/** Whether this is the code of an ISO 4217 currency in use. */
export function isCurrency(code: string): boolean {
  return currencyCodes.includes(code);
}

export function currencyOption(code: string): PlainTextOption {
  return option(`${code} · ${currencyNames.of(code) ?? code}`, code);
}

/** Currencies whose code or name holds what was typed, those whose code begins with it first. */
export function currencyOptions(typed: string): readonly PlainTextOption[] {
  const wanted = typed.trim().toLowerCase();
  const begins = (code: string) => (code.toLowerCase().startsWith(wanted) ? 0 : 1);
  const found = currencyCodes
    .filter((code) => `${code} ${currencyNames.of(code)}`.toLowerCase().includes(wanted))
    .toSorted((a, b) => begins(a) - begins(b));
  const others = found.filter((code) => !COMMON_CURRENCIES.includes(code));
  const codes = wanted ? found : [...COMMON_CURRENCIES, ...others];
  return codes.slice(0, LIMITS.options.select).map((code) => currencyOption(code));
}

/** Likely, not certain: the form shows it and it can be changed. */
export function likelyCurrency(zone: string): string {
  if (zone === 'Europe/London') return 'GBP';
  if (zone === 'Europe/Zurich') return 'CHF';
  return zone.startsWith('Europe/') ? 'EUR' : 'USD';
}

export function zoneOption(zone: string, at: Date): PlainTextOption {
  return option(`${zone.replaceAll('_', ' ')} (${offsetText(zone, at)})`, zone);
}

/**
 * Time zones found by name, city, the name of the time (`pacific`) or offset (`+5:30`, `utc-3`), best matches first.
 * Before anything is typed: those near `home` by the clock.
 */
export function zoneOptions(typed: string, home: string, at: Date): readonly PlainTextOption[] {
  const wanted = typed.trim().toLowerCase().replaceAll('_', ' ');
  const offset = offsetTyped(wanted);
  const distance = (zone: string) => (zone === home ? -1 : Math.abs(offsetMinutes(zone, at) - offsetMinutes(home, at)));
  const found = allZones()
    .map((zone) => ({ zone, rank: wanted === '' ? distance(zone) : rankOf(zone, wanted, offset, at) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .toSorted((a, b) => a.rank - b.rank || a.zone.localeCompare(b.zone));
  return found.slice(0, LIMITS.options.select).map(({ zone }) => zoneOption(zone, at));
}

/** 0 best; infinite where nothing fits. */
function rankOf(zone: string, wanted: string, offset: number | undefined, at: Date): number {
  if (offset !== undefined) return offsetMinutes(zone, at) === offset ? 0 : Number.POSITIVE_INFINITY;
  const name = zone.replaceAll('_', ' ').toLowerCase();
  if (cityOf(zone).toLowerCase().startsWith(wanted)) return 0;
  if (name.includes(wanted)) return 1;
  return commonName(zone).includes(wanted) ? 2 : Number.POSITIVE_INFINITY;
}

/** Minutes ahead of UTC, of `+1`, `utc-3`, `gmt+05:30`, `+0530`; undefined of anything else. */
function offsetTyped(wanted: string): number | undefined {
  const match = /^(?:utc|gmt)?\s*([+\-−])\s*(\d{1,2}?)(?::?(\d{2}))?$/.exec(wanted);
  if (!match) return undefined;
  const [, sign, hours, minutes = '0'] = match;
  return (sign === '+' ? 1 : -1) * (Number(hours) * 60 + Number(minutes));
}

/** `pacific time`; made when first asked for, as all of them together take a tenth of a second. */
const commonNames = new Map<string, string>();

function commonName(zone: string): string {
  const known = commonNames.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longGeneric' });
  const name =
    format
      .formatToParts(0)
      .find((part) => part.type === 'timeZoneName')
      ?.value.toLowerCase() ?? '';
  commonNames.set(zone, name);
  return name;
}
