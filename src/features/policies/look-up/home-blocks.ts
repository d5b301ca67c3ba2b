import type { KnownBlock } from '@slack/types';
import type { Ctx } from '../../../core/context.ts';
import { may } from '../../../people/permissions.ts';
import { textInput } from '../../../slack/modal.ts';
import { lookUpIds as ids } from './ids.ts';

/** A field on App Home: Enter shows the answer in a window. */
export function lookUpHomeBlocks(ctx: Ctx): Promise<readonly KnownBlock[]> {
  if (ctx.actor.memberships.length === 0 || !may(ctx.actor, 'policy.look-up', {})) return Promise.resolve([]);
  const field = textInput('policy.search', 'Find what a policy says', {
    onChange: ids.search,
    placeholder: 'What does the customer say? Press Enter.',
  });
  return Promise.resolve([field]);
}
