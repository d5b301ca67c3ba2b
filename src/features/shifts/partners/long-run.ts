import { localDays } from '../../../core/local-windows.ts';
import { lookAround } from '../roster/look-around.ts';
import { readWeeklyWork, type WeeklyWork } from '../roster/read-weekly-work.ts';
import { weekendsIn } from '../rules/measures/weekends.ts';
import type { Policy, RuleId } from '../rules/policy.ts';
import type { Shift } from '../rules/roster.ts';
import { type ParamsOf, paramsOf } from '../rules/rule-parameters.ts';
import { withRules } from '../rules/some-rules.ts';
import { hullOf } from './audience.ts';
import type { Candidate } from './candidates.ts';
import { type Legal, type Question, undenied } from './find-partners.ts';
import type { Inquiry } from './inquiry.ts';
import { rosterAround } from './read-rosters.ts';

/**
 * Rules that only ask for a look, and look at many weeks to do so. Of most answers much less tells that they have nothing to
 * say: of averages what a person works a week, of weekends whether anything on one changes hands. Only of the rest everything
 * is read that these rules look at: reading and judging that of everybody took a third of a search.
 */
const averages: readonly RuleId[] = ['R12', 'R18'];
const weekends: readonly RuleId[] = ['R25'];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Works = ReadonlyMap<string, WeeklyWork>;

/** What the giver and these people work a week, as far around their answers as averages look; nobody's where none is looked at. */
export async function worksOf(
  inquiry: Inquiry,
  { people, answers }: { readonly people: readonly string[]; readonly answers: readonly Shift[] },
): Promise<Works> {
  const { tx, ctx, given } = inquiry;
  const policy = farOf(inquiry, averages);
  if (people.length === 0 || spansOf(policy).length === 0) return new Map();
  const within = lookAround(hullOf([given, ...answers]), policy);
  return readWeeklyWork(tx, ctx, within, [...people, given.person ?? '']);
}

interface Known {
  readonly question: Question;
  readonly works: Works;
}

/** What every other rule allows may need a look for what somebody works over many weeks. */
export async function inTheLongRun(
  inquiry: Inquiry,
  { question, works }: Known,
  legal: readonly Legal[],
): Promise<readonly Legal[]> {
  const allowed = legal.filter(({ verdict }) => verdict === 'allow').map(({ candidate }) => candidate);
  const looked = await Promise.all([
    lookedAt(inquiry, question, { rules: averages, some: doubtfulAverages(inquiry, works, allowed) }),
    lookedAt(inquiry, question, { rules: weekends, some: allowed.filter(isAboutWeekends(inquiry)) }),
  ]);
  const those = new Set(looked.flat());
  return legal.map((each) => (those.has(each.candidate) ? { ...each, verdict: 'review' } : each));
}

interface Doubtful {
  readonly rules: readonly RuleId[];
  readonly some: readonly Candidate[];
}

/** Those at which a manager looks by these rules. */
async function lookedAt(
  inquiry: Inquiry,
  question: Question,
  { rules, some }: Doubtful,
): Promise<readonly Candidate[]> {
  const policy = farOf(inquiry, rules);
  if (some.length === 0 || Object.keys(policy.rules).length === 0) return [];
  const roster = await rosterAround(inquiry, {
    ...movingIn(some),
    facts: question.roster.people,
    policy,
    isWeekendsOnly: rules === weekends,
  });
  const judged = undenied({ ...question, policy, roster }, some);
  return judged.filter(({ verdict }) => verdict === 'review').map(({ candidate }) => candidate);
}

function farOf({ policies }: Inquiry, rules: readonly RuleId[]): Policy {
  return withRules(policies.far, (id) => rules.includes(id));
}

function movingIn(candidates: readonly Candidate[]) {
  return {
    people: [...new Set(candidates.map(({ person }) => person))],
    answers: candidates.flatMap(({ gives }) => gives ?? []),
  };
}

/** Those with which an average of somebody may be too long. */
function doubtfulAverages(inquiry: Inquiry, works: Works, allowed: readonly Candidate[]): readonly Candidate[] {
  const { given } = inquiry;
  const spans = spansOf(farOf(inquiry, averages));
  if (spans.length === 0) return [];
  const rooms = new Map<string, number>();
  const roomOf = (person: string): number => {
    const room = rooms.get(person) ?? roomIn(works.get(person), spans);
    rooms.set(person, room);
    return room;
  };
  const isTooMuch = (person: string | null, { start, end }: Shift): boolean =>
    person !== null && end - start > roomOf(person);
  return allowed.filter(
    ({ person, gives }) => isTooMuch(person, given) || (gives !== null && isTooMuch(given.person, gives)),
  );
}

/** So many weeks in a row, and what may be worked in them, in milliseconds. */
interface Span {
  readonly weeks: number;
  readonly most: number;
}

function spansOf({ rules: { R12, R18 } }: Policy): readonly Span[] {
  // Of R18 a week has six times 24 hours.
  return [...(R12 ? [spanOf(paramsOf('R12', R12), 1)] : []), ...(R18 ? [spanOf(paramsOf('R18', R18), 6)] : [])];
}

function spanOf({ weeks, max_average_min: limit }: ParamsOf<'R12' | 'R18'>, parts: number): Span {
  return { weeks, most: limit * weeks * parts * MINUTE };
}

/**
 * How much more somebody may work in any of these weeks before an average can be too long. Local weeks lie across the
 * stretches that are counted, and may be an hour longer: so one more is taken, and that hour. Of what starts before there is
 * one shift at most that reaches into them, as nobody works two at once: no more than the fullest stretch. A minute is for rounding.
 */
function roomIn(work: WeeklyWork = new Map(), spans: readonly Span[]): number {
  const rooms = spans.map(({ weeks, most }) => most - mostIn(work, weeks + 1) - mostIn(work, 1));
  return Math.min(...rooms) - HOUR - MINUTE;
}

/** The most that starts in so many weeks in a row. */
function mostIn(work: WeeklyWork, count: number): number {
  const inOrder = [...work].toSorted(([one], [other]) => one - other);
  let [most, sum, oldest] = [0, 0, 0];
  for (const [week, paid] of inOrder) {
    sum += paid;
    for (let first = inOrder[oldest]; first && first[0] <= week - count; first = inOrder[oldest]) {
      sum -= first[1];
      oldest += 1;
    }
    most = Math.max(most, sum);
  }
  return most;
}

/** Whether a weekend may be worked that was free before; where rules are strict, one that was worked already counts too. */
function isAboutWeekends({ given, zone, policies }: Inquiry): (candidate: Candidate) => boolean {
  const days = localDays(zone);
  const touchesOne = ({ start, end }: Shift): boolean => {
    const [first, last] = [days.indexAt(start), days.indexAt(end - 1)];
    return weekendsIn(Array.from({ length: last - first + 1 }, (_, nth) => first + nth)).length > 0;
  };
  const isAlways = !policies.far.delta || touchesOne(given);
  return ({ gives }) => isAlways || (gives !== null && touchesOne(gives));
}
