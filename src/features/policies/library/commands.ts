import type { Ctx } from '../../../core/context.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { inline } from '../../../slack/mrkdwn.ts';
import type { ViewPort } from '../../../slack/listener.ts';
import { requireMay } from '../../../people/permissions.ts';
import type { PolicyWord } from '../part.ts';
import { changeForm, newPolicyForm } from './listeners/draft.ts';
import { formOfQuestions, settingsForm } from './listeners/page.ts';
import { keptBy } from './policies-visible-to.ts';
import { listPage, policiesCalled } from './pages/list-page.ts';
import { policyPage } from './pages/policy-page.ts';
import { listWindow } from './windows/list-window.ts';
import { LONGEST_TITLE } from '../text/policy-file.ts';
import { policyWindow } from './windows/policy-window.ts';

/** A customer's sentence may begin with the same words: they are commands to those who write policies. */
function writes(_rest: string, { actor }: Ctx): boolean {
  return keptBy(actor).length > 0;
}

/** Also where somebody else names a policy after it: they hear who can. */
async function writesOrNames(rest: string, ctx: Ctx): Promise<boolean> {
  return writes(rest, ctx) || (await policiesCalled(ctx, rest, 20)).some(({ title }) => isSame(title, rest));
}

/** The same of a word with which no question begins: some words of the title do. */
async function writesOrMeans(rest: string, ctx: Ctx): Promise<boolean> {
  return writes(rest, ctx) || (rest !== '' && (await policiesCalled(ctx, rest, 1)).length > 0);
}

function isSame(title: string, typed: string): boolean {
  return title.toLowerCase() === typed.toLowerCase();
}

/** `/policy new …`, `/policy list`; `/policy edit …`, `show`, `settings` and `questions` of one, by its title. */
export const libraryWords: readonly PolicyWord[] = [
  {
    words: ['new'],
    isMeant: (rest, ctx) => rest === '' || writes(rest, ctx),
    run: async (ctx, rest, { surface }, views) =>
      views.open(await newPolicyForm(ctx, rest.slice(0, LONGEST_TITLE), surface.channel)),
  },
  { words: ['list'], isMeant: (rest) => rest === '', run: (ctx, _rest, _command, views) => openList(ctx, views) },
  {
    words: ['edit'],
    isMeant: writesOrNames,
    run: (ctx, rest, _command, views) => openOne(ctx, rest, views, changeForm),
  },
  {
    words: ['settings'],
    isMeant: writesOrMeans,
    run: (ctx, rest, _command, views) => openOne(ctx, rest, views, settingsForm),
  },
  {
    words: ['questions'],
    isMeant: writesOrNames,
    run: (ctx, rest, _command, views) => openOne(ctx, rest, views, formOfQuestions),
  },
  {
    words: ['show'],
    run: (ctx, rest, _command, views) =>
      openOne(ctx, rest, views, async (_ctx, id) => policyWindow(await policyPage(ctx, id))),
  },
];

async function openList(ctx: Ctx, views: ViewPort): Promise<void> {
  requireMay(ctx, 'policy.look-up', {});
  const own = await listPage(ctx, 'mine');
  await views.open(listWindow(own.rows.length > 0 ? own : await listPage(ctx, 'all')));
}

/** By its title: the one that is called so, else the only one that has these words. */
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
  const called = await policiesCalled(ctx, title, 20);
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
