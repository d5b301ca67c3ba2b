import type { KnownBlock } from '@slack/types';
import type { UserError } from '../../../../core/errors.ts';
import { context, section } from '../../../../slack/blocks.ts';
import { inline } from '../../../../slack/mrkdwn.ts';

/** Why a form was not taken: at the field that it is about, else on top. */
export function withProblem(blocks: readonly KnownBlock[], problem: UserError | undefined): KnownBlock[] {
  if (!problem) return [...blocks];
  const words = `:warning: ${inline(problem.message)}`;
  const atField = blocks.flatMap((block) =>
    problem.field !== undefined && block.block_id === problem.field ? [block, context(words)] : [block],
  );
  const top = atField.length > blocks.length ? 'What is in the way stands below.' : inline(problem.message);
  return [section(`:warning: *Not done.* ${top}`), ...atField];
}
