import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { richText } from '../../../slack/rich-text.ts';
import type { CaseView } from '../case-view.ts';
import { quoted } from '../messages/parts.ts';
import { recall, remember } from './memory.ts';

/** What all forms about one case have in common. */

const OfCase = z.object({ caseId: z.uuid() });

/** What the form is about, above its inputs. */
export function about(view: CaseView): KnownBlock {
  return richText(...quoted(`#${view.case.number} ${view.case.summary}`));
}

export function memoryOf(value: object): string {
  const text = remember(value);
  if (text === undefined) throw new Error('the form remembers more than fits');
  return text;
}

/** The case that a form of ours is about, from its private metadata. */
export function caseIdOf(privateMetadata: string): string {
  return recall(OfCase, privateMetadata).caseId;
}
