import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { type Ctx, transaction } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import { localDate, timeOfDay } from '../../../core/local-time.ts';
import { actions, button, header, plainContext, section } from '../../../slack/blocks.ts';
import { modal } from '../../../slack/modal.ts';
import { othersIds } from '../library/ids.ts';
import type { Span } from '../library/lifecycle.ts';
import { type KeptPolicy, requirePolicy, revisionsOf } from '../library/reading/read-policy.ts';
import type { PolicyRevision } from '../library/tables.ts';
import { dateText, dayText } from '../library/words.ts';
import { blocksOf } from '../text/showing/blocks.ts';
import { dayMenu } from './history-window.ts';
import { historyIds as ids } from './ids.ts';
import { onDay, type OnDay } from './on-day.ts';

/** What a policy said on a local day of the team that keeps it. */
export interface SaidOn extends KeptPolicy {
  readonly date: string;
  readonly now: Date;
  readonly said: OnDay<PolicyRevision>;
}

/** Only published revisions count, so a draft is never in the answer, whoever asks. */
export function saidOn(ctx: Ctx, policyId: string, date: string): Promise<SaidOn> {
  if (!z.iso.date().safeParse(date).success) throw new UserError('Choose a date.');
  return transaction(ctx, async (tx) => {
    const kept = await requirePolicy(tx, ctx, policyId);
    const revisions = await revisionsOf(tx, ctx, policyId);
    return { ...kept, date, now: ctx.clock.now(), said: onDay(revisions, date, kept.team.timeZone) };
  });
}

export function saidOnWindow(said: SaidOn): ModalView {
  const { policy, date } = said;
  return modal({
    callbackId: ids.saidOn,
    title: 'What it said',
    privateMetadata: JSON.stringify({ policyId: policy.id }),
    blocks: [
      header(policy.title),
      dayMenu(date),
      section(saidText(said)),
      ...textBlocks(said),
      actions([button('‹ History', othersIds.history, { value: policy.id })]),
    ],
  });
}

/** Pure: the answer in a sentence. */
export function saidText({ said, date, now, team }: SaidOn): string {
  const on = dateText(date);
  switch (said.kind) {
    case 'not-yet':
      return `On ${on} *it did not exist yet*.${said.first ? ` It counts from ${dayText(said.first.from, team)}.` : ''}`;
    case 'expired': {
      const ended = said.last.until ? dayText(new Date(said.last.until.getTime() - 1), team) : on;
      return `On ${on} *nothing counted*: it had expired on ${ended}.`;
    }
    default: {
      const isAhead = date > localDate(now, team.timeZone);
      const counts = countedText(said.spans, team.timeZone, isAhead ? 'will count' : 'counted');
      return `${isAhead ? 'As planned now, on' : 'On'} ${on} ${counts}`;
    }
  }
}

function countedText(spans: readonly Span<PolicyRevision>[], timeZone: string, verb: string): string {
  const [first, ...later] = spans.map(({ revision, from }) => ({ number: revision.number, from }));
  const changes = later.map(({ number, from }) => `from ${timeOfDay(from, timeZone)} on revision ${number}`);
  return [`*revision ${first?.number} ${verb}*`, ...changes].join(', ').concat('.');
}

function textBlocks({ said }: SaidOn): KnownBlock[] {
  if (said.kind === 'not-yet') return [];
  if (said.kind === 'expired') return [actions([readButton(said.last.revision)])];
  const last = said.spans.at(-1);
  if (!last) return [];
  const { title, markdown } = last.revision;
  const { blocks, isWhole } = blocksOf(markdown, { surface: 'view', title, maxBlocks: 20, maxCharacters: 2500 });
  return [
    ...blocks,
    ...(isWhole ? [] : [plainContext('It goes on: press Read.')]),
    actions(said.spans.map(({ revision }) => readButton(revision))),
  ];
}

function readButton({ id, number }: PolicyRevision) {
  return button(`Read revision ${number}`, `${othersIds.read}:${number}`, { value: id });
}
