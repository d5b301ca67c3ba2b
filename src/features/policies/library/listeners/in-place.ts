import type { ModalView } from '@slack/types';
import type { Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { section } from '../../../../slack/blocks.ts';
import {
  type Listener,
  onSubmit,
  type OpenView,
  type Parsed,
  type Submission,
  type ViewPort,
} from '../../../../slack/listener.ts';
import { modal } from '../../../../slack/modal.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { policyPage } from '../pages/policy-page.ts';
import { policyWindow } from '../windows/policy-window.ts';
import { workingModal } from '../windows/window-parts.ts';

interface InPlace<Input> {
  readonly title: string;
  readonly parse: (view: OpenView) => Parsed<Input>;
  readonly prepare?: (ctx: Ctx, input: Input) => Promise<void>;
  /** The policy, and what came of it, in a sentence. */
  readonly work: (ctx: Ctx, input: Input, submission: Submission) => Promise<Done>;
  /** The form again, with everything typed and what is wrong. */
  readonly again: (ctx: Ctx, view: OpenView, problem: UserError) => Promise<ModalView>;
}

export interface Done {
  readonly policyId: string;
  readonly done: string;
}

/** A form that stays open until it is certain how it went: then the policy is shown, or itself again with what is wrong. */
export function formInPlace<Input>(key: string, { title, parse, prepare, work, again }: InPlace<Input>): Listener {
  return onSubmit<Input, Done>(key, {
    parse,
    work,
    ...(prepare && { prepare }),
    after: () => ({ update: workingModal(title) }),
    show: async (ctx, outcome, { view }, views) => {
      if ('refused' in outcome) return showAgain(() => again(ctx, view, outcome.refused), title, views);
      const { policyId, done } = outcome.done;
      return views.update(policyWindow(await policyPage(ctx, policyId), { done }));
    },
  });
}

/** The form again; where there is none any more, why. Then what was typed is sent to its author besides. */
async function showAgain(form: () => Promise<ModalView>, title: string, views: ViewPort): Promise<boolean> {
  try {
    return await views.update(await form());
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const blocks = [section(`:warning: ${inline(error.message)} What you typed comes to you as a message.`)];
    await views.update(modal({ callbackId: 'trouble', title, blocks }));
    return false;
  }
}
