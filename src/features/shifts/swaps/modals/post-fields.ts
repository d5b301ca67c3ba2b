import { z } from 'zod';
import type { OpenView, Parsed } from '../../../../slack/listener.ts';
import { choiceOf, choicesOf, textOf, usersOf } from '../../../../slack/modal-state.ts';
import { PostRequestInput } from '../inputs.ts';
import { recall } from './memory.ts';
import { timeIn } from './part-times.ts';
import { readDays } from './read-days.ts';

/** All of it, from a time to its end, from its beginning to a time, or what is between two times. */
export type Extent = (typeof EXTENTS)[number];
const EXTENTS = ['whole', 'end', 'start', 'part'] as const;

/** What is filled in so far in the form that asks for a swap; names are those of its fields. */
export interface PostForm {
  readonly shiftId: string;
  readonly kind: 'give' | 'trade';
  readonly extent: Extent;
  readonly audience: 'team' | 'named';
  /** Of a part: seconds, as in `partTimes`. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Of its end, and of its beginning. */
  readonly endFrom?: string | undefined;
  readonly startTo?: string | undefined;
  /** The shifts that would be taken in return. */
  readonly takes: readonly string[];
  readonly dates?: string | undefined;
  readonly types: readonly string[];
  readonly askedOnly: readonly string[];
  readonly reason?: string | undefined;
  /** How often the other way to ask was chosen by its button. */
  readonly turns: number;
}

/** `today`: by the shift's own clock, when the form was opened. `owner`: whose shift it is where somebody else asks. */
const Memory = z.object({
  shiftId: z.uuid(),
  today: z.iso.date(),
  owner: z.string().optional(),
  /** From and to of all of it, as a part would have them. */
  whole: z.string().optional(),
  turns: z.int().optional(),
});
export type PostMemory = z.infer<typeof Memory>;

export function postMemoryOf(view: Pick<OpenView, 'privateMetadata'>): PostMemory {
  return recall(Memory, view.privateMetadata);
}

export function emptyPostForm(shiftId: string): PostForm {
  return { shiftId, kind: 'give', extent: 'whole', audience: 'team', takes: [], types: [], askedOnly: [], turns: 0 };
}

export function postFormFrom(view: OpenView): PostForm {
  const { state } = view;
  const { shiftId, turns = 0 } = postMemoryOf(view);
  return {
    shiftId,
    turns,
    kind: choiceOf(state, 'kind') === 'trade' ? 'trade' : 'give',
    extent: EXTENTS.find((extent) => extent === choiceOf(state, 'extent')) ?? 'whole',
    audience: choiceOf(state, 'audience') === 'named' ? 'named' : 'team',
    from: choiceOf(state, 'from'),
    to: choiceOf(state, 'to'),
    endFrom: choiceOf(state, 'endFrom'),
    startTo: choiceOf(state, 'startTo'),
    takes: choicesOf(state, 'takes'),
    dates: textOf(state, 'dates'),
    types: choicesOf(state, 'types'),
    askedOnly: usersOf(state, 'askedOnly'),
    reason: textOf(state, 'reason'),
  };
}

const Form = PostRequestInput.omit({ submission: true });
export type PostFormInput = z.infer<typeof Form>;

/** The input, or what is wrong next to its field; pure, so that it can be asked before the ack. */
export function readPost(view: OpenView): Parsed<PostFormInput> {
  const { today, owner, whole } = postMemoryOf(view);
  const form = postFormFrom(view);
  const { shiftId, kind, reason } = form;
  const part = readPart(form, whole);
  const wanted = readWants(form, today);
  const asked = readAudience(form);
  const errors = { ...part.errors, ...wanted.errors, ...asked.errors };
  if (Object.keys(errors).length > 0) return { errors };
  const read = Form.safeParse({
    shiftId,
    kind,
    reason,
    wants: wanted.wants,
    ...(part.part && { part: part.part }),
    ...(asked.askedOnly && { askedOnly: asked.askedOnly }),
    ...(owner !== undefined && { onBehalfOf: owner }),
  });
  if (read.success) return { input: read.data };
  return { errors: fieldErrors(read.error) };
}

/** Fields of the form are named as in the input, but for those of what is wanted. */
function fieldErrors(error: z.ZodError): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { path, message } of error.issues) errors[path[0] === 'wants' ? 'dates' : String(path[0])] ??= message;
  return errors;
}

interface Read {
  readonly errors?: Readonly<Record<string, string>>;
}

/** What is chosen of a shift from `wholeFrom` to `wholeTo`, as far as it is. */
export function chosenPart(
  { extent, from, to, endFrom, startTo }: PostForm,
  [wholeFrom, wholeTo]: readonly (string | undefined)[],
): readonly [from: Date | undefined, to: Date | undefined] {
  if (extent === 'end') return [timeIn(endFrom), timeIn(wholeTo)];
  if (extent === 'start') return [timeIn(wholeFrom), timeIn(startTo)];
  return extent === 'part' ? [timeIn(from), timeIn(to)] : [undefined, undefined];
}

type ReadPart = Read & { readonly part?: { readonly from: Date; readonly to: Date } };

function readPart(form: PostForm, whole: string | undefined): ReadPart {
  if (form.extent === 'whole') return {};
  const chosen = chosenPart(form, whole?.split('-') ?? []);
  return form.extent === 'part' ? readAnyPart(form, chosen, whole) : readCut(form.extent, chosen);
}

const FIELD_OF_CUT = { end: 'endFrom', start: 'startTo' } as const;

function readCut(extent: keyof typeof FIELD_OF_CUT, [starts, ends]: ReturnType<typeof chosenPart>): ReadPart {
  if (starts && ends && starts < ends) return { part: { from: starts, to: ends } };
  return { errors: { [FIELD_OF_CUT[extent]]: 'Choose a time within the shift.' } };
}

function readAnyPart(
  { from, to }: PostForm,
  [starts, ends]: ReturnType<typeof chosenPart>,
  whole: string | undefined,
): ReadPart {
  if (!starts) return { errors: { from: 'Choose when your part begins.' } };
  if (!ends) return { errors: { to: 'Choose when your part ends.' } };
  if (starts >= ends) return { errors: { to: 'Choose a time after the beginning.' } };
  if (`${from}-${to}` === whole)
    return { errors: { to: 'That is all of it. Choose when your part ends, or All of it.' } };
  return { part: { from: starts, to: ends } };
}

function readWants({ kind, takes, dates, types }: PostForm, today: string): Read & { readonly wants: object } {
  if (kind === 'give') return { wants: {} };
  const days = dates === undefined ? { dates: [] } : readDays(dates, today);
  if ('problem' in days) return { wants: {}, errors: { dates: days.problem } };
  return {
    wants: {
      ...(takes.length > 0 && { shiftIds: takes }),
      ...(days.dates.length > 0 && { dates: days.dates }),
      ...(types.length > 0 && { types }),
    },
  };
}

function readAudience({ audience, askedOnly }: PostForm): Read & { readonly askedOnly?: readonly string[] } {
  if (audience === 'team') return {};
  return askedOnly.length > 0 ? { askedOnly } : { errors: { askedOnly: 'Name somebody, or ask the whole team.' } };
}
