import type { KnownBlock, ModalView } from '@slack/types';
import type { UserError } from '../../../../core/errors.ts';
import { context, divider, section } from '../../../../slack/blocks.ts';
import { modal } from '../../../../slack/modal.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { copyable, paragraph, quotation, richText } from '../../../../slack/rich-text.ts';
import type { GapPage } from '../gap-page.ts';
import { gapIds as ids, gapName } from '../ids.ts';
import { gapActions, names } from '../asking/owner-message.ts';
import { openPolicyRow } from '../open-policy.ts';
import { timeToken } from '../time-token.ts';
import { lastWords } from '../words.ts';

/** One question: how it stands, and what this person can do with it; below what stands above. */
export function gapWindow(page: GapPage, above: readonly KnownBlock[] = []): ModalView {
  const { gap, team, mayAnswer } = page;
  return modal({
    callbackId: ids.open,
    title: gapName(gap),
    blocks: [
      ...above,
      richText(quotation(gap.question)),
      context(`${inline(team.name)} · asked by ${names(page.askers)} · ${when(page, gap.askedAt)}`),
      ...(gap.state === 'open' ? waiting(page) : ended(page)),
      ...(gap.state === 'open' && mayAnswer ? [gapActions(gap)] : []),
    ],
  });
}

/** To whoever fills in a form of a question that somebody else has ended meanwhile: how, and what they had typed, to copy it. */
export function lateWindow(page: GapPage, problem: UserError, typed: string): ModalView {
  const yours = typed === '' ? [] : [context('What you had written:'), richText(copyable(typed))];
  return gapWindow(page, [section(`:warning: *Not sent.* ${inline(problem.message)}`), ...yours, divider()]);
}

function waiting(page: GapPage): KnownBlock[] {
  return [section(`${inline(page.ownerName)} is to answer it, by ${when(page, page.gap.dueAt)}.`)];
}

function ended(page: GapPage): KnownBlock[] {
  const { gap, settledByName = 'Somebody' } = page;
  const at = gap.settledAt ? `, ${when(page, gap.settledAt)}` : '';
  const words = lastWords(gap);
  const what = gap.state === 'closed' ? 'says that it needs no answer' : 'has answered it';
  return [
    section(`*${inline(settledByName)}* ${what}${at}:`),
    ...(words === '' ? [] : [richText(paragraph(words))]),
    ...policyBlocks(page),
  ];
}

function policyBlocks({ policy, isComing }: GapPage): KnownBlock[] {
  const where = isComing ? 'Its draft:' : 'In the policy';
  return [
    ...(isComing ? [context(':hourglass: It is becoming a policy. Whoever asked hears when it is published.')] : []),
    ...(policy ? [context(`${where} *${inline(policy.title)}*`), ...openPolicyRow(policy, isComing)] : []),
  ];
}

function when({ team }: GapPage, at: Date): string {
  return timeToken(at, team.timeZone);
}
