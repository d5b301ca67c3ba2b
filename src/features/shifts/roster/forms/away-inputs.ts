import { z } from 'zod';
import { isZone } from '../../../../core/local-time.ts';
import type { OpenView, Parsed } from '../../../../slack/listener.ts';
import { choiceOf, textOf } from '../../../../slack/modal-state.ts';
import { recall } from './inputs.ts';
import { readTypedDay, readTypedEnd, readTypedStart, type TypedTime } from './typed-times.ts';

/** When somebody cannot work. */
export interface AddAbsence {
  /** Made when the form is opened, so that sent twice it is one. */
  readonly absenceId: string;
  readonly slackId: string;
  readonly kind: 'leave' | 'unavailable';
  readonly timeZone: string;
  readonly from: string;
  readonly to: string;
  /** Both as whole dates, the last one included; else as instants. */
  readonly span: { readonly startsAt: Date; readonly endsAt: Date } | undefined;
  /** `seenKey` of the shifts that whoever enters it knows its person has then; null: they were shown none. */
  readonly seen: string | null;
}

const zone = z.string().refine(isZone);
const slackId = z.string().regex(/^[UW][A-Z0-9]+$/);

const AwayMemory = z.object({ absenceId: z.uuid(), slackId, zone, today: z.iso.date(), isTheirOwn: z.boolean() });
/** Of *Times I cannot work*: whose they are, and by whose clock. */
export type AwayMemory = z.infer<typeof AwayMemory>;

export function recallAway({ privateMetadata }: OpenView): AwayMemory {
  return recall(AwayMemory, privateMetadata);
}

export function parseAbsence(view: OpenView): Parsed<AddAbsence> {
  const { state } = view;
  const memory = recallAway(view);
  const isLeave = !memory.isTheirOwn || choiceOf(state, 'kind') === 'leave';
  const about = {
    absenceId: memory.absenceId,
    slackId: memory.slackId,
    timeZone: memory.zone,
    kind: isLeave ? 'leave' : 'unavailable',
    seen: null,
  } as const;
  const typed = readStretch(textOf(state, 'from') ?? '', textOf(state, 'to'), memory);
  return 'errors' in typed ? typed : { input: { ...about, ...typed } };
}

type Stretch = Pick<AddAbsence, 'from' | 'to' | 'span'>;

/** What the form and its refusals say alike. */
export const HOW_DAYS = 'Write it like Friday, 24 Dec or 24 Dec 14:00.';

/** It would be in no list, and so could not be removed. */
export const IS_OVER = 'That is over. Write a day to come, like 24 Dec.';

type ReadStretch = Stretch | { readonly errors: Readonly<Record<string, string>> };

function readStretch(fromText: string, toText: string | undefined, memory: AwayMemory): ReadStretch {
  const from = readTypedDay(fromText, memory.today);
  return from === undefined ? readTimes(fromText, toText, memory) : readDates(from, toText, memory);
}

/** Whole days; one, unless a last one is named. */
function readDates(from: string, toText: string | undefined, { zone: timeZone, today }: AwayMemory): ReadStretch {
  const to = toText === undefined ? from : readTypedDay(toText, from);
  if (to === undefined) {
    const isTime = 'at' in readTypedStart(toText ?? '', timeZone, { today: from, how: HOW_DAYS });
    return { errors: { to: isTime ? BOTH_ALIKE : HOW_DAYS } };
  }
  if (to < from) return { errors: { to: 'The last day is before the first.' } };
  return to < today ? { errors: { from: IS_OVER } } : { from, to, span: undefined };
}

function readTimes(fromText: string, toText: string | undefined, { zone: timeZone, today }: AwayMemory): ReadStretch {
  const start = readTypedStart(fromText, timeZone, { today, how: HOW_DAYS });
  if ('problem' in start) return { errors: { from: start.problem } };
  if (toText === undefined) return { errors: { to: 'Say until when: 18:00, or 24 Dec 18:00.' } };
  const day = start.local.slice(0, 10);
  if (readTypedDay(toText, day) !== undefined) return { errors: { to: BOTH_ALIKE } };
  const end = readTypedEnd(toText, start, timeZone, { today: day, how: HOW_DAYS });
  return 'problem' in end ? { errors: { to: end.problem } } : spanOf(start, end);
}

const BOTH_ALIKE = 'Write both as days, or both with a time.';

function spanOf(start: TypedTime, end: TypedTime): Stretch {
  return { from: start.local, to: end.local, span: { startsAt: start.at, endsAt: end.at } };
}

const SureMemory = z.object({
  absenceId: z.uuid(),
  slackId,
  kind: z.enum(['leave', 'unavailable']),
  timeZone: zone,
  from: z.string(),
  to: z.string(),
  span: z.object({ startsAt: z.coerce.date(), endsAt: z.coerce.date() }).optional(),
  seen: z.string().max(50),
});

/** *Save anyway*: as it was typed before, by whoever saw those shifts. */
export function parseSure({ privateMetadata }: OpenView): Parsed<AddAbsence> {
  const { span, ...absence } = recall(SureMemory, privateMetadata);
  return { input: { ...absence, span } };
}
