import type { KnownBlock, ModalView } from '@slack/types';
import { dayAndTime } from '../../../core/local-time.ts';
import { formatMoney } from '../../../core/money.ts';
import { actionId } from '../../../slack/action-id.ts';
import { button, context, header, section } from '../../../slack/blocks.ts';
import { modal } from '../../../slack/modal.ts';
import { code, dateToken, inline, mention, oneLine, webAddress } from '../../../slack/mrkdwn.ts';
import { bold, bullets, paragraph, richText, webLink } from '../../../slack/rich-text.ts';
import { readPassageButton } from '../../policies/index.ts';
import { snippet } from '../messages/parts.ts';
import type { ExceptionRegister, ListedException } from './list-exceptions.ts';

/** Two blocks each, and a view holds 100. */
const MOST_SHOWN = 40;
const MOST_PASSAGES = 10;

/** *Exceptions*: what was departed from and how often, then each time, newest first; `timeZone` is of whoever reads it. */
export function exceptionsModal({ days, passages, exceptions }: ExceptionRegister, timeZone: string): ModalView {
  const shown = exceptions.slice(0, MOST_SHOWN);
  const more = exceptions.length > shown.length;
  return modal({
    callbackId: 'case.exceptions',
    title: 'Exceptions',
    blocks: [
      ...(shown.length === 0 ? [section(`No decision departed from policy in the last ${days} days.`)] : []),
      ...(passages.length > 0 ? countBlocks(passages, days) : []),
      ...shown.flatMap((one) => exceptionBlocks(one, timeZone)),
      ...(more ? [context(`There are more. ${code('/case export')} has all.`)] : []),
    ],
  });
}

function countBlocks(passages: ExceptionRegister['passages'], days: number): readonly KnownBlock[] {
  const counted = passages.slice(0, MOST_PASSAGES);
  const lines = counted.map(({ passage, times }) => [bold(`${times}×  `), passageLink(passage)]);
  return [header(`Departed from in the last ${days} days`), richText(bullets(lines))];
}

function passageLink(passage: string) {
  return webAddress(passage) === undefined
    ? { type: 'text' as const, text: snippet(passage) }
    : webLink(passage, snippet(passage));
}

function exceptionBlocks({ exception, case: of, from }: ListedException, timeZone: string): readonly KnownBlock[] {
  const open = button('Open', actionId('case.view', exception.id), { value: of.id, spoken: `Open case ${of.number}` });
  const decided = section(`*#${of.number}* ${inline(snippet(of.summary))}\n${decidedHow(exception, timeZone)}`, open);
  return [decided, departedFrom(from, exception)];
}

/** A passage of a policy here can be read as it was then. */
function departedFrom(
  { passage, place }: ListedException['from'],
  { id, reason }: ListedException['exception'],
): KnownBlock {
  const because = snippet(reason, 300);
  if (!place) return richText(paragraph(bold('Departs from  '), passageLink(passage), bold('\nBecause  '), because));
  const words = `*Departs from*  ${inline(snippet(passage))}\n*Because*  ${inline(because)}`;
  return section(words, readPassageButton(place, passage, String(id)));
}

function decidedHow(
  { decision, remedy, amount, currency, ...decided }: ListedException['exception'],
  timeZone: string,
): string {
  const money = amount === null || currency === null ? '' : ` ${formatMoney({ minor: amount, currency })}`;
  const what = `${decision}${remedy ? ` (${remedy})` : ''}${money}`;
  const approved = decided.approvedBy ? `, approved by ${mention(decided.approvedBy)}` : '';
  const when = dateToken(decided.at, '{date_short_pretty} {time}', dayAndTime(decided.at, timeZone));
  const undone = decided.undoneAt ? ' · _undone, the case was reopened_' : '';
  return oneLine(`${when} · ${what} by ${mention(decided.decidedBy)}${approved}${undone}`);
}
