import { setImmediate as others } from 'node:timers/promises';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { eachInSlices } from '../import/in-slices.ts';
import type { Roster, Shift } from '../rules/roster.ts';
import { withRules } from '../rules/some-rules.ts';
import { countAnswers, readAnswers } from './audience.ts';
import { burdensIn } from './burdens.ts';
import { candidatesOf, type Search } from './candidates.ts';
import { couldSwap, freeFor, rolesOf } from './could-swap.ts';
import {
  judgeOf,
  type Legal,
  type Near,
  nearestOf,
  type PartnersFound,
  type Question,
  ranked,
} from './find-partners.ts';
import { type Inquiry, inquire, type PartnersWanted } from './inquiry.ts';
import { inTheLongRun, worksOf } from './long-run.ts';
import { glanceAt, rosterAround, wholeRosterOf } from './read-rosters.ts';

/**
 * Who can take a shift and, where its owner wants something in return, for which of theirs. What `findPartners` says of the
 * whole roster, without reading the whole roster: first what everybody works at the time of the shift; then, of those who could take
 * it, only the shifts that the giver could take; then what those people work around these, as far as most rules look; at
 * last, of those whom these allow, as far as any rule looks. At most twelve statements.
 */
export async function partnersOf(tx: Tx, ctx: Ctx, wanted: PartnersWanted): Promise<PartnersFound> {
  const inquiry = await inquire(tx, ctx, wanted);
  const glance = await glanceAt(inquiry, skilledIn(inquiry));
  const possible = await possibleAnswers(inquiry, glance);
  const question = await questionAbout(inquiry, glance, possible);
  // PostgreSQL adds up and counts while this process judges.
  const [works, burdens, considered, legal] = await Promise.all([
    worksOf(inquiry, possible),
    burdensIn(tx, ctx, inquiry.teamId),
    countAnswers(tx, ctx, inquiry.wanted, inquiry.audience),
    judgedInSlices(question),
  ]);
  if (legal.length === 0) return { considered, legal: [], nearest: await nearestIn(inquiry, question) };
  const judged = await inTheLongRun(inquiry, { question, works }, legal);
  return { considered, legal: ranked({ ...question, burdens }, judged), nearest: null };
}

/** Those who have the role that the shift asks for, where whoever takes it has to. */
function skilledIn({ audience, policies }: Inquiry): readonly string[] {
  const isNeeded = policies.near.rules.R7?.severity === 'deny';
  return audience.asked.filter(({ isSkilled }) => isSkilled || !isNeeded).map(({ person }) => person);
}

/** Whoever nothing hinders that is seen at a glance, and what they could give for it. */
interface Possible {
  readonly people: readonly string[];
  readonly answers: readonly Shift[];
}

async function possibleAnswers(inquiry: Inquiry, glance: Roster): Promise<Possible> {
  const { tx, ctx, given, wanted, around, policies } = inquiry;
  const { wants } = wanted;
  const people = whoCould(inquiry, glance);
  if (wants === null) return { people, answers: [] };
  const stretches = freeFor(glance, policies.near, given, around);
  const roles = rolesOf(glance, policies.near, given.person);
  const answers = await readAnswers(tx, ctx, { ...wanted, wants }, { people, stretches, roles });
  return { people: [...new Set(answers.map(({ person }) => person ?? ''))], answers };
}

function whoCould(inquiry: Inquiry, glance: Roster): readonly string[] {
  const skilled = skilledIn(inquiry);
  const search = searchAmong(inquiry, skilled);
  // Rests are judged when all shifts of a person are there.
  const could = couldSwap(
    glance,
    withRules(inquiry.policies.near, (id) => id !== 'R10'),
    search,
  );
  // Of their shifts only those are known that are in the way: with nothing given, there is none.
  return skilled.filter(
    (person) =>
      could({ person, gives: null }) ||
      candidatesOf(glance, { ...search, audience: new Set([person]) }).some((candidate) => could(candidate)),
  );
}

function searchAmong({ given, wanted, part }: Inquiry, people: readonly string[]): Search {
  return { shift: given.id, wants: wanted.wants, audience: new Set(people), ...(part && { part }) };
}

async function questionAbout(inquiry: Inquiry, { people: facts }: Roster, possible: Possible): Promise<Question> {
  const policy = inquiry.policies.near;
  const roster = await rosterAround(inquiry, { facts, policy, ...possible });
  return { roster, policy, search: searchAmong(inquiry, possible.people) };
}

/** Answers are judged in slices, between which others have their turn; so the statements that were begun before them are sent. */
async function judgedInSlices(question: Question): Promise<readonly Legal[]> {
  const look = judgeOf(question);
  const legal: Legal[] = [];
  await others();
  await eachInSlices(candidatesOf(question.roster, question.search), (candidate) => {
    const found = look(candidate);
    if (found) legal.push(found);
  });
  return legal;
}

/** Of those whom something hinders at a glance, so many are looked at when nobody else is there. */
const FEW = 40;

/** Of what was judged, or where nothing was, of some whom something hinders: those who have the skill first. */
async function nearestIn(inquiry: Inquiry, question: Question): Promise<Near | null> {
  const judged = candidatesOf(question.roster, question.search);
  if (judged.length > 0) return nearestOf(question, judged);
  const bySkill = inquiry.audience.asked.toSorted((one, other) => Number(other.isSkilled) - Number(one.isSkilled));
  const people = bySkill.slice(0, FEW).map(({ person }) => person);
  const roster = await wholeRosterOf(inquiry, people, question.policy);
  const search = searchAmong(inquiry, people);
  return nearestOf({ ...question, roster, search }, candidatesOf(roster, search));
}
