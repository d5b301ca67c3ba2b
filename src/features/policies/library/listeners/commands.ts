import type { ModalView } from '@slack/types';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { requireMay } from '../../../../people/permissions.ts';
import type { ViewPort } from '../../../../slack/listener.ts';
import type { PolicyWord } from '../../part.ts';
import { libraryIds as ids } from '../ids.ts';
import { firstList } from '../pages/list-page.ts';
import { policyPage } from '../pages/policy-page.ts';
import { policyCalled } from '../reading/policy-called.ts';
import type { Policy } from '../tables.ts';
import { neverOut } from '../write-policy.ts';
import { workedOn } from '../drafting/worked-on.ts';
import { LONGEST_TITLE } from '../../text/file/policy-file.ts';
import { listWindow } from '../windows/list-window.ts';
import { policyWindow } from '../windows/policy-window.ts';
import { changeForm, newPolicyForm } from './draft.ts';
import { openCalled, type Opening } from './open-called.ts';
import { archiveForm, formOfQuestions, settingsForm } from './page.ts';
import { publishForm } from './review.ts';

/** Words of a title follow; else it may be a sentence that begins so. */
export async function namesOne(rest: string, ctx: Ctx): Promise<boolean> {
  return rest !== '' && (await policyCalled(ctx, rest)).kind !== 'none';
}

/** The same, or nothing does. */
async function namesOneOrNone(rest: string, ctx: Ctx): Promise<boolean> {
  return rest === '' || namesOne(rest, ctx);
}

const opens =
  (opening: Opening): PolicyWord['run'] =>
  (ctx, rest, _command, views) =>
    openCalled(ctx, rest, views, opening);

/** `/policy new …`, `/policy list`; `/policy edit …`, `show`, `publish`, `archive`, `settings` and `questions` of one, by its title. */
export const libraryWords: readonly PolicyWord[] = [
  {
    words: ['new'],
    needs: 'policy.draft',
    run: async (ctx, rest, { surface }, views) =>
      views.open(await newPolicyForm(ctx, rest.slice(0, LONGEST_TITLE), surface.channel)),
  },
  { words: ['list'], isMeant: (rest) => rest === '', run: (ctx, _rest, _command, views) => openList(ctx, views) },
  { words: ['list'], isMeant: namesOne, run: opens({ view: pageWindow, id: ids.open }) },
  {
    words: ['edit'],
    isMeant: namesOneOrNone,
    needs: 'policy.draft',
    takesTitle: true,
    run: opens({ view: changeForm, id: ids.edit, changes: true, evenDrafts: true }),
  },
  {
    words: ['settings'],
    isMeant: namesOneOrNone,
    needs: 'policy.draft',
    takesTitle: true,
    run: opens({ view: settingsForm, id: ids.settings, changes: true, evenDrafts: true }),
  },
  {
    words: ['questions'],
    isMeant: namesOneOrNone,
    needs: 'policy.questions',
    takesTitle: true,
    run: opens({ view: formOfQuestions, id: ids.questions, changes: true, evenDrafts: true }),
  },
  { words: ['show'], run: opens({ view: pageWindow, id: ids.open }) },
  {
    words: ['publish'],
    isMeant: namesOne,
    needs: 'policy.publish',
    takesTitle: true,
    run: opens({ view: publishForm, id: ids.publishWhatWaits, changes: true, evenDrafts: true, among: thatWait }),
  },
  {
    words: ['archive'],
    isMeant: namesOne,
    needs: 'policy.archive',
    takesTitle: true,
    run: opens({ view: archiveForm, id: ids.archive, changes: true, evenDrafts: true, among: thatWereOut }),
  },
];

async function openList(ctx: Ctx, views: ViewPort): Promise<void> {
  requireMay(ctx, 'policy.look-up', {});
  await views.open(listWindow(await firstList(ctx)));
}

async function pageWindow(ctx: Ctx, policyId: string): Promise<ModalView> {
  return policyWindow(await policyPage(ctx, policyId));
}

async function thatWait(ctx: Ctx, of: readonly Policy[]): Promise<readonly Policy[]> {
  const policyIds = of.map(({ id }) => id);
  const waiting = await transaction(ctx, (tx) => workedOn(tx, ctx, policyIds));
  return of.filter(({ id }) => waiting.has(id));
}

function thatWereOut(_ctx: Ctx, of: readonly Policy[]): Promise<readonly Policy[]> {
  return Promise.resolve(of.filter((policy) => !neverOut(policy)));
}
