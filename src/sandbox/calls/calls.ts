import type { CallRecord, Refusal } from '../protocol.ts';
import { scrub } from './scrub.ts';

/** A finished exchange, as whoever carried it out hands it over; `payload` and `answer` are taken as they are now. */
export type Call = Omit<CallRecord, 'id' | 'reasons'> & { readonly reasons?: readonly string[] };

/** The last exchanges between the app and the workspace. */
export interface Calls {
  add(call: Call): void;
  /** Those after an id, oldest first. */
  list(after?: number): CallRecord[];
  /** What was refused lately; asking for a slower pace is no refusal. Kept longer than what went well. */
  refusals(): Refusal[];
  clear(): void;
}

type Kept = Omit<CallRecord, 'payload' | 'answer'> & { readonly payload: string; readonly answer: string };

const KEPT = 200;
const REFUSALS_KEPT = 50;
/** Of one payload or answer; longer ones are cut. Bounds the whole log to some 25 MB. */
const MOST_CHARACTERS = 64_000;

/** Keeps texts, already without `secrets`; they are parsed only when somebody looks. */
export function createCalls(secrets: readonly string[]): Calls {
  let kept: Kept[] = [];
  let refused: Kept[] = [];
  let lastId = 0;
  return {
    add({ payload, answer, reasons = [], ...call }) {
      lastId += 1;
      const one: Kept = {
        ...call,
        id: lastId,
        reasons: reasons.map((reason) => scrub(reason, secrets)),
        payload: textOf(payload, secrets),
        answer: textOf(answer, secrets),
      };
      push(kept, one, KEPT);
      if (isRefusal(one)) push(refused, one, REFUSALS_KEPT);
    },
    list: (after = 0) => kept.filter(({ id }) => id > after).map(shown),
    refusals: () => refused.map(({ at, what, error = '', reasons }) => ({ at, what, error, messages: reasons })),
    clear() {
      kept = [];
      refused = [];
    },
  };
}

/** Of the workspace; what the app itself answers with an error is none. */
function isRefusal({ direction, outcome, status }: Kept): boolean {
  return direction === 'from_app' && outcome === 'refused' && status !== 429;
}

function push(list: Kept[], one: Kept, most: number): void {
  list.push(one);
  if (list.length > most) list.shift();
}

function textOf(value: unknown, secrets: readonly string[]): string {
  const text = scrub(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''), secrets);
  if (text.length <= MOST_CHARACTERS) return text;
  // A copy by bytes: a slice would keep the whole long text in memory.
  const start = Buffer.from(text.slice(0, MOST_CHARACTERS)).toString('utf8');
  return `${start} … (${text.length} characters)`;
}

function shown({ payload, answer, ...call }: Kept): CallRecord {
  return { ...call, payload: valueOf(payload), answer: valueOf(answer) };
}

/** Arguments of the Web API are texts that hold JSON: shown as what they hold. */
function valueOf(text: string): unknown {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, inner(field)]));
}

function inner(field: unknown): unknown {
  return typeof field === 'string' && /^[[{]/.test(field) ? parsed(field) : field;
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
