import { hoursADay } from './day-hours.ts';
import { leadTime } from './notice.ts';
import { leave, noOverlap } from './overlap.ts';
import { notWithOneself, owner, published, tradable } from './ownership.ts';
import type { RuleId } from './policy.ts';
import { restBetweenShifts } from './rest.ts';
import { weeklyRest } from './weekly-rest.ts';
import { credential, skill } from './skills.ts';
import type { Rule } from './rule.ts';

type Registry = { readonly [Id in RuleId]?: Rule<Id> };

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
  R15: hoursADay,
};

/** Every rule by its id. */
export const allRules: Readonly<Partial<Record<RuleId, Rule>>> = registry;
