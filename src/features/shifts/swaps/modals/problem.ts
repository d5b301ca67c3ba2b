import type { KnownBlock } from '@slack/types';
import type { UserError } from '../../../../core/errors.ts';
import { context, section } from '../../../../slack/blocks.ts';
import { inline } from '../../../../slack/mrkdwn.ts';

/** Why a form was not taken: on top, and at the field that it is about. */
export function withProblem(blocks: readonly KnownBlock[], problem: UserError | undefined): KnownBlock[] {
  if (!problem) return [...blocks];
  const words = `:warning: ${inline(problem.message)}`;
  const atField = blocks.flatMap((block) =>
    problem.field !== undefined && block.block_id === problem.field ? [block, context(words)] : [block],
  );
  return [section(`:warning: *Not done.* ${inline(problem.message)}`), ...atField];
}
