import type { Ctx } from '../../../../core/context.ts';
import { archive } from '../../library/publishing/archive.ts';
import type { Head } from './existing.ts';

/** Archives what has no file any more, for whoever said so. Each can be restored. */
export async function archiveGone(ctx: Ctx, gone: readonly Head[]): Promise<void> {
  for (const { id, source } of gone) {
    await archive(ctx, { policyId: id, because: `Its file ${source ?? ''} is not in the imported folder any more.` });
  }
}
