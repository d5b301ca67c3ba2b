import type { KnownBlock, ModalView } from '@slack/types';
import type { UserError } from '../../../../core/errors.ts';
import { actions, button, context, header, section } from '../../../../slack/blocks.ts';
import type { Surface, ViewPort } from '../../../../slack/listener.ts';
import { LIMITS } from '../../../../slack/limits.ts';
import { modal } from '../../../../slack/modal.ts';
import { inline } from '../../../../slack/mrkdwn.ts';

/** Why a form was not taken: on top, after what did not happen, and at the field that it is about. */
export function withProblem(
  blocks: readonly KnownBlock[],
  problem: UserError | undefined,
  refused = 'Not saved.',
): KnownBlock[] {
  if (!problem) return [...blocks];
  const words = `:warning: ${inline(problem.message)}`;
  const atField = blocks.flatMap((block) =>
    problem.field !== undefined && block.block_id === problem.field ? [block, context(words)] : [block],
  );
  return [section(`:warning: *${refused}* ${inline(problem.message)}`), ...atField];
}

/** The title of a policy on top of a window; a header is cut where it gets long. */
export function titleBlock(title: string): KnownBlock {
  return Array.from(title).length > LIMITS.header ? section(`*${inline(title)}*`) : header(title);
}

/** While it is not certain yet how a form went. */
export function workingModal(title: string): ModalView {
  return modal({ callbackId: 'policy.working', title, blocks: [section('One moment …')] });
}

/** In the window where somebody pressed, or a new one. */
export async function showIn(surface: Surface, views: ViewPort, view: ModalView): Promise<void> {
  if (surface.view?.type === 'modal') await views.update(view);
  else await views.open(view);
}

/** Buttons to the page before and the next one, where there are such; `value` says what a page is called by. */
export function turning(
  id: string,
  { page, hasMore }: { readonly page: number; readonly hasMore: boolean },
  value: (page: number) => string = String,
): KnownBlock[] {
  const buttons = [
    ...(page > 0 ? [button('‹ Before', `${id}:before`, { value: value(page - 1) })] : []),
    ...(hasMore ? [button('More ›', `${id}:more`, { value: value(page + 1) })] : []),
  ];
  return buttons.length > 0 ? [actions(buttons)] : [];
}

/** Which page a button asks for; anybody can forge it. */
export function pageIn(value: string): number {
  return /^\d{1,4}$/.test(value) ? Number(value) : 0;
}
