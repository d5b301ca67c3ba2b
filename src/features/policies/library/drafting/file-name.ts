import { slugOf } from '../../text/reading/anchors.ts';

/** `late-returns.md` */
export function policyFileName(title: string): string {
  return `${Array.from(slugOf(title)).slice(0, 60).join('')}.md`;
}
