import { type Reading, type Rule, toMinutes } from './rule.ts';
import type { Party } from './situation.ts';
import type { Timeline, Work } from './work.ts';

/** R21: whoever gives and receives gets about the paid time they give: `deltas` by person, at most `limit_min` either way. `has_breaks`: some of it is unpaid. */
export const equalPaidTime: Rule<'R21'> = {
  id: 'R21',
  look: ({ parties }, { max_diff_min: limit }) => {
    const both = parties.filter(({ gives, takes }) => gives.length > 0 && takes.length > 0);
    const deltas = both.map(({ person, gives, takes }) => [person.id, toMinutes(paid(takes) - paid(gives))] as const);
    const largest = Math.max(0, ...deltas.map(([, minutes]) => Math.abs(minutes)));
    const hasBreaks = both.some(({ gives, takes }) => [...gives, ...takes].some(hasBreak));
    const numbers = { deltas: Object.fromEntries(deltas), limit_min: limit, ...(hasBreaks && { has_breaks: true }) };
    return [{ person: null, numbers, breach: Math.max(0, largest - limit) }];
  },
};

/** R22: nobody gives and receives nothing. `given_min`: paid. */
export const somethingInReturn: Rule<'R22'> = {
  id: 'R22',
  look: ({ parties }) =>
    parties.map(({ person, gives, takes }) => ({
      person: person.id,
      numbers: { given_min: toMinutes(paid(gives)) },
      breach: gives.length > 0 && takes.length === 0 ? 1 : 0,
    })),
};

/**
 * R26: trades of a person in the calendar month, this one included (`before_trades`, `after_trades`, `limit_trades`), and the
 * requests that they have open now (`open_requests`, `limit`).
 */
export const numberOfTrades: Rule<'R26'> = {
  id: 'R26',
  look: ({ parties }, { max_per_month: limit, max_open: most }) =>
    parties.flatMap(({ person: { id, tradesThisMonth, openRequests } }) => {
      const trades = tradesThisMonth + 1;
      const numbers = { before_trades: tradesThisMonth, after_trades: trades, limit_trades: limit };
      return [
        { person: id, numbers, breach: Math.max(0, trades - limit) },
        { person: id, numbers: { open_requests: openRequests, limit: most }, breach: Math.max(0, openRequests - most) },
      ];
    }),
};

/** R27: whoever is excluded takes no part. */
export const excludedPeople: Rule<'R27'> = {
  id: 'R27',
  look: ({ parties }) =>
    parties.map(({ person }) => ({ person: person.id, numbers: {}, breach: person.isExcluded ? 1 : 0 })),
};

/** R28: nobody takes a shift of another zone (`zone`, `home_zone`) or site (`site`, `home_site`) than their own, where both are known. */
export const ownSiteAndZone: Rule<'R28'> = {
  id: 'R28',
  look: ({ parties }) => parties.flatMap((party) => [...zoneReadings(party), ...siteReadings(party)]),
};

/** R29: `people` in the trade, at most `limit_people`. */
export const peopleInOneTrade: Rule<'R29'> = {
  id: 'R29',
  look: ({ parties }, { max_people: limit }) => [
    {
      person: null,
      numbers: { people: parties.length, limit_people: limit },
      breach: Math.max(0, parties.length - limit),
    },
  ],
};

function zoneReadings({ person, takes }: Party): readonly Reading[] {
  return takes.map(({ shift: { id, zone } }) => ({
    person: person.id,
    numbers: { shift: id, zone, home_zone: person.homeZone },
    breach: person.homeZone !== null && person.homeZone !== zone ? 1 : 0,
  }));
}

function siteReadings({ person, takes }: Party): readonly Reading[] {
  return takes.flatMap(({ shift: { id, site } }) => {
    if (site === null || person.site === null) return [];
    return [
      { person: person.id, numbers: { shift: id, site, home_site: person.site }, breach: person.site === site ? 0 : 1 },
    ];
  });
}

function hasBreak({ start, end, paid: counted }: Work): boolean {
  return counted < end - start;
}

function paid(works: Timeline): number {
  return works.reduce((sum, work) => sum + work.paid, 0);
}
