import type { HelpEntry } from '../../../feature.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { section } from '../../../slack/blocks.ts';
import { code, escapeMrkdwn } from '../../../slack/mrkdwn.ts';

/** `/policy help` */
export function helpMessage(entries: readonly HelpEntry[]): Message {
  const lines = entries.map(
    ({ how, what }) => `${how.startsWith('/') ? code(how) : `*${escapeMrkdwn(how)}*`}\n${what}`,
  );
  return { text: 'What /policy does', blocks: [section(['*What `/policy` does*', ...lines].join('\n'))] };
}
