/** What the rules look at. Times are epoch milliseconds; what is local is read in a shift's own zone. */

export interface Shift {
  readonly id: string;
  /** Null while it is open. */
  readonly person: string | null;
  readonly start: number;
  readonly end: number;
  /** Its wall clock. */
  readonly zone: string;
  readonly role: string | null;
  readonly type: string | null;
  readonly activity: string | null;
  readonly credential: string | null;
  readonly site: string | null;
  readonly teamId: string | null;
  /** Unpaid. */
  readonly breakMinutes: number;
  readonly isPublished: boolean;
  readonly isTradable: boolean;
  readonly version: number;
}

/** Half-open, in epoch milliseconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface Credential {
  readonly name: string;
  /** The last local date on which it counts; null: for good. */
  readonly validUntil: string | null;
}

export interface Person {
  readonly id: string;
  readonly qualifications: readonly Credential[];
  /** Leave, and when they cannot work; sorted, not overlapping. */
  readonly away: readonly Stretch[];
  readonly homeZone: string | null;
  readonly site: string | null;
  /** Trades executed in the calendar month of the check, before this one. */
  readonly tradesThisMonth: number;
  readonly openRequests: number;
  readonly isExcluded: boolean;
  readonly hasOptedOut: boolean;
  /** Local date of birth. */
  readonly bornOn: string | null;
  readonly contractMinutes: number | null;
}

/**
 * People needed from..to, of a skill where one is named: they hold it, and their shift is of no other role. Looked at quarter
 * by quarter from its start; only who is there for all of a quarter counts.
 */
export interface Demand extends Stretch {
  readonly skill: string | null;
  readonly people: number;
}

/** Everything that a trade can touch: all shifts of everybody in it, for as long before and after as the rules look. */
export interface Roster {
  /** Of the team: weeks and days are read in it. */
  readonly zone: string;
  readonly now: number;
  readonly people: ReadonlyMap<string, Person>;
  readonly shifts: ReadonlyMap<string, Shift>;
  /** By person, in order of start; open ones under null. */
  readonly shiftsOf: ReadonlyMap<string | null, readonly Shift[]>;
  readonly demand: readonly Demand[];
}

/** One shift, or a part of one, that goes from a person (null: it was open) to another (null: it is released, and open). */
export interface Leg {
  readonly shift: string;
  readonly from: string | null;
  readonly to: string | null;
  /** Only this stretch of it goes; the rest stays. */
  readonly part?: Stretch;
}
