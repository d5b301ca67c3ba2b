import type { Ctx } from '../../../core/context.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { type Command, type Listener, onCommand, type ViewPort } from '../../../slack/listener.ts';
import type { PolicyWord } from '../part.ts';

/** `/policy`: its first word says what to do; anything else is looked up. */
export function policyCommand(words: readonly PolicyWord[], lookUp: PolicyWord['run']): Listener {
  return onCommand('/policy', async (ctx, command, views) => route(words, lookUp, { ctx, command, views }));
}

interface Typed {
  readonly ctx: Ctx;
  readonly command: Command;
  readonly views: ViewPort;
}

async function route(
  words: readonly PolicyWord[],
  lookUp: PolicyWord['run'],
  { ctx, command, views }: Typed,
): Promise<Message | undefined | void> {
  const { first = '', rest = '' } = /^(?<first>\S*)\s*(?<rest>.*)$/s.exec(command.text)?.groups ?? {};
  const called = words.filter((one) => one.words.includes(first.toLowerCase()));
  for (const { isMeant, run } of called) {
    if ((await isMeant?.(rest, ctx)) ?? true) return run(ctx, rest, command, views);
  }
  return lookUp(ctx, command.text, command, views);
}
