import { averageWeek, nightWork } from './average-rules.ts';
import { cover, somebodyInCharge } from './cover-rules.ts';
import { daysInARow, orderOfShifts, weekends } from './day-rules.ts';
import { hoursADay } from './day-hours.ts';
import { minors } from './minors.ts';
import { leadTime } from './notice.ts';
import { leave, noOverlap } from './overlap.ts';
import { notWithOneself, owner, published, tradable } from './ownership.ts';
import type { RuleId } from './policy.ts';
import { premiumForShortRest } from './premium.ts';
import { restBetweenShifts } from './rest.ts';
import { weeklyRest } from './weekly-rest.ts';
import { credential, skill } from './skills.ts';
import type { Rule } from './rule.ts';
import {
  equalPaidTime,
  excludedPeople,
  numberOfTrades,
  ownSiteAndZone,
  peopleInOneTrade,
  somethingInReturn,
} from './trade-rules.ts';
import { contractMinimum, overtime, weeklyLimit } from './week-rules.ts';

type Registry = { readonly [Id in RuleId]: Rule<Id> };

const registry: Registry = {
  R1: owner,
  R2: notWithOneself,
  R3: published,
  R4: leadTime,
  R5: noOverlap,
  R6: leave,
  R7: skill,
  R8: credential,
  R9: tradable,
  R10: restBetweenShifts,
  R11: weeklyRest,
  R12: averageWeek,
  R13: weeklyLimit,
  R14: overtime,
  R15: hoursADay,
  R16: daysInARow,
  R17: orderOfShifts,
  R18: nightWork,
  R19: minors,
  R20: contractMinimum,
  R21: equalPaidTime,
  R22: somethingInReturn,
  R23: cover,
  R24: somebodyInCharge,
  R25: weekends,
  R26: numberOfTrades,
  R27: excludedPeople,
  R28: ownSiteAndZone,
  R29: peopleInOneTrade,
  R30: premiumForShortRest,
};

/** Every rule by its id. */
export const allRules: Readonly<Record<RuleId, Rule>> = registry;
