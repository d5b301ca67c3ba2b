import { z } from 'zod';
import { messageActionPayload, suggestionPayload, viewActionPayload } from '../delivery/payloads.ts';
import type { Act, ActResult } from '../protocol.ts';
import { COUNT } from '../limits.ts';
import { initialValues } from '../state/view-values.ts';
import { problemWithOptions } from '../web-api/suggested-options.ts';
import type { World } from '../world.ts';
import { askApp, notice } from './ask-app.ts';
import { actionEntry, findElement } from './find-element.ts';
import { mergeValues } from './form-values.ts';
import { messageFor, viewFor } from './places.ts';
import { done } from './result.ts';

type Of<Type extends Act['type']> = Extract<Act, { type: Type }>;

/** A button pressed or a choice made, in a message or a view. Like Slack, does not care whether the press makes sense. */
export async function click(world: World, act: Of<'block_action'>): Promise<ActResult> {
  const payload =
    'view' in act.where ? clickInView(world, act, act.where.view) : clickInMessage(world, act, act.where.message);
  const delivered = await world.app.send({ kind: 'interactive', payload });
  if (delivered.ok) return done;
  notice(world, act.as, 'This app is not responding. Try again?');
  return { ok: false, error: delivered.reason };
}

function clickInMessage(
  world: World,
  act: Of<'block_action'>,
  where: { channel: string; ts: string },
): Record<string, unknown> {
  const message = messageFor(world, act.as, where.channel, where.ts);
  const element = findElement(message.blocks, act.blockId, act.action.action_id);
  const values = mergeValues(initialValues(message.blocks ?? []), act.state);
  return messageActionPayload(world, act.as, message, actionEntry(element, act.blockId, act.action), values);
}

function clickInView(world: World, act: Of<'block_action'>, viewId: string): Record<string, unknown> {
  const stored = viewFor(world, act.as, viewId);
  const element = findElement(stored.view.blocks, act.blockId, act.action.action_id);
  stored.values = mergeValues(stored.values, act.state);
  return viewActionPayload(world, act.as, stored, actionEntry(element, act.blockId, act.action));
}

const Suggested = z.union([
  z.object({ options: z.array(z.unknown()) }),
  z.object({ option_groups: z.array(z.unknown()) }),
]);

/** Typing into an external select: the app's options, checked as Slack checks them. */
export async function suggest(world: World, act: Of<'suggest'>): Promise<ActResult> {
  const where =
    'view' in act.where
      ? viewFor(world, act.as, act.where.view)
      : messageFor(world, act.as, act.where.message.channel, act.where.message.ts);
  const blocks = 'view' in where ? where.view.blocks : where.blocks;
  findElement(blocks, act.blockId, act.actionId);
  const payload = suggestionPayload(world, act.as, where, act);
  const delivered = await askApp(world, act.as, 'Searching', { kind: 'interactive', payload });
  if (!delivered.ok) return { ok: false, error: delivered.reason };
  const parsed = Suggested.safeParse(delivered.body);
  const problem = parsed.success
    ? problemWithOptions(parsed.data, COUNT['select.options'].max)
    : 'the answer has neither options nor option_groups';
  if (!parsed.success || problem) return { ok: false, error: `invalid_options: ${problem}` };
  return 'options' in parsed.data
    ? { ok: true, options: parsed.data.options }
    : { ok: true, optionGroups: parsed.data.option_groups };
}
