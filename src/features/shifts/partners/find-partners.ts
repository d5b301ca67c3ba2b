import { prepareRoster } from '../rules/check-trade.ts';
import type { Policy } from '../rules/policy.ts';
import type { Roster } from '../rules/roster.ts';
import type { Finding, Verdict } from '../rules/verdict.ts';
import { type Candidate, candidatesOf, legsOf, type Search } from './candidates.ts';
import { couldSwap } from './could-swap.ts';
import { byRank, fitOf } from './rank.ts';

/** An answer that the rules let pass, or ask for a look at. */
export interface Partner extends Answer {
  readonly verdict: 'allow' | 'review';
}

/** The answer that would be least wrong. */
export interface Near extends Answer {
  /** What is in its way. */
  readonly broken: readonly Finding[];
}

interface Answer {
  readonly person: string;
  /** The shift that comes back for it; null: they take it for nothing. */
  readonly gives: string | null;
}

export interface PartnersFound {
  /** How many answers there would be without rules. */
  readonly considered: number;
  /** The best first. */
  readonly legal: readonly Partner[];
  /** Only where none is legal. */
  readonly nearest: Near | null;
}

/** Minutes of unpleasant work that each person took lately; whoever is not there took none. */
export type Burdens = ReadonlyMap<string, number>;

/** A search over a roster that has everything the rules look at of the giver and of everybody in the audience. */
export interface Question {
  readonly roster: Roster;
  readonly policy: Policy;
  readonly search: Search;
  readonly burdens?: Burdens;
}

/** Exactly those answers that checkTrade does not deny, ranked. Pure. */
export function findPartners(question: Question): PartnersFound {
  const candidates = candidatesOf(question.roster, question.search);
  const legal = ranked(question, undenied(question, candidates));
  const nearest = legal.length === 0 ? nearestOf(question, candidates) : null;
  return { considered: candidates.length, legal, nearest };
}

/** A candidate that no rule denies. */
export interface Legal {
  readonly candidate: Candidate;
  readonly verdict: Partner['verdict'];
}

export function undenied(question: Question, candidates: readonly Candidate[]): readonly Legal[] {
  const look = judgeOf(question);
  return candidates.flatMap((candidate) => look(candidate) ?? []);
}

/** Says of one answer after another whether it is legal; what it finds out for one it keeps for the next. */
export function judgeOf({ roster, policy, search }: Question): (candidate: Candidate) => Legal | undefined {
  const judge = prepareRoster(roster, policy);
  const giver = giverIn(roster, search);
  const isPossible = couldSwap(roster, policy, search);
  return (candidate) => {
    if (!isPossible(candidate)) return undefined;
    const verdict = judge.outcome(legsOf(search, giver, candidate));
    return verdict === 'deny' ? undefined : { candidate, verdict };
  };
}

/** Allowed before those that somebody has to look at, then by how well they fit. */
export function ranked({ roster, search, burdens = new Map() }: Question, legal: readonly Legal[]): readonly Partner[] {
  const fit = fitOf(roster, search, burdens);
  return legal
    .map(({ candidate, verdict }) => ({ candidate, verdict, rank: [verdict === 'allow' ? 0 : 1, ...fit(candidate)] }))
    .toSorted(byRank)
    .map(({ candidate: { person, gives }, verdict }) => ({ person, gives: gives?.id ?? null, verdict }));
}

/** More are not looked at closely when none is legal. */
const CLOSELY = 200;

/**
 * Of the answers that come furthest, and fit best, the one that the fewest rules deny. Where a shift is in the way of
 * everybody, or leave, or a skill, it is one of those. None of the candidates is legal.
 */
export function nearestOf(question: Question, candidates: readonly Candidate[]): Near | null {
  const { roster, policy, search, burdens = new Map() } = question;
  const judge = prepareRoster(roster, policy);
  const giver = giverIn(roster, search);
  const fit = fitOf(roster, search, burdens);
  const furthest = candidates.filter(couldSwap(roster, policy, search));
  const [nearest] = (furthest.length > 0 ? furthest : candidates)
    .map((candidate) => ({ candidate, rank: fit(candidate) }))
    .toSorted(byRank)
    .slice(0, CLOSELY)
    .map(({ candidate, rank }) => {
      const broken = denialsIn(judge.check(legsOf(search, giver, candidate)));
      return { candidate, broken, rank: [rulesIn(broken), broken.length, ...rank] };
    })
    .toSorted(byRank);
  if (!nearest) return null;
  const { person, gives } = nearest.candidate;
  return { person, gives: gives?.id ?? null, broken: nearest.broken };
}

function denialsIn({ findings }: Verdict): readonly Finding[] {
  return findings.filter(({ severity }) => severity === 'deny');
}

function rulesIn(findings: readonly Finding[]): number {
  return new Set(findings.map(({ rule }) => rule)).size;
}

function giverIn(roster: Roster, { shift }: Search): string | null {
  return roster.shifts.get(shift)?.person ?? null;
}
