import { z } from 'zod';
import type { OpeningSpan } from '../../../../core/business-hours.ts';
import { UserError } from '../../../../core/errors.ts';
import { isZone } from '../../../../core/local-time.ts';
import { parseBusinessHours } from '../../../../core/parse-business-hours.ts';
import type { OpenView, Parsed, ViewState } from '../../../../slack/listener.ts';
import { choiceOf, choicesOf, textOf, usersOf } from '../../../../slack/modal-state.ts';
import { clip } from '../../../../slack/mrkdwn.ts';
import type { ShiftFacts } from '../shift-change.ts';
import { type TypedTime, readTypedDate, readTypedEnd, readTypedStart } from './typed-times.ts';

const OUT_OF_DATE = 'This form is out of date. Please close it and open it again.';

/** What a form carries besides its fields. */
export function recall<Memory>(shape: z.ZodType<Memory>, metadata: string): Memory {
  try {
    return shape.parse(JSON.parse(metadata));
  } catch {
    throw new UserError(OUT_OF_DATE);
  }
}

/** Of the form of one shift: which one, as it was seen; without one it adds a shift under that id. */
export const ShiftMemory = z.object({
  shiftId: z.uuid(),
  version: z.number().int().min(0),
  teamId: z.uuid().optional(),
  zone: z.string().refine(isZone),
  /** The window of the roster in whose place it stands. */
  back: z.string().max(200).optional(),
});
export type ShiftMemory = z.infer<typeof ShiftMemory>;

export function shiftMemoryOf({ privateMetadata }: Pick<OpenView, 'privateMetadata'>): ShiftMemory {
  return recall(ShiftMemory, privateMetadata);
}

export type SaveShift = ShiftMemory & {
  readonly teamId: string | undefined;
  readonly facts: Omit<ShiftFacts, 'state' | 'activity' | 'credential'>;
};

const MOST = 200;

export function parseShift(view: OpenView): Parsed<SaveShift> {
  const { state } = view;
  const memory = shiftMemoryOf(view);
  const start = readTypedStart(textOf(state, 'start') ?? '', memory.zone);
  if ('problem' in start) return { errors: { start: start.problem } };
  const end = readTypedEnd(textOf(state, 'end') ?? '', start, memory.zone);
  if ('problem' in end) return { errors: { end: end.problem } };
  const minutes = textOf(state, 'break') ?? '0';
  if (!/^\d{1,4}$/.test(minutes)) return { errors: { break: 'Write a number of minutes.' } };
  if (Number(minutes) * 60_000 >= end.at.getTime() - start.at.getTime()) {
    return { errors: { break: 'The break is as long as the shift.' } };
  }
  const times = { timeZone: memory.zone, ...timesOf(start, end) };
  const facts = {
    ...times,
    ...wordsIn(state),
    breakMinutes: Number(minutes),
    slackId: usersOf(state, 'person')[0] ?? null,
  };
  return { input: { ...memory, teamId: memory.teamId ?? choiceOf(state, 'team'), facts } };
}

function timesOf(start: TypedTime, end: TypedTime) {
  return {
    startsLocal: start.local,
    endsLocal: end.local,
    startOffset: start.offset,
    endOffset: end.offset,
    startsAt: start.at,
    endsAt: end.at,
  };
}

function wordsIn(state: ViewState) {
  const word = (name: string, most = MOST) => {
    const text = textOf(state, name);
    return text === undefined ? null : clip(text, most);
  };
  const ticked = choicesOf(state, 'flags');
  return {
    role: word('role'),
    type: word('type'),
    site: word('site'),
    comment: word('comment', 2000),
    isPublished: ticked.includes('published'),
    isTradable: ticked.includes('tradable'),
  };
}

export interface SaveSkills {
  readonly slackId: string;
  readonly skills: readonly { readonly name: string; readonly validUntil: string | null }[];
}

const SkillsMemory = z.object({ slackId: z.string().regex(/^[UW][A-Z0-9]+$/) });

export function parseSkills({ state, privateMetadata }: OpenView): Parsed<SaveSkills> {
  const { slackId } = recall(SkillsMemory, privateMetadata);
  const lines = (textOf(state, 'skills') ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const skills: SaveSkills['skills'][number][] = [];
  for (const line of lines) {
    const [, name = '', until] = /^(.*?)(?:\s+until\s+(\S+))?$/i.exec(line) ?? [];
    const validUntil = until === undefined ? null : readTypedDate(until);
    if (validUntil === undefined) return { errors: { skills: `“${until}” is no date. Write it like 2027-03-01.` } };
    if (Array.from(name).length > MOST) return { errors: { skills: `A name has at most ${MOST} characters.` } };
    if (skills.some((skill) => skill.name === name)) return { errors: { skills: `“${name}” is there twice.` } };
    skills.push({ name, validUntil });
  }
  return { input: { slackId, skills } };
}

export function parsePublish({ privateMetadata }: OpenView): Parsed<{ readonly teamId: string }> {
  return { input: recall(z.object({ teamId: z.uuid() }), privateMetadata) };
}

/** In which hours of the week somebody can work. */
export interface SaveHours {
  /** Undefined: at any time. */
  readonly hours: readonly OpeningSpan[] | undefined;
  /** `seenKey` of the shifts outside of them that they were shown; null: none. */
  readonly seen: string | null;
}

/** An empty field means any time. */
export function parseAvailability({ state }: OpenView): Parsed<SaveHours> {
  const text = textOf(state, 'hours');
  if (text === undefined) return { input: { hours: undefined, seen: null } };
  const reading = parseBusinessHours(text);
  return 'problem' in reading
    ? { errors: { hours: reading.problem } }
    : { input: { hours: reading.spans, seen: null } };
}

const SureHoursMemory = z.object({ hours: z.string(), seen: z.string().max(50) });

/** *Save anyway*: as they were typed before, by whoever saw those shifts. */
export function parseSureHours({ privateMetadata }: OpenView): Parsed<SaveHours> {
  const { hours, seen } = recall(SureHoursMemory, privateMetadata);
  const reading = parseBusinessHours(hours);
  if ('problem' in reading) throw new UserError(OUT_OF_DATE);
  return { input: { hours: reading.spans, seen } };
}
