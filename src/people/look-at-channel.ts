import { type Ctx, transaction } from '../core/context.ts';
import { checkChannel } from './check-channel.ts';
import type { TeamForm } from './inputs.ts';
import { teamById } from './queries.ts';
import type { SlackReads } from './slack-reads.ts';
import { requireMaySetUp } from './team-forms.ts';

/** The form with what a look at the channel just picked in `field` gave; a public one has been joined then. */
export async function lookAtChannel(ctx: Ctx, slack: SlackReads, form: TeamForm, field: string): Promise<TeamForm> {
  if (field !== 'teamChannel' && field !== 'escalationsChannel') return form;
  const channel = form[field];
  if (!channel) return form;
  await requireMaySetUp(ctx, await transaction(ctx, (tx) => teamById(tx, ctx, form.teamId)));
  const state = await checkChannel(ctx, slack, channel);
  const picked = new Set([form.teamChannel, form.escalationsChannel]);
  const kept = Object.fromEntries(Object.entries(form.looked).filter(([id]) => picked.has(id)));
  return { ...form, looked: { ...kept, [channel]: state } };
}
