import type { FaultKind } from './plan.ts';

interface Word {
  readonly fault: FaultKind;
  readonly meaning: string;
}

/** What a person can type to provoke a fault; `fault:500x3` provokes it three times. */
const WORDS: Readonly<Record<string, Word>> = {
  '429': { fault: { kind: 'rate_limited', retryAfter: 3 }, meaning: 'Slack says: wait 3 seconds' },
  '429-bare': { fault: { kind: 'rate_limited' }, meaning: 'Slack says: wait, but not how long' },
  '500': { fault: { kind: 'http_error', status: 500 }, meaning: 'Slack fails and does nothing' },
  '500-after': {
    fault: { kind: 'http_error', status: 500, afterWork: true },
    meaning: 'Slack does it and then fails',
  },
  '503': { fault: { kind: 'http_error', status: 503 }, meaning: 'Slack is away for a moment' },
  html: { fault: { kind: 'html', status: 200 }, meaning: 'a web page comes instead of an answer' },
  cut: { fault: { kind: 'cut_body' }, meaning: 'Slack does it, the answer breaks off' },
  lost: { fault: { kind: 'lost_answer' }, meaning: 'Slack does it, the answer is lost' },
  reset: { fault: { kind: 'reset' }, meaning: 'the connection breaks before Slack does it' },
  hang: { fault: { kind: 'hang', ms: 15_000 }, meaning: 'Slack does not answer' },
  slow: { fault: { kind: 'slow', ms: 5000 }, meaning: 'Slack answers after 5 seconds' },
  revoked: { fault: { kind: 'refuse', error: 'token_revoked' }, meaning: 'the app was removed from the workspace' },
  not_in_channel: { fault: { kind: 'refuse', error: 'not_in_channel' }, meaning: 'the app is not in the channel' },
  archived: { fault: { kind: 'refuse', error: 'is_archived' }, meaning: 'the channel is archived' },
};

/** Every word there is, as it is typed, with what it does. */
export const faultWords: readonly { word: string; meaning: string }[] = Object.entries(WORDS).map(
  ([name, { meaning }]) => ({ word: `fault:${name}`, meaning }),
);

export interface TypedWord {
  /** As it was typed: fault:500x3 */
  readonly word: string;
  /** Undefined when there is no such fault. */
  readonly fault?: FaultKind;
  readonly times: number;
}

const TYPED = /(?<![\w-])fault:([\w-]+)/g;
const REPEATED = /^(.+?)x([1-9]\d?)$/;

/** The words in what a person typed, each once, known or not. */
export function findWords(text: string): TypedWord[] {
  const names = new Set(Array.from(text.matchAll(TYPED), ([, name = '']) => name));
  return [...names].map(readWord);
}

function readWord(name: string): TypedWord {
  const [, base = name, times = '1'] = REPEATED.exec(name) ?? [];
  const known = Object.hasOwn(WORDS, base) ? WORDS[base] : undefined;
  return { word: `fault:${name}`, times: Number(times), ...(known ? { fault: known.fault } : {}) };
}

/** Whether a text carries exactly this word: fault:500 is not in "fault:500-after". */
export function carriesWord(text: string, word: string): boolean {
  let at = text.indexOf(word);
  while (at >= 0) {
    if (!/[\w-]/.test(text.charAt(at + word.length))) return true;
    at = text.indexOf(word, at + 1);
  }
  return false;
}
