import type { Ctx } from '../../../../core/context.ts';
import type { Message } from '../../../../outbox/enqueue.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import type { ViewPort } from '../../../../slack/listener.ts';
import { requireMay } from '../../../../people/permissions.ts';
import type { PolicyWord } from '../../part.ts';
import { changeForm, newPolicyForm } from './draft.ts';
import { formOfQuestions, settingsForm } from './page.ts';
import { keptBy } from '../reading/policies-visible-to.ts';
import { firstList, policiesCalled } from '../pages/list-page.ts';
import { policyPage } from '../pages/policy-page.ts';
import { listWindow } from '../windows/list-window.ts';
import { LONGEST_TITLE } from '../../text/file/policy-file.ts';
import { policyWindow } from '../windows/policy-window.ts';

/** A customer's sentence may begin with the same words: they are commands to those who write policies. */
function writes(_rest: string, { actor }: Ctx): boolean {
  return keptBy(actor).length > 0;
}

/** Alone, or before words that stand in a title; what else follows may be a question. */
async function writesOrNames(rest: string, ctx: Ctx): Promise<boolean> {
  return writes(rest, ctx) && (rest === '' || (await policiesCalled(ctx, rest, 1)).length > 0);
}

/** Where no question begins so but of what they write: some words of a title follow. */
async function writesAndNames(rest: string, ctx: Ctx): Promise<boolean> {
  return writes(rest, ctx) && rest !== '' && (await policiesCalled(ctx, rest, 1)).length > 0;
}

function isSame(title: string, typed: string): boolean {
  return title.toLowerCase() === typed.toLowerCase();
}

/** `/policy new …`, `/policy list`; `/policy edit …`, `show`, `archive`, `settings` and `questions` of one, by its title. */
export const libraryWords: readonly PolicyWord[] = [
  {
    words: ['new'],
    isMeant: (rest, ctx) => rest === '' || writes(rest, ctx),
    needs: 'policy.draft',
    run: async (ctx, rest, { surface }, views) =>
      views.open(await newPolicyForm(ctx, rest.slice(0, LONGEST_TITLE), surface.channel)),
  },
  { words: ['list'], isMeant: (rest) => rest === '', run: (ctx, _rest, _command, views) => openList(ctx, views) },
  {
    words: ['edit'],
    isMeant: writesOrNames,
    needs: 'policy.draft',
    takesTitle: true,
    run: (ctx, rest, _command, views) => openOne(ctx, rest, views, changeForm),
  },
  {
    words: ['settings'],
    isMeant: writesOrNames,
    needs: 'policy.draft',
    takesTitle: true,
    run: (ctx, rest, _command, views) => openOne(ctx, rest, views, settingsForm),
  },
  {
    words: ['questions'],
    isMeant: writesOrNames,
    needs: 'policy.questions',
    takesTitle: true,
    run: (ctx, rest, _command, views) => openOne(ctx, rest, views, formOfQuestions),
  },
  { words: ['show'], run: openPage },
  // Their buttons are on the page.
  { words: ['publish'], isMeant: writesAndNames, needs: 'policy.publish', takesTitle: true, run: openPage },
  { words: ['archive'], isMeant: writesAndNames, needs: 'policy.archive', takesTitle: true, run: openPage },
];

function openPage(ctx: Ctx, title: string, _command: unknown, views: ViewPort): Promise<Message | undefined> {
  return openOne(ctx, title, views, async (_ctx, id) => policyWindow(await policyPage(ctx, id)));
}

async function openList(ctx: Ctx, views: ViewPort): Promise<void> {
  requireMay(ctx, 'policy.look-up', {});
  await views.open(listWindow(await firstList(ctx)));
}

/** By its title: the one that is called so, else the only one that has these words; where there is none, of the archive. */
export async function openOne(
  ctx: Ctx,
  title: string,
  views: ViewPort,
  view: (ctx: Ctx, policyId: string) => Promise<Parameters<ViewPort['open']>[0]>,
): Promise<Message | undefined> {
  requireMay(ctx, 'policy.look-up', {});
  if (title === '') {
    await openList(ctx, views);
    return undefined;
  }
  const live = await policiesCalled(ctx, title, 20);
  const called = live.length > 0 ? live : await policiesCalled(ctx, title, 20, 'archived');
  const same = called.filter((policy) => isSame(policy.title, title));
  const [only, ...others] = same.length > 0 ? same : called;
  if (only && others.length === 0) {
    await views.open(await view(ctx, only.id));
    return undefined;
  }
  if (!only)
    return { text: `No policy has “${inline(title)}” in its title. \`/policy list\` shows those you may read.` };
  const titles = called.slice(0, 8).map((policy) => `• ${inline(policy.title)}`);
  return { text: `Several have “${inline(title)}” in their title; write more of it:\n${titles.join('\n')}` };
}
