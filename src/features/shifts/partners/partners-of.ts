import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { RuleSetting } from '../rules/policy.ts';
import type { Roster } from '../rules/roster.ts';
import { burdensIn } from './burdens.ts';
import { type Candidate, candidatesOf } from './candidates.ts';
import { couldSwap } from './could-swap.ts';
import { legalOf, nearestOf, type Partner, type PartnersFound, type Question } from './find-partners.ts';
import { firstRosterOf, type Inquiry, inquire, type PartnersWanted, rosterOf, widened, withOnly } from './inquiry.ts';

/** With the roster that names them: it has the shifts of everybody found. */
export interface PartnersSeen extends PartnersFound {
  readonly roster: Roster;
}

/**
 * Who can take a shift and, where its owner wants something in return, for which of theirs. What `findPartners` says of the
 * whole roster, without reading the whole roster: first what everybody works at the time of the shift, then the shifts of
 * those who could take it as far around as rules that deny look, at last, of those whom no rule denies, as far as any rule
 * looks. At most nine statements.
 */
export async function partnersOf(tx: Tx, ctx: Ctx, wanted: PartnersWanted): Promise<PartnersSeen> {
  const inquiry = await inquire(tx, ctx, wanted);
  const { asked, policy } = inquiry;
  const considered = wanted.wants === null ? asked.length : asked.reduce((sum, { answers }) => sum + answers, 0);
  const question = await questionFor(inquiry, await whoCould(inquiry));
  const candidates = candidatesOf(question.roster, question.search);
  const undenied = legalOf({ ...question, policy: withOnly('deny', policy) }, candidates);
  if (undenied.length === 0) return { considered, legal: [], ...(await nearestIn(inquiry, question, candidates)) };
  const last = await withLongView(inquiry, question, undenied);
  const known = new Set(undenied.map(({ person, gives }) => `${person} ${gives}`));
  const left = candidates.filter(({ person, gives }) => known.has(`${person} ${gives?.id ?? null}`));
  return { considered, legal: legalOf(last, left), nearest: null, roster: last.roster };
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
  const roster = await rosterOf(inquiry, people, withOnly('deny', inquiry.policy));
  return { roster, policy: inquiry.policy, search: { ...inquiry.search, audience: new Set(people) } };
}

/** The last question, about those whom no rule denies: what of it needs a look, and what fits best. */
async function withLongView(inquiry: Inquiry, question: Question, undenied: readonly Partner[]): Promise<Question> {
  const { tx, ctx, policy, teamId } = inquiry;
  const people = [...new Set(undenied.map(({ person }) => person))];
  const [roster, burdens] = await Promise.all([widened(inquiry, question.roster, people), burdensIn(tx, ctx, teamId)]);
  return { ...question, policy: withOnly('review', policy), roster, burdens };
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
