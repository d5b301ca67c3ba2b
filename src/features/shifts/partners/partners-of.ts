import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { RuleSetting } from '../rules/policy.ts';
import type { Roster } from '../rules/roster.ts';
import { burdensIn } from './burdens.ts';
import { type Candidate, candidatesOf } from './candidates.ts';
import { couldSwap } from './could-swap.ts';
import { type Legal, nearestOf, type PartnersFound, type Question, ranked, undenied } from './find-partners.ts';
import { firstRosterOf, type Inquiry, inquire, type PartnersWanted, rosterOf, widened } from './inquiry.ts';

/** With the roster that names them: it has the shifts of everybody found. */
export interface PartnersSeen extends PartnersFound {
  readonly roster: Roster;
}

/**
 * Who can take a shift and, where its owner wants something in return, for which of theirs. What `findPartners` says of the
 * whole roster, without reading the whole roster: first what everybody works at the time of the shift, then the shifts of
 * those who could take it as far around as most rules look, at last, of those whom these allow, as far as any rule looks. At most nine statements.
 */
export async function partnersOf(tx: Tx, ctx: Ctx, wanted: PartnersWanted): Promise<PartnersSeen> {
  const inquiry = await inquire(tx, ctx, wanted);
  const { asked } = inquiry;
  const considered = wanted.wants === null ? asked.length : asked.reduce((sum, { answers }) => sum + answers, 0);
  const question = await questionFor(inquiry, await whoCould(inquiry));
  const candidates = candidatesOf(question.roster, question.search);
  const legal = undenied(question, candidates);
  if (legal.length === 0) return { considered, legal: [], ...(await nearestIn(inquiry, question, candidates)) };
  const judged = await inTheLongRun(inquiry, question, legal);
  const burdens = await burdensIn(tx, ctx, inquiry.teamId);
  return { considered, legal: ranked({ ...question, burdens }, judged), nearest: null, roster: question.roster };
}

/** Those of the audience who have something to give, if they should, and whom nothing hinders that is seen at a glance. */
async function whoCould(inquiry: Inquiry): Promise<readonly string[]> {
  const { policy, search, asked } = inquiry;
  const able = asked.filter(({ answers }) => search.wants === null || answers > 0).map(({ person }) => person);
  const roster = await firstRosterOf(inquiry);
  // Rests are judged when all shifts of a person are there.
  const could = couldSwap(roster, { ...policy, rules: { ...policy.rules, R10: restsUnjudged } }, search);
  // Of their shifts only those are known that are in the way: with nothing given, there is none.
  return able.filter(
    (person) =>
      could({ person, gives: null }) ||
      candidatesOf(roster, { ...search, audience: new Set([person]) }).some((candidate) => could(candidate)),
  );
}

const restsUnjudged: RuleSetting = { severity: 'allow', params: {}, isOverridable: false };

async function questionFor(inquiry: Inquiry, people: readonly string[]): Promise<Question> {
  const policy = inquiry.policies.near;
  const roster = await rosterOf(inquiry, people, policy);
  return { roster, policy, search: { ...inquiry.search, audience: new Set(people) } };
}

/** What every other rule allows may need a look for what somebody works over many weeks. */
async function inTheLongRun(inquiry: Inquiry, question: Question, legal: readonly Legal[]): Promise<readonly Legal[]> {
  const policy = inquiry.policies.far;
  const allowed = legal.filter(({ verdict }) => verdict === 'allow').map(({ candidate }) => candidate);
  if (allowed.length === 0 || Object.keys(policy.rules).length === 0) return legal;
  const people = [...new Set(allowed.map(({ person }) => person))];
  const roster = await widened(inquiry, question.roster, people);
  return [
    ...legal.filter(({ verdict }) => verdict === 'review'),
    ...undenied({ ...question, policy, roster }, allowed),
  ];
}

/** Of those whom something hinders at a glance, so many are looked at when nobody else is there. */
const FEW = 40;

async function nearestIn(
  inquiry: Inquiry,
  question: Question,
  candidates: readonly Candidate[],
): Promise<Pick<PartnersSeen, 'nearest' | 'roster'>> {
  const nearest = nearestOf(question, candidates);
  if (nearest) return { nearest, roster: question.roster };
  const hindered = inquiry.asked
    .filter(({ answers }) => inquiry.search.wants === null || answers > 0)
    .slice(0, FEW)
    .map(({ person }) => person);
  const others = await questionFor(inquiry, hindered);
  return { nearest: nearestOf(others, candidatesOf(others.roster, others.search)), roster: others.roster };
}
