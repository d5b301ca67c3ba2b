/** Slack's reasons for a refusal, "[ERROR] too long [json-pointer:/blocks/2/text]", as words and as a place in the payload. */

export interface Reason {
  /** What is wrong, in Slack's words. */
  message: string;
  /** RFC 6901; null when the reason names no place. */
  pointer: string | null;
}

const PLACE = /\s*\[json-pointer:([^\]]*)\]\s*$/;

export function readReason(reason: string): Reason {
  const pointer = PLACE.exec(reason)?.[1] ?? null;
  const message = reason.replace(PLACE, '').replace(/^\[ERROR\]\s*/, '');
  return { message, pointer };
}

/** The steps of a pointer: names of fields, and places in lists counted from 0. */
export function stepsOf(pointer: string): string[] {
  const steps = pointer.split('/').slice(1);
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function pointerTo(parent: string, step: string | number): string {
  return `${parent}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** "blocks › 3rd (header) › text": places in lists counted as people count, with the type of what is there. */
export function inWords(pointer: string, payload: unknown): string {
  let at: unknown = payload;
  const words = stepsOf(pointer).map((step) => {
    const isInList = Array.isArray(at) || (at === undefined && /^\d+$/.test(step));
    at = childOf(at, step);
    return isInList ? `${ordinal(Number(step) + 1)}${typeOf(at)}` : step;
  });
  return words.join(' › ');
}

function typeOf(value: unknown): string {
  const type = childOf(value, 'type');
  return typeof type === 'string' ? ` (${type})` : '';
}

function ordinal(count: number): string {
  const isTeen = count % 100 > 10 && count % 100 < 14;
  const ending = isTeen ? undefined : { 1: 'st', 2: 'nd', 3: 'rd' }[count % 10];
  return `${count}${ending ?? 'th'}`;
}

function childOf(value: unknown, step: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, step) ? (value as Record<string, unknown>)[step] : undefined;
}

/** The pointer itself, or to the nearest thing around it that is there: what is missing cannot be shown. */
export function nearest(pointer: string, payload: unknown): string {
  let at = payload;
  let found = '';
  for (const step of stepsOf(pointer)) {
    at = childOf(at, step);
    if (at === undefined) return found;
    found = pointerTo(found, step);
  }
  return found;
}

/**
 * What the reasons point at within a value: pointer → messages. Reasons about something else than this value are left
 * out; pointers into a view may leave out the view itself.
 */
export function marksIn(reasons: readonly Reason[], value: unknown): ReadonlyMap<string, string[]> {
  const marks = new Map<string, string[]>();
  for (const { message, pointer } of reasons) {
    const place = pointer === null ? '' : placeIn(value, pointer);
    if (place !== '') marks.set(place, [...(marks.get(place) ?? []), message]);
  }
  return marks;
}

function placeIn(value: unknown, pointer: string): string {
  const places = [nearest(pointer, value), nearest(`/view${pointer}`, value)];
  return places.find((place) => place !== '' && place !== '/view') ?? places[1] ?? '';
}
