/** What a call was about, in words that stand on the screen elsewhere: names of channels and people, no ids. */
import type { CallRecord, FaultKind } from '../../../protocol.ts';
import { dayKey } from '../../text/date-tokens.ts';
import { faultInWords } from '../faults/fault-words.ts';

/** Whom and what ids mean, as far as the person who looks may know. */
export interface Names {
  person: (id: string) => string | undefined;
  /** "#care", "messages with Ana Ferreira". */
  channel: (id: string) => string | undefined;
}

export const OUTCOMES: Record<CallRecord['outcome'], string> = {
  ok: 'ok',
  refused: 'refused',
  fault: 'fault',
  no_answer: 'no answer',
};

/** "in #care · for Ana Ferreira · “Resolve”" */
export function about(call: CallRecord, names: Names): string {
  const { payload, direction } = call;
  const channel = channelIn(payload);
  const person = personIn(call);
  const title = textAt(payload, 'view', 'title', 'text');
  return [
    title && `“${title}”`,
    channel && `in ${names.channel(channel) ?? (channel.startsWith('D') ? 'a direct message' : channel)}`,
    person && `${direction === 'to_app' ? 'by' : 'for'} ${names.person(person) ?? person}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What went wrong, as Slack names it; of a fault that somebody provoked, what it did. */
export function whatWentWrong(call: CallRecord): string | undefined {
  const fault = faultMet(call);
  if (!fault) return call.error;
  return `${fault.kind === 'refuse' ? fault.error : faultInWords(fault)}, provoked by a fault`;
}

/** The fault stands as JSON among the reasons. */
function faultMet({ outcome, reasons: [reason = ''] }: CallRecord): FaultKind | undefined {
  return outcome === 'fault' && reason.startsWith('{') ? (JSON.parse(reason) as FaultKind) : undefined;
}

/** When it ended, in which order calls stand; with the day when that is not today. */
export function endedAt({ at, tookMs }: CallRecord, timeZone: string, now: number): string {
  const end = Date.parse(at) + tookMs;
  const time = new Date(end).toLocaleTimeString('en-GB', { timeZone });
  if (dayKey(end, timeZone) === dayKey(now, timeZone)) return time;
  const day = new Date(end).toLocaleDateString('en-GB', { timeZone, weekday: 'short', day: 'numeric', month: 'short' });
  return `${day.replace(',', '')} ${time}`;
}

/** The person who did it, or whom the app meant. */
export function personIn({ person, payload }: CallRecord): string | undefined {
  return person ?? textAt(payload, 'user') ?? textAt(payload, 'user_id') ?? textAt(payload, 'users');
}

const CHANNEL_PLACES = [
  ['channel'],
  ['channel', 'id'],
  ['channel_id'],
  ['container', 'channel_id'],
  ['event', 'channel'],
  ['event', 'item', 'channel'],
];

function channelIn(payload: unknown): string | undefined {
  return CHANNEL_PLACES.map((path) => textAt(payload, ...path)).find(Boolean);
}

function textAt(value: unknown, ...path: string[]): string | undefined {
  let at = value;
  for (const step of path)
    at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[step] : undefined;
  return typeof at === 'string' && at !== '' ? at : undefined;
}

export interface CallFilter {
  /** Only what did not go well. */
  onlyTrouble: boolean;
  /** Every word of it is in the method, the error, or what it was about. */
  text: string;
  /** Id of a person; empty for everybody. */
  person: string;
}

export const EVERYTHING: CallFilter = { onlyTrouble: false, text: '', person: '' };

export function passes(call: CallRecord, filter: CallFilter, names: Names): boolean {
  if (filter.onlyTrouble && call.outcome === 'ok') return false;
  if (filter.person && personIn(call) !== filter.person) return false;
  const haystack = `${call.what} ${whatWentWrong(call) ?? ''} ${about(call, names)}`.toLowerCase();
  return filter.text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}
