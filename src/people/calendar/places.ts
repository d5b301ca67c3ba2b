import Holidays from 'date-holidays';
import type { PlainTextOption } from '@slack/types';
import { option } from '../../slack/blocks.ts';
import { LIMITS } from '../../slack/limits.ts';

/** Whose public holidays a team keeps: a country, a part of it, or a part of that. */
interface Place {
  /** `ES`, `ES-MD`, `DE-BY-A` */
  readonly code: string;
  /** `Spain · Comunidad de Madrid` */
  readonly name: string;
  /** Without accents, for searching. */
  readonly plain: string;
}

let known: ReadonlyMap<string, Place> | undefined;

/** All places whose holidays are known, countries by name, each followed by its parts. */
function places(): ReadonlyMap<string, Place> {
  known ??= new Map(listed().map((place) => [place.code, place]));
  return known;
}

function listed(): readonly Place[] {
  const source = new Holidays();
  const found: Place[] = [];
  for (const [country, countryName] of named(source.getCountries('en'))) {
    found.push(placeOf(country, [countryName]));
    for (const [state, stateName] of named(source.getStates(country, 'en'))) {
      found.push(placeOf(`${country}-${state}`, [countryName, stateName]));
      for (const [region, regionName] of named(source.getRegions(country, state, 'en'))) {
        found.push(placeOf(`${country}-${state}-${region}`, [countryName, stateName, regionName]));
      }
    }
  }
  return found;
}

function named(names: Record<string, string> | undefined): readonly (readonly [string, string])[] {
  return Object.entries(names ?? {}).toSorted(([, a], [, b]) => a.localeCompare(b, 'en'));
}

function placeOf(code: string, names: readonly string[]): Place {
  const name = names.join(' · ');
  return { code, name, plain: unaccented(name) };
}

function unaccented(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

export function isPlace(code: string): boolean {
  return places().has(code);
}

export function placeName(code: string): string {
  return places().get(code)?.name ?? code;
}

export function placeOption(code: string): PlainTextOption {
  return option(placeName(code), code);
}

/** Places whose name or code holds every word that was typed; whole names and beginnings first. */
export function placeOptions(typed: string): readonly PlainTextOption[] {
  const wanted = unaccented(typed.trim());
  const words = wanted.split(/[\s·,-]+/).filter((word) => word !== '');
  const rank = ({ code, plain }: Place) => {
    if (plain === wanted || code.toLowerCase() === wanted) return 0;
    return plain.split(' · ').some((part) => part.startsWith(wanted)) ? 1 : 2;
  };
  return [...places().values()]
    .filter(({ code, plain }) => words.every((word) => plain.includes(word) || code.toLowerCase() === word))
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, LIMITS.options.select)
    .map(({ code }) => placeOption(code));
}
