/** Faults in words, as the panel lists them and its form offers them. */
import type { FaultKind, Switches, WaitingFault } from '../../../protocol.ts';

/** The switches, in the order of the panel. */
export const SWITCHES: Record<keyof Switches, { label: string; meaning: string }> = {
  tokenRevoked: { label: 'Token revoked', meaning: 'Every call of the app is refused with token_revoked.' },
  freePlan: { label: 'Free plan', meaning: 'User groups are refused: they are for paying workspaces.' },
  duplicateEvents: { label: 'Events twice', meaning: 'The app is sent each event a second time.' },
  shuffleEvents: { label: 'Events out of order', meaning: 'Events overtake each other on their way to the app.' },
};

export interface FaultChoice {
  key: string;
  label: string;
  fault: FaultKind;
}

/** What the form can provoke. */
export const FAULT_CHOICES: FaultChoice[] = [
  choice('429', '429, wait 3 seconds', { kind: 'rate_limited', retryAfter: 3 }),
  choice('429-bare', '429 without Retry-After', { kind: 'rate_limited' }),
  choice('500', '500, nothing done', { kind: 'http_error', status: 500 }),
  choice('500-after', '500, though it was done', { kind: 'http_error', status: 500, afterWork: true }),
  choice('html', 'A page of HTML (502)', { kind: 'html', status: 502 }),
  choice('reset', 'Connection breaks, nothing done', { kind: 'reset' }),
  choice('lost', 'Connection breaks, though it was done', { kind: 'lost_answer' }),
  choice('cut', 'Answer cut short, though it was done', { kind: 'cut_body' }),
  choice('hang', 'No answer for 15 seconds', { kind: 'hang', ms: 15_000 }),
  choice('slow', 'Answer 5 seconds late', { kind: 'slow', ms: 5000 }),
  choice('refuse', 'Refused with an error code', { kind: 'refuse', error: '' }),
];

function choice(key: string, label: string, fault: FaultKind): FaultChoice {
  return { key, label, fault };
}

type Words = { [K in FaultKind['kind']]: (fault: Extract<FaultKind, { kind: K }>) => string };

const WORDS: Words = {
  rate_limited: ({ retryAfter }) =>
    retryAfter === undefined ? '429 without Retry-After' : `429, wait ${seconds(retryAfter * 1000)}`,
  http_error: ({ status, afterWork }) => `${status}, ${afterWork ? 'though it was done' : 'nothing done'}`,
  html: ({ status }) => `A page of HTML (${status})`,
  reset: () => 'Connection breaks, nothing done',
  lost_answer: () => 'Connection breaks, though it was done',
  cut_body: () => 'Answer cut short, though it was done',
  hang: ({ ms }) => `No answer for ${seconds(ms)}`,
  slow: ({ ms }) => `Answer ${seconds(ms)} late`,
  refuse: ({ error }) => `Refused: ${error}`,
};

/** "429, wait 3 seconds", whatever its numbers are. */
export function faultInWords(fault: FaultKind): string {
  return WORDS[fault.kind](fault as never);
}

function seconds(ms: number): string {
  const count = ms / 1000;
  return `${count} ${count === 1 ? 'second' : 'seconds'}`;
}

/** "The next 2 calls of chat.postMessage in #care" */
export function whichCalls({ method, channel, times, chance, word }: WaitingFault, channelName: string): string {
  const what = method === '*' ? 'any method' : method;
  const where = channel ? ` in ${channelName}` : '';
  const carrying = word ? ` that carries ${word}` : '';
  const often = chance === undefined ? '' : `, ${Math.round(chance * 100)} % of them`;
  return `${howMany(times)} of ${what}${where}${carrying}${often}`;
}

function howMany(times: WaitingFault['times']): string {
  if (times === 'always') return 'Every call';
  return times === 1 ? 'The next call' : `The next ${times} calls`;
}
