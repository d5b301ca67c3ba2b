import { prepareRoster } from '../rules/check-trade.ts';
import type { Policy } from '../rules/policy.ts';
import type { Roster } from '../rules/roster.ts';
import type { Finding, Verdict } from '../rules/verdict.ts';
import { type Candidate, candidatesOf, legsOf, type Search } from './candidates.ts';
import { couldSwap } from './could-swap.ts';
import { byRank, fitOf } from './rank.ts';

/** An answer that the rules let pass, or ask for a look at. */
export interface Partner {
  readonly person: string;
  /** The shift that comes back for it; null: they take it for nothing. */
  readonly gives: string | null;
  readonly verdict: Verdict;
}

/** The answer that would be least wrong. */
export interface Near extends Partner {
  /** What is in its way. */
  readonly broken: readonly Finding[];
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

/** Those candidates that no rule denies, without saying why the others are denied. */
export function undenied({ roster, policy, search }: Question, candidates: readonly Candidate[]): readonly Candidate[] {
  const judge = prepareRoster(roster, policy);
  const giver = giverIn(roster, search);
  return candidates
    .filter(couldSwap(roster, policy, search))
    .filter((candidate) => !judge.denies(legsOf(search, giver, candidate)));
}

/** Those that are not denied with their verdicts: allowed before those that somebody has to look at, then by how well they fit. */
export function ranked(question: Question, candidates: readonly Candidate[]): readonly Partner[] {
  return candidates
    .map(judgedBy(question, reviewsIn))
    .filter(({ verdict }) => verdict.verdict !== 'deny')
    .toSorted(byRank)
    .map(partner);
}

function reviewsIn({ findings }: Verdict): readonly number[] {
  return [new Set(findings.flatMap(({ rule, severity }) => (severity === 'review' ? [rule] : []))).size];
}

interface Judged {
  readonly candidate: Candidate;
  readonly verdict: Verdict;
  readonly rank: readonly number[];
}

/** Ranked by what `first` makes of the verdict, then by how well they fit. */
function judgedBy(
  { roster, policy, search, burdens = new Map() }: Question,
  first: (verdict: Verdict) => readonly number[],
): (candidate: Candidate) => Judged {
  const judge = prepareRoster(roster, policy);
  const giver = giverIn(roster, search);
  const fit = fitOf(roster, search, burdens);
  return (candidate) => {
    const verdict = judge.check(legsOf(search, giver, candidate));
    return { candidate, verdict, rank: [...first(verdict), ...fit(candidate)] };
  };
}

/** More are not looked at closely when none is legal. */
const CLOSELY = 200;

/**
 * Of the answers that come furthest, and fit best, the one that the fewest rules deny. Where a shift is in the way of
 * everybody, or leave, or a skill, it is one of those.
 */
export function nearestOf(question: Question, candidates: readonly Candidate[]): Near | null {
  const { roster, policy, search, burdens = new Map() } = question;
  const judged = judgedBy(question, brokenIn);
  const furthest = candidates.filter(couldSwap(roster, policy, search));
  const fit = fitOf(roster, search, burdens);
  const best = (furthest.length > 0 ? furthest : candidates)
    .map((candidate) => ({ candidate, rank: fit(candidate) }))
    .toSorted(byRank)
    .slice(0, CLOSELY);
  const [first] = best.map(({ candidate }) => judged(candidate)).toSorted(byRank);
  return first ? { ...partner(first), broken: denialsIn(first.verdict) } : null;
}

function brokenIn(verdict: Verdict): readonly number[] {
  const broken = denialsIn(verdict);
  return [new Set(broken.map(({ rule }) => rule)).size, broken.length];
}

function denialsIn({ findings }: Verdict): readonly Finding[] {
  return findings.filter(({ severity }) => severity === 'deny');
}

function partner({ candidate, verdict }: Judged): Partner {
  return { person: candidate.person, gives: candidate.gives?.id ?? null, verdict };
}

function giverIn(roster: Roster, { shift }: Search): string | null {
  return roster.shifts.get(shift)?.person ?? null;
}
