import { isDeepStrictEqual } from 'node:util';
import type { ShiftChange, ShiftFacts } from '../roster/shift-change.ts';
import type { ShiftRow } from '../roster/tables.ts';
import type { Draft, SourceFacts } from './read-row.ts';

/** These change together: an end without its start means nothing. */
const timeFields = ['startsLocal', 'endsLocal', 'timeZone', 'startOffset', 'endOffset'] as const;
const otherFields = [
  'slackId',
  'breakMinutes',
  'role',
  'type',
  'activity',
  'credential',
  'site',
  'comment',
  'isPublished',
  'isTradable',
] as const;

/**
 * The change that a row of a file makes to its shift, undefined where it makes none. Only what the file says differently from
 * last time counts: a swap or an edit made here stays until the file itself changes that very thing.
 */
export function mergeDraft(
  teamId: string,
  draft: Draft,
  key: string,
  before: ShiftRow | undefined,
): ShiftChange | undefined {
  const { facts, startsAt, endsAt } = draft;
  if (!before) {
    return { add: { ...facts, startsAt, endsAt, teamId, state: 'planned', sourceKey: key, sourceFacts: facts } };
  }
  const said = saidBefore(before);
  const set = { ...changedTimes(draft, said), ...changedOthers(facts, said), ...revived(before, facts) };
  const isNews = Object.entries(set).some(
    ([field, value]) => !isDeepStrictEqual(before[field as keyof ShiftRow], value),
  );
  // What the source says is remembered also where the roster says so already.
  const isNewlySaid = before.sourceKey !== null && !isDeepStrictEqual(before.sourceFacts, plain(facts));
  if (isNews) return { shift: before, set: { ...set, sourceFacts: facts } };
  return isNewlySaid ? { shift: before, set: { sourceFacts: facts } } : undefined;
}

/** Whether a change only remembers what the source says: to people it is none. */
export function isQuiet(change: ShiftChange): boolean {
  return 'set' in change && Object.keys(change.set).every((field) => field === 'sourceFacts');
}

/** What the file said last time; of a shift that came from no file, what it is. */
function saidBefore(before: ShiftRow): SourceFacts {
  // Safe: written by this module only.
  return before.sourceFacts === null ? before : (before.sourceFacts as unknown as SourceFacts);
}

function changedTimes({ facts, startsAt, endsAt }: Draft, said: SourceFacts): Partial<ShiftFacts> {
  if (timeFields.every((field) => facts[field] === said[field])) return {};
  const times = Object.fromEntries(timeFields.map((field) => [field, facts[field]]));
  return { ...times, startsAt, endsAt };
}

function changedOthers(facts: SourceFacts, said: SourceFacts): Partial<ShiftFacts> {
  return Object.fromEntries(
    otherFields.filter((field) => facts[field] !== said[field]).map((field) => [field, facts[field]]),
  );
}

/** Taken off the roster because it was missing once, or cancelled here and changed in the file since: it is planned again. */
function revived(before: ShiftRow, facts: SourceFacts): Partial<ShiftFacts> {
  const isOff = before.state === 'cancelled';
  return isOff && !isDeepStrictEqual(before.sourceFacts, plain(facts)) ? { state: 'planned' } : {};
}

/** As it comes back from the database: in no order that matters, with nothing undefined. */
function plain(facts: SourceFacts): Record<string, unknown> {
  return { ...facts };
}
