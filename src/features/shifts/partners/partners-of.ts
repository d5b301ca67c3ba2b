import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { lookAround } from '../roster/look-around.ts';
import type { Roster, Stretch } from '../rules/roster.ts';
import { burdensIn } from './burdens.ts';
import { type Candidate, candidatesOf } from './candidates.ts';
import { couldSwap } from './could-swap.ts';
import { nearestOf, type PartnersFound, type Question, ranked, undenied } from './find-partners.ts';
import { denialsOf, firstRosterOf, type Inquiry, inquire, type PartnersWanted, rosterOf } from './inquiry.ts';

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
  const possible = await whoCould(inquiry);
  const question = await questionFor(inquiry, possible);
  const candidates = candidatesOf(question.roster, question.search);
  const legal = undenied({ ...question, policy: denialsOf(policy) }, candidates);
  if (legal.length === 0) return { considered, legal: [], ...(await nearestIn(inquiry, question, candidates)) };
  const judged = await withLongView(inquiry, question, legal);
  return { considered, legal: ranked(judged, legal), nearest: null, roster: judged.roster };
}

/** Those of the audience who have something to give, if they should, and whom nothing hinders that is seen at a glance. */
async function whoCould(inquiry: Inquiry): Promise<readonly string[]> {
  const { policy, search, asked } = inquiry;
  const able = asked.filter(({ answers }) => search.wants === null || answers > 0).map(({ person }) => person);
  const roster = await firstRosterOf(inquiry);
  const could = couldSwap(roster, policy, search);
  // Of their shifts only those are known that are in the way: with nothing given, there is none.
  return able.filter(
    (person) =>
      could({ person, gives: null }) ||
      candidatesOf(roster, { ...search, audience: new Set([person]) }).some((candidate) => could(candidate)),
  );
}

async function questionFor(inquiry: Inquiry, people: readonly string[]): Promise<Question> {
  const roster = await rosterOf(inquiry, people, denialsOf(inquiry.policy));
  return { roster, policy: inquiry.policy, search: { ...inquiry.search, audience: new Set(people) } };
}

async function withLongView(inquiry: Inquiry, question: Question, legal: readonly Candidate[]): Promise<Question> {
  const { tx, ctx, policy, around, teamId } = inquiry;
  const people = [...new Set(legal.map(({ person }) => person))];
  const roster = isFarther(lookAround(around, policy), lookAround(around, denialsOf(policy)))
    ? await rosterOf(inquiry, people, policy)
    : question.roster;
  return { ...question, roster, burdens: await burdensIn(tx, ctx, teamId) };
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

function isFarther(one: Stretch, other: Stretch): boolean {
  return one.from < other.from || one.to > other.to;
}
