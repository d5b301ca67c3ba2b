import type { ModalView } from '@slack/types';
import type { Ctx } from '../../../core/context.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { onClickNow, onCommand, type Listener } from '../../../slack/listener.ts';
import { readCaseText, type CaseRequest } from '../raising/command-text.ts';
import { listExceptions } from '../exceptions/list-exceptions.ts';
import { exceptionsModal } from '../exceptions/modals.ts';
import { exportCases } from '../export/export-cases.ts';
import { caseHelp, nothingFound, otherLists, unknownList } from '../messages/help.ts';
import { listModal } from '../modals/case.ts';
import { promiseList } from '../promises/listeners.ts';
import { caseByNumber, caseForViewing, listCases, usualList } from '../queries.ts';
import { searchCases } from '../finding/search-cases.ts';
import { answer, caseFor, caseIdIn, show } from './case-of-button.ts';

const titles = { mine: 'Your cases', team: 'Cases of your team', open: 'Open cases' } as const;

const command = onCommand('/case', async (ctx, { text }, views) => {
  const asked = readCaseText(text);
  if (asked.kind === 'export') return exportAll(ctx);
  if (asked.kind === 'unknown-list') return unknownList(asked.words);
  const view = await answerIn(ctx, asked);
  return view ? views.open(view) : caseHelp();
});

/** What is looked up opens in a window of its own; undefined where there is nothing to look up. */
async function answerIn(ctx: Ctx, asked: CaseRequest): Promise<ModalView | undefined> {
  if (asked.kind === 'list') {
    const { scope = usualList(ctx.actor) } = asked;
    return listModal(
      titles[scope],
      await listCases(ctx, { scope }),
      usualList(ctx.actor) === 'team' ? { others: otherLists(scope) } : {},
    );
  }
  if (asked.kind === 'search') {
    return listModal('Cases found', await searchCases(ctx, asked.words), {
      ifNone: nothingFound(asked.words),
    });
  }
  if (asked.kind === 'exceptions') return exceptionsModal(await listExceptions(ctx), ctx.actor.timeZone);
  if (asked.kind === 'promises') return promiseList(ctx, asked.scope);
  if (asked.kind === 'show') return caseFor(ctx, await caseByNumber(ctx, asked.number));
  return undefined;
}

async function exportAll(ctx: Ctx): Promise<Message> {
  await exportCases(ctx, { requestId: `export:${ctx.correlationId}` });
  return answer('The file comes to your messages with Floorwalker in a moment.');
}

const open = onClickNow('case.view', async (ctx, { value, surface }, views) => {
  await show(views, surface, await caseFor(ctx, await caseForViewing(ctx, caseIdIn(value))));
});

export const lookUpListeners: readonly Listener[] = [command, open];
