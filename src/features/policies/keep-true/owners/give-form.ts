import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { requireMay } from '../../../../people/permissions.ts';
import { type Member, teamById } from '../../../../people/queries.ts';
import { option, section } from '../../../../slack/blocks.ts';
import type { OpenView, Parsed } from '../../../../slack/listener.ts';
import { choice, modal } from '../../../../slack/modal.ts';
import { choiceOf } from '../../../../slack/modal-state.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { ownersFor } from '../../library/settings/owners.ts';
import { requirePolicy } from '../../library/reading/read-policy.ts';
import { recalled } from '../../library/windows/memory.ts';
import { goneOwners } from './gone-owners.ts';
import { keepTrueIds as ids } from '../ids.ts';

const Memory = z.object({ teamId: z.string(), from: z.string(), policyId: z.string().optional() });
type Memory = z.infer<typeof Memory>;

export interface GiveForm extends Memory {
  readonly to: string;
}

/** Asks who answers for one policy from now on. */
export function givePolicyForm(ctx: Ctx, policyId: string): Promise<ModalView> {
  return transaction(ctx, async (tx) => {
    const { policy, team } = await requirePolicy(tx, ctx, policyId);
    requireMay(ctx, 'policy.verify', { teamId: team.id, teamName: team.name, owner: policy.owner });
    const able = await ownersFor(tx, ctx, team.id, [policy]);
    const what = `Who answers for *${inline(policy.title)}* from now on? They are told.`;
    return formOf(what, able, { teamId: team.id, from: policy.owner, policyId });
  });
}

/** The same for everything that somebody left behind; `value` is `<team>:<whoever is gone>`. */
export function giveAllForm(ctx: Ctx, value: string): Promise<ModalView> {
  const [teamId = '', from = ''] = value.split(':');
  return transaction(ctx, async (tx) => {
    const team = await teamById(tx, ctx, teamId);
    requireMay(ctx, 'policy.draft', { teamId, ...(team && { teamName: team.name }) });
    const gone = (await goneOwners(tx, ctx, teamId)).find(({ slackId }) => slackId === from);
    if (!gone) throw new UserError('They have been given to somebody else already.');
    const able = await ownersFor(tx, ctx, teamId, gone.policies);
    const titles = gone.policies.slice(0, MOST_TITLES).map(({ title }) => `• ${inline(title)}`);
    const more = gone.policies.length > MOST_TITLES ? [`and ${gone.policies.length - MOST_TITLES} more`] : [];
    const who = inline(gone.name ?? 'somebody who has left');
    const what = `Who answers from now on for what ${who} answered for? They are told.\n${[...titles, ...more].join('\n')}`;
    return formOf(what, able, { teamId, from });
  });
}

const MOST_TITLES = 20;

function formOf(what: string, able: readonly Member[], memory: Memory): ModalView {
  // A menu ends after a hundred: those who may write policies come first, and Settings takes anybody.
  const others = able
    .filter(({ slackId }) => slackId !== memory.from)
    .toSorted((one, other) => Number(one.role === 'agent') - Number(other.role === 'agent'));
  const options = others.map(({ slackId, name, role }) => option(`${name}, ${role}`, slackId));
  if (options.length === 0) {
    const text = 'There is nobody else on this team who may read it.';
    return modal({ callbackId: ids.give, title: 'Give to', blocks: [section(text)] });
  }
  return modal({
    callbackId: ids.give,
    title: 'Give to',
    submit: 'Give',
    privateMetadata: JSON.stringify(memory),
    blocks: [section(what), choice('to', 'Who', { options })],
  });
}

/** Anybody can forge it: the use case asks again. */
export function parseGive(view: OpenView): Parsed<GiveForm> {
  const to = choiceOf(view.state, 'to');
  if (to === undefined) return { errors: { to: 'Choose somebody.' } };
  return { input: { ...recalled(Memory, view.privateMetadata), to } };
}
