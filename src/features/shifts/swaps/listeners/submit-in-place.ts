import type { ModalView } from '@slack/types';
import type { Ctx } from '../../../../core/context.ts';
import type { UserError } from '../../../../core/errors.ts';
import { onSubmit, type Listener, type OpenView, type Parsed, type Submission } from '../../../../slack/listener.ts';
import { doneModal, workingModal } from '../modals/post-form.ts';

interface InPlace<Input, Done> {
  readonly title: string;
  readonly parse: (view: OpenView) => Parsed<Input>;
  readonly work: (ctx: Ctx, input: Input, submission: Submission) => Promise<Done>;
  /** The form again, with everything typed and what is wrong. */
  readonly again: (ctx: Ctx, view: OpenView, problem: UserError) => Promise<ModalView>;
  /** What it came to, in a sentence. */
  readonly done: (ctx: Ctx, done: Done) => Promise<string>;
}

/** A form that stays open until it is certain how it went: done, or itself again with the refusal next to its field. */
export function submitInPlace<Input, Done>(key: string, form: InPlace<Input, Done>): Listener {
  const { title, parse, work, again, done } = form;
  return onSubmit<Input, Done>(key, {
    parse,
    work,
    after: () => ({ update: workingModal(title) }),
    show: async (ctx, outcome, { view }, views) =>
      views.update(
        'refused' in outcome
          ? await again(ctx, view, outcome.refused)
          : doneModal(title, await done(ctx, outcome.done)),
      ),
  });
}
