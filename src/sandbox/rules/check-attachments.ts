import { TEXT } from '../limits.ts';
import { type Found, string } from './check.ts';
import { checkBlocks } from './check-blocks.ts';

/** What Slack would refuse in old-style attachments: their blocks, and whatever else. */
export function checkAttachments(attachments: readonly Record<string, unknown>[]): {
  readonly inBlocks: Found[];
  readonly elsewhere: Found[];
} {
  const elsewhere: Found[] = [];
  const look = { surface: 'message', problems: elsewhere } as const;
  const inBlocks = attachments.flatMap(({ blocks, footer }, index) => {
    const at = `/attachments/${index}`;
    if (footer !== undefined) string(TEXT['attachment.footer'])(footer, `${at}/footer`, look);
    return blocks === undefined ? [] : checkBlocks(blocks, 'message', `${at}/blocks`);
  });
  return { inBlocks, elsewhere };
}
