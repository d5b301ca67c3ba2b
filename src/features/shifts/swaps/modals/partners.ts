import type { ModalView } from '@slack/types';
import { context, plainSection } from '../../../../slack/blocks.ts';
import { modal } from '../../../../slack/modal.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import type { ShiftRow } from '../../roster/tables.ts';
import { snippet } from '../messages/parts.ts';
import { requestTitle, requestWhen } from '../messages/request-words.ts';
import { shiftLine } from '../../roster/shift-words.ts';
import type { RequestView } from '../swap-view.ts';
import { lookText, type PostLook } from './post-form.ts';

export interface PartnersPage {
  readonly view: RequestView;
  readonly look: PostLook;
  readonly reader: string;
  /** The best first. */
  readonly partners: readonly {
    readonly name: string;
    /** What would come back for it. */
    readonly gives: ShiftRow | null;
    readonly needsLook: boolean;
  }[];
}

const MOST = 40;

/** Who could take a shift, so that its owner can talk to them. */
export function partnersModal({ view, look, partners, reader }: PartnersPage): ModalView {
  const what = view.request.kind === 'trade' ? 'shifts' : 'people';
  const left = partners.length - MOST;
  return modal({
    callbackId: 'swap.partners',
    title: 'Who could take it',
    blocks: [
      plainSection([requestTitle(view, reader), requestWhen(view)].join('\n')),
      context(inline(lookText(look, what))),
      ...partners.slice(0, MOST).map((each) => plainSection(lineOf(each))),
      ...(left > 0 ? [context(`And ${left} more.`)] : []),
    ],
  });
}

function lineOf({ name, gives, needsLook }: PartnersPage['partners'][number]): string {
  const first = [snippet(name, 80), gives && `gives ${shiftLine(gives)}`].filter(Boolean).join(' · ');
  return needsLook ? `${first}\nA manager looks at it` : first;
}
