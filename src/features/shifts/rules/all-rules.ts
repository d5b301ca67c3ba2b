import { notWithOneself, owner, published, tradable } from './ownership.ts';
import type { RuleId } from './policy.ts';
import { restBetweenShifts } from './rest.ts';
import type { Rule } from './rule.ts';

type Registry = { readonly [Id in RuleId]?: Rule<Id> };

const registry: Registry = {
  R1: owner,
  R2: notWithOneself,
  R3: published,
  R9: tradable,
  R10: restBetweenShifts,
};

/** Every rule by its id. */
export const allRules: Readonly<Partial<Record<RuleId, Rule>>> = registry;
