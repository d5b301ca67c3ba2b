import type { Windows } from '../../../core/local-windows.ts';
import type { Misfit, Move } from './moves.ts';
import type { Person, Roster, Stretch } from './roster.ts';
import { type Timeline, type Work, byStart, compareText, toWork, without } from './work.ts';

/** Somebody whom a leg names: what they work before the trade and after it. */
export interface Party {
  readonly person: Person;
  /** The same object in every situation of a prepared roster, so that what is found out about it can be kept. */
  readonly before: Timeline;
  readonly after: Timeline;
  /** What leaves them, and what they get, as it changes hands. */
  readonly gives: Timeline;
  readonly takes: Timeline;
}

/** A roster before and after a trade, as all rules look at it. All legs are applied at once. */
export interface Situation {
  readonly roster: Roster;
  /** The team's local dates. */
  readonly days: Windows;
  /** What changes hands, in order of start, whatever the order of the legs. */
  readonly moves: readonly Move[];
  /** Legs that could not be applied; R1 denies them. */
  readonly misfits: readonly Misfit[];
  /** Everybody named in a leg, in order of id. */
  readonly parties: readonly Party[];
  /** Any breach after the trade counts, also one that was there before. */
  readonly isStrict: boolean;
  /** Readings are wanted of everything, within the limits or not. */
  readonly wantsAll: boolean;
}

interface Known {
  readonly roster: Roster;
  readonly days: Windows;
  /** What somebody works as the roster stands. */
  readonly timelineOf: (person: string) => Timeline;
}

/** Everybody whom the moves name, before and after them. People whom the roster does not know are left out. */
export function partiesOf({ roster, days, timelineOf }: Known, moves: readonly Move[]): readonly Party[] {
  return namedIn(moves).flatMap((id) => {
    const person = roster.people.get(id);
    if (!person) return [];
    const before = timelineOf(id);
    const gives = moves.filter((move) => move.from === id).map((move) => move.work);
    const takes = moves.filter((move) => move.to === id).map((move) => move.work);
    return [{ person, before, after: afterwards({ before, gives, takes, days }), gives, takes }];
  });
}

function namedIn(moves: readonly Move[]): readonly string[] {
  const ids: string[] = [];
  for (const { from, to } of moves) {
    if (from !== null && !ids.includes(from)) ids.push(from);
    if (to !== null && !ids.includes(to)) ids.push(to);
  }
  return ids.toSorted(compareText);
}

/** The shifts that leave a person, all of them even where they give a part, and what they get. */
export function changedWork({ before, gives, takes }: Party): Timeline {
  const given = before.filter((work) => gives.some(({ shift }) => shift === work.shift));
  return [...given, ...takes];
}

/** What a person works before and after a trade, where it may differ: from so many local dates before a change to as many after. */
export function nearChanges(party: Party, days: number): Pick<Party, 'before' | 'after'> {
  const { before, after } = party;
  const changed = changedWork(party);
  const isNear = (work: Work): boolean =>
    changed.some(({ firstDay, lastDay }) => work.lastDay >= firstDay - days && work.firstDay <= lastDay + days);
  return { before: before.filter(isNear), after: after.filter(isNear) };
}

/** Where two timelines differ: the same from the start up to `first`, and that many more at the end. */
export interface Difference {
  readonly first: number;
  readonly sameAtEnd: number;
}

export function differenceOf({ before, after }: Pick<Party, 'before' | 'after'>): Difference {
  const shorter = Math.min(before.length, after.length);
  let first = 0;
  while (first < shorter && before[first] === after[first]) first += 1;
  const more = before.length - 1;
  const other = after.length - 1;
  let sameAtEnd = 0;
  while (sameAtEnd < shorter - first && before[more - sameAtEnd] === after[other - sameAtEnd]) sameAtEnd += 1;
  return { first, sameAtEnd };
}

interface Exchange {
  readonly before: Timeline;
  readonly gives: Timeline;
  readonly takes: Timeline;
  readonly days: Windows;
}

/** Given shifts leave before received ones arrive; of a shift given in part the rest stays. */
function afterwards({ before, gives, takes, days }: Exchange): Timeline {
  const after: Work[] = [];
  for (const work of before) {
    if (gives.some((given) => given.shift === work.shift)) after.push(...rest(work, gives, days));
    else after.push(work);
  }
  for (const work of takes) insert(after, work);
  return after;
}

function rest(work: Work, gives: readonly Work[], days: Windows): readonly Work[] {
  const taken = gives.filter((given) => given.shift === work.shift);
  const holes = taken.map(({ start, end }): Stretch => ({ from: start, to: end }));
  return without({ from: work.start, to: work.end }, holes).map((piece) => toWork(work.shift, days, piece));
}

/** Faster than sorting what is in order already: the finder comes here tens of thousands of times. */
function insert(timeline: Work[], work: Work): void {
  let at = timeline.length;
  while (at > 0 && byStart(timeline[at - 1] ?? work, work) > 0) at -= 1;
  timeline.splice(at, 0, work);
}
