import type { ModalView } from '@slack/types';
import type { Ctx } from '../../src/core/context.ts';
import type { Message } from '../../src/outbox/enqueue.ts';
import { UserError } from '../../src/core/errors.ts';
import type { FieldErrors, Listener, OpenView, Outcome, Surface, ViewPort } from '../../src/slack/listener.ts';
import { viewProblems } from './block-check.ts';
import { openForm, type Typed } from './open-form.ts';

type Kind = Listener['kind'];
type Of<K extends Kind> = Extract<Listener, { kind: K }>;

/** Presses the buttons and fills in the forms of a feature, without Slack between: its listeners against the database. */
export interface Fingers {
  /** The views shown so far, and how. */
  readonly shown: { readonly how: 'open' | 'push' | 'update'; readonly view: ModalView }[];
  readonly views: ViewPort;
  listener<K extends Kind>(kind: K, key: string): Of<K>;
  /** `/case list team` */
  type(ctx: Ctx, command: string, channel?: string): Promise<Message | undefined | void>;
  press(ctx: Ctx, key: string, value: string, surface?: Surface): Promise<Message | undefined | void>;
  /** Sends the form shown last with what is typed in it; answers with its field errors, if there are any. */
  send(ctx: Ctx, typed?: Typed, form?: OpenView): Promise<FieldErrors | undefined>;
  /** The view shown last; throws if Slack would refuse it. */
  last(): ModalView;
}

/** What was refused is shown, as to the person. */
async function outcomeOf<Done>(work: Promise<Done>): Promise<Outcome<Exclude<Done, void>>> {
  try {
    return { done: (await work) as Exclude<Done, void> };
  } catch (error) {
    if (error instanceof UserError) return { refused: error };
    throw error;
  }
}

export function fingersOn(listeners: readonly Listener[]): Fingers {
  const shown: { how: 'open' | 'push' | 'update'; view: ModalView }[] = [];
  const showing = (how: 'open' | 'push' | 'update') => (view: ModalView) => {
    shown.push({ how, view });
    return Promise.resolve(true);
  };
  const views: ViewPort = {
    open: async (view) => void (await showing('open')(view)),
    push: async (view) => void (await showing('push')(view)),
    update: showing('update'),
  };
  let sent = 0;

  function listener<K extends Kind>(kind: K, key: string): Of<K> {
    const found = listeners.find((candidate) => candidate.kind === kind && candidate.key === key);
    if (!found) throw new Error(`nobody listens to ${kind} ${key}`);
    // Safe: found by its kind.
    return found as Of<K>;
  }

  function last(): ModalView {
    const view = shown.at(-1)?.view;
    if (!view) throw new Error('no view was shown');
    const problems = viewProblems(view);
    if (problems.length > 0) throw new Error(problems.join('; '));
    return view;
  }

  return {
    shown,
    views,
    listener,
    last,
    type: (ctx, command, channel = 'C0GENERAL') => {
      const { name = '', text = '' } = /^(?<name>\S+)\s*(?<text>.*)$/s.exec(command)?.groups ?? {};
      return listener('command', name).run(ctx, { name, text, surface: { channel } }, views);
    },
    press: async (ctx, key, value, surface = { channel: 'C0CAREESC' }) => {
      const click = { actionId: key, blockId: 'b', value, surface };
      const opens = listeners.some((candidate) => candidate.kind === 'click_now' && candidate.key === key);
      if (opens) return listener('click_now', key).run(ctx, click, views);
      const { run, show } = listener('click', key);
      if (!show || surface.view?.type !== 'modal') return run(ctx, click);
      const outcome = await outcomeOf(run(ctx, click));
      const isShown = await show(ctx, outcome, click, views);
      if (!isShown && 'refused' in outcome) throw outcome.refused;
      return isShown || 'refused' in outcome ? undefined : outcome.done;
    },
    send: async (ctx, typed = {}, form = openForm(last(), typed)) => {
      sent += 1;
      const view = { ...form, id: `V${sent}` };
      const { behaviour } = listener('submit', view.callbackId);
      const read = behaviour.parse(view);
      if ('errors' in read) return read.errors;
      const submission = { requestId: `sent:${sent}`, view, surface: { channel: 'C0CARE', view } };
      await behaviour.prepare?.(ctx, read.input);
      const { show } = behaviour;
      if (!show) return void (await behaviour.work(ctx, read.input, submission));
      await show(ctx, await outcomeOf(behaviour.work(ctx, read.input, submission)), submission, views);
      return undefined;
    },
  };
}
