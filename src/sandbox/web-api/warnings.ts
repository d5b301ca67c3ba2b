import { TEXT } from '../limits.ts';
import { isRecord, lengthOf } from '../rules/check.ts';

type Answer = Record<string, unknown>;

/** Adds what Slack warns of: all of it in `response_metadata.warnings`, and in `warning` with commas between. */
export function withWarnings(answer: Answer, warnings: readonly string[]): Answer {
  const metadata = isRecord(answer['response_metadata']) ? answer['response_metadata'] : {};
  const before = Array.isArray(metadata['warnings']) ? metadata['warnings'].map(String) : [];
  const all = [...new Set([...before, ...warnings])];
  if (all.length === 0) return answer;
  return { ...answer, warning: all.join(','), response_metadata: { ...metadata, warnings: all } };
}

/** What Slack warns of in a message it takes: nothing for screen readers and notifications, or more text than it keeps. */
export function messageWarnings(said: {
  readonly text?: string | undefined;
  readonly markdown_text?: string | undefined;
}): string[] {
  if (!said.text?.trim() && !said.markdown_text) return ['missing_text_in_message'];
  return lengthOf(said.text ?? '') > TEXT['message.text'].max ? ['message_truncated'] : [];
}
