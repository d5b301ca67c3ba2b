import { type ActiveRule, breachesOf } from './active-rules.ts';
import type { RuleInfo } from './catalogue/rule-info.ts';
import type { RuleId } from './policy.ts';
import { ruleInfos } from './rule-parameters.ts';
import type { Party, Situation } from './situation.ts';
import type { Verdict } from './verdict.ts';
import type { Work } from './work.ts';

/** These settle most of what is settled early, and do so fast. */
// prettier-ignore
const quickest: readonly RuleId[] = ['R7', 'R6', 'R5', 'R4', 'R10', 'R17', 'R13', 'R16', 'R21', 'R14', 'R20', 'R15', 'R11'];

/**
 * What the rules come to, without their findings: stops at the first that settles it. What it means for one person is kept
 * for the next trade in which they give the same and take something of the same time and kind: whoever looks for a partner
 * asks that again and again.
 */
export function outcomeBy(rules: readonly ActiveRule[]): (situation: Situation) => Verdict['verdict'] {
  const [denies, reviews] = [breaking(rules, 'deny'), breaking(rules, 'review')];
  const keyOf = partyKeys();
  return (situation) => {
    if (situation.misfits.length > 0) return 'deny';
    const parties = situation.parties.map((party) => ({ party, key: keyOf(party) }));
    if (denies(situation, parties)) return 'deny';
    return reviews(situation, parties) ? 'review' : 'allow';
  };
}

interface Keyed {
  readonly party: Party;
  /** The same for two trades that mean the same to a person. */
  readonly key: string;
}
type IsBroken = (situation: Situation, parties: readonly Keyed[]) => boolean;

/** Whether any rule of that severity is broken. */
function breaking(all: readonly ActiveRule[], severity: ActiveRule['severity']): IsBroken {
  const rules = all.filter((rule) => rule.severity === severity).toSorted(byQuickness);
  const lookingAt = (what: RuleInfo['looksAt']) => rules.filter(({ id }) => ruleInfos[id].looksAt === what);
  const [ofPerson, ofTrade, ofTeam] = [lookingAt(undefined), lookingAt('trade'), lookingAt('team')];
  const kept = new Map<string, boolean>();
  return (situation, parties) => {
    if (isAnyBroken(ofTrade, situation)) return true;
    if (parties.some(({ key }) => kept.get(key))) return true;
    const isAnybodys = parties.some(({ party, key }) => {
      const isBroken = kept.get(key) ?? isAnyBroken(ofPerson, { ...situation, parties: [party] });
      kept.set(key, isBroken);
      return isBroken;
    });
    return isAnybodys || isAnyBroken(ofTeam, situation);
  };
}

function isAnyBroken(rules: readonly ActiveRule[], situation: Situation): boolean {
  return rules.some((rule) => breachesOf(rule, situation).length > 0);
}

function byQuickness(one: ActiveRule, other: ActiveRule): number {
  return rank(one) - rank(other);
}

function rank({ id }: ActiveRule): number {
  const at = quickest.indexOf(id);
  return at === -1 ? quickest.length : at;
}

/** Keys of what trades mean to people, short ones: they are kept by the thousand. */
function partyKeys(): (party: Party) => string {
  const kinds = new Map<string, number>();
  const numbers = new WeakMap<Work, number>();
  const numberOf = (work: Work): number => {
    const found = numbers.get(work);
    if (found !== undefined) return found;
    const kind = kindOf(work);
    const number = kinds.get(kind) ?? kinds.size;
    kinds.set(kind, number);
    numbers.set(work, number);
    return number;
  };
  return ({ person, gives, takes }) => {
    const given = gives.map(({ shift, start, end }) => `${shift.id} ${start} ${end}`);
    return `${person.id} ${given.join()} ${takes.map(numberOf).join()}`;
  };
}

/** Everything about a piece of work but which one it is. */
function kindOf({ start, end, paid, shift }: Work): string {
  return JSON.stringify([start, end, paid, { ...shift, id: null, person: null, version: null }]);
}
