import type { Ctx } from '../../../core/context.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { may } from '../../../people/permissions.ts';
import { type Command, type Listener, onCommand, type ViewPort } from '../../../slack/listener.ts';
import type { PolicyWord } from '../part.ts';

/** What is done with words that are no order. */
interface Otherwise {
  readonly lookUp: PolicyWord['run'];
  /** Those that begin like an order which whoever typed it may not give, or not so. */
  readonly notSo: (ctx: Ctx, word: PolicyWord, command: Command) => Promise<Message>;
}

/** `/policy`: its first word says what to do; anything else is looked up. */
export function policyCommand(words: readonly PolicyWord[], otherwise: Otherwise): Listener {
  return onCommand('/policy', async (ctx, command, views) => route(words, otherwise, { ctx, command, views }));
}

async function isMeant(ctx: Ctx, word: PolicyWord, rest: string): Promise<boolean> {
  return (await word.isMeant?.(rest, ctx)) ?? true;
}

/** Whether this person may give an order in some team of theirs; whoever is on none hears from the use case why not. */
export function mayOrder({ actor }: Ctx, { needs }: Pick<PolicyWord, 'needs'>): boolean {
  const { memberships } = actor;
  if (needs === undefined || memberships.length === 0) return true;
  return memberships.some(({ teamId }) => may(actor, needs, { teamId }));
}

interface Typed {
  readonly ctx: Ctx;
  readonly command: Command;
  readonly views: ViewPort;
}

async function route(
  words: readonly PolicyWord[],
  { lookUp, notSo }: Otherwise,
  { ctx, command, views }: Typed,
): Promise<Message | undefined | void> {
  const { first = '', rest = '' } = /^(?<first>\S*)\s*(?<rest>.*)$/s.exec(command.text)?.groups ?? {};
  const called = words.filter((one) => one.words.includes(first.toLowerCase()));
  for (const word of called) {
    if (mayOrder(ctx, word) && (await isMeant(ctx, word, rest))) return word.run(ctx, rest, command, views);
  }
  const order = called.find(({ needs }) => needs !== undefined);
  return order ? notSo(ctx, order, command) : lookUp(ctx, command.text, command, views);
}
