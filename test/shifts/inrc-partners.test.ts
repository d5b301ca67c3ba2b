import { describe, expect, test } from 'vitest';
import { localDays } from '../../src/core/local-windows.ts';
import { findPartners } from '../../src/features/shifts/partners/find-partners.ts';
import { indexRoster } from '../../src/features/shifts/rules/index-roster.ts';
import type { Policy } from '../../src/features/shifts/rules/policy.ts';
import type { Roster } from '../../src/features/shifts/rules/roster.ts';
import { type Competition, readCompetition } from './inrc2.ts';

/** Share of all exchanges of one shift each that stay legal, in percent, as two other programs counted it. */
const published = [
  ['n005w4', 0, [1, 2, 3, 3], 0.6],
  ['n005w4', 1, [5, 3, 1, 0], 0.1],
  ['n005w4', 2, [6, 7, 8, 9], 1.6],
  ['n012w8', 0, [3, 5, 0, 2, 0, 4, 5, 2], 5],
  ['n012w8', 1, [7, 7, 0, 8, 9, 3, 2, 6], 4.1],
  ['n012w8', 2, [4, 5, 6, 7, 2, 1, 2, 1], 4.8],
] as const;

/** The rules that the shares were counted by; a roster has to keep them all, also where the exchange changes nothing. */
function policyOf({ forbidden }: Competition): Policy {
  const denied = (params: Readonly<Record<string, unknown>>) =>
    ({ severity: 'deny', params, isOverridable: false }) as const;
  const rules = {
    R5: denied({}),
    R7: denied({}),
    R10: denied({ min_rest_min: 660 }),
    R16: denied({ max_days: 6 }),
    R17: denied({ forbidden }),
  };
  return { revision: 1, delta: false, autoApprove: true, rules };
}

/** Without what was worked before the horizon. */
function withoutHistory({ roster, first, last }: Competition): Roster {
  const days = localDays(roster.zone);
  const shifts = [...roster.shifts.values()].filter(({ person, start }) => {
    const day = days.indexAt(start);
    return person !== null && day >= first && day <= last;
  });
  return indexRoster({ zone: roster.zone, now: roster.now, people: roster.people.values(), shifts });
}

/** Each exchange is found from both sides. */
function legalExchanges(roster: Roster, policy: Policy): number {
  const audience = new Set(roster.people.keys());
  const found = [...roster.shifts.keys()].map(
    (shift) => findPartners({ roster, policy, search: { shift, wants: {}, audience } }).legal.length,
  );
  return found.reduce((sum, legal) => sum + legal, 0) / 2;
}

function allExchanges(roster: Roster): number {
  const owned = [...roster.people.keys()].map((person) => roster.shiftsOf.get(person)?.length ?? 0);
  const all = owned.reduce((sum, count) => sum + count, 0);
  return owned.reduce((sum, count) => sum + count * (all - count), 0) / 2;
}

const [[firstInstance, firstHistory, firstWeeks]] = published;
const isThere = readCompetition(firstInstance, firstHistory, firstWeeks) !== undefined;

describe.skipIf(!isThere)('partners in the rosters of the nurse rostering competition', () => {
  test.each(published)(
    '%s, history %i, weeks %j: the published share of exchanges is legal, %d in a hundred',
    (instance, history, weeks, share) => {
      const competition = readCompetition(instance, history, weeks);
      if (!competition) throw new Error('a roster of the competition is missing');
      const roster = withoutHistory(competition);

      const legal = legalExchanges(roster, policyOf(competition));

      expect(Number(((100 * legal) / allExchanges(roster)).toFixed(1))).toBe(share);
    },
    60_000,
  );
});
