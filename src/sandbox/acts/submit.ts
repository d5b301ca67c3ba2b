import { z } from 'zod';
import { assertNever } from '../../core/errors.ts';
import { closedPayload, submissionPayload } from '../delivery/payloads.ts';
import { makeView, redrawView } from '../operations/show-view.ts';
import type { Act, ActResult } from '../protocol.ts';
import { COUNT } from '../limits.ts';
import type { StoredView } from '../state/state.ts';
import { clearModals, isShown, modalStack, popModal, pushModal } from '../state/views.ts';
import { noteRefusal } from '../calls/note-refusal.ts';
import { SlackRefusal } from '../web-api/refusal.ts';
import { readView } from '../web-api/view-arguments.ts';
import type { World } from '../world.ts';
import { mergeValues, problemsInForm } from './form-values.ts';
import { findView, viewFor } from './places.ts';
import { ActProblem, done } from './result.ts';

type Of<Type extends Act['type']> = Extract<Act, { type: Type }>;

const TROUBLE = 'We had some trouble connecting. Try again?';

const Answer = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
  z.object({ response_action: z.literal('update'), view: z.unknown() }),
  z.object({ response_action: z.literal('push'), view: z.unknown() }),
  z.object({ response_action: z.literal('clear') }),
]);
type Answer = z.infer<typeof Answer>;

/** Presses the submit button of a modal: Slack's own checks, then the app's answer decides how it goes on. */
export async function submit(world: World, act: Of<'submit'>): Promise<ActResult> {
  const stored = viewFor(world, act.as, act.view);
  if (stored.view.type !== 'modal') throw new ActProblem('only modals can be submitted');
  // Sent from another window of the same person, it has become what has nothing to send.
  if (stored.view.submit === undefined && stored.view.blocks.every(({ type }) => type !== 'input')) return done;
  stored.values = mergeValues(stored.values, act.state);
  delete stored.trouble;
  const problems = problemsInForm(stored);
  if (Object.keys(problems).length > 0) return refuse(world, stored, problems);
  delete stored.errors;
  const delivered = await world.app.send({ kind: 'interactive', payload: submissionPayload(world, act.as, stored) });
  // The app may have closed or cleared it meanwhile.
  if (!isShown(world.state, stored)) return done;
  if (!delivered.ok) return trouble(world, stored, delivered.reason);
  return goOn(world, stored, delivered.body);
}

function goOn(world: World, stored: StoredView, body: unknown): ActResult {
  const isClose =
    body === undefined || body === '' || (typeof body === 'object' && body !== null && Object.keys(body).length === 0);
  if (isClose) return closeTop(world, stored);
  const parsed = Answer.safeParse(body);
  if (!parsed.success) return trouble(world, stored, 'invalid_response_action');
  try {
    return follow(world, stored, parsed.data);
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    noteRefusal(world, `response_action ${parsed.data.response_action}`, error, body);
    return trouble(world, stored, error.code);
  }
}

function follow(world: World, stored: StoredView, answer: Answer): ActResult {
  switch (answer.response_action) {
    case 'errors':
      return refuse(world, stored, inputErrors(stored, answer.errors));
    case 'clear':
      clearModals(world.state, stored.user);
      world.changed();
      return done;
    case 'update':
      redrawView(world, stored, readView(world, answer.view, 'modal', stored.id));
      return { ok: true, view: stored.id };
    case 'push': {
      if (modalStack(world.state, stored.user).length >= COUNT['views.stack'].max)
        throw new SlackRefusal('push_limit_reached');
      const pushed = makeView(world, stored.user, readView(world, answer.view, 'modal'), stored);
      pushModal(world.state, pushed);
      world.changed();
      return { ok: true, view: pushed.id };
    }
    default:
      return assertNever(answer);
  }
}

/** Errors must name blocks that are inputs; anything else is a mistake of the app. */
function inputErrors(stored: StoredView, errors: Record<string, string>): Record<string, string> {
  const inputs = new Set(stored.view.blocks.flatMap((block) => (block.type === 'input' ? [block.block_id] : [])));
  const stray = Object.keys(errors).filter((blockId) => !inputs.has(blockId));
  if (stray.length > 0 || Object.keys(errors).length === 0) {
    throw new SlackRefusal('invalid_errors', {
      response_metadata: { messages: [`not an input block: ${stray.join(', ')}`] },
    });
  }
  return errors;
}

function refuse(world: World, stored: StoredView, errors: Record<string, string>): ActResult {
  stored.errors = errors;
  world.changed();
  return { ok: true, errors, view: stored.id };
}

function trouble(world: World, stored: StoredView, error: string): ActResult {
  stored.trouble = TROUBLE;
  world.changed();
  return { ok: false, error };
}

function closeTop(world: World, stored: StoredView): ActResult {
  // Views above it cannot be there: only the topmost can be submitted.
  popModal(world.state, stored.user);
  world.changed();
  return done;
}

/** Closes the topmost modal (or all); the app hears of it only if it asked to. */
export async function closeView(world: World, act: Of<'close_view'>): Promise<ActResult> {
  const stored = findView(world, act.as, act.view);
  // Escape pressed twice, or the app was faster: it is closed.
  if (!stored) return done;
  const isCleared = act.all === true || (stored.view.type === 'modal' && stored.view.clear_on_close === true);
  const closed = isCleared ? clearModals(world.state, act.as) : [popModal(world.state, act.as)];
  world.changed();
  for (const view of closed) {
    if (view?.view.type !== 'modal' || view.view.notify_on_close !== true) continue;
    await world.app.send({ kind: 'interactive', payload: closedPayload(world, act.as, view, isCleared) });
  }
  return done;
}
