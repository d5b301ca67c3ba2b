import type { View } from '@slack/types';
import { inSlacksWords } from '../rules/check-blocks.ts';
import { checkView, isTooLarge } from '../rules/check-view.ts';
import { isRecord } from '../rules/check.ts';
import { findByExternalId } from '../state/views.ts';
import type { World } from '../world.ts';
import { unreadable } from './method.ts';
import { withBlockIds } from './message-arguments.ts';
import { invalidArguments, SlackRefusal } from './refusal.ts';

/**
 * A view as the app sent it, checked as Slack checks it, with block ids filled in. `replacing` is the view it takes the
 * place of, which may keep its external id.
 */
export function readView(world: World, value: unknown, type: 'modal' | 'home', replacing?: string): View {
  if (value === undefined) throw invalidArguments(['[ERROR] missing required field: view']);
  if (value === unreadable || !isRecord(value))
    throw invalidArguments(['[ERROR] must be a valid view [json-pointer:/view]']);
  if (isTooLarge(value)) throw new SlackRefusal('view_too_large');
  const problems = checkView(value, type);
  if (problems.length > 0) throw invalidArguments(inSlacksWords(problems));
  refuseTakenExternalId(world, value['external_id'], replacing);
  const blocks = Array.isArray(value['blocks']) ? value['blocks'].filter(isRecord) : [];
  // Safe: checkView has just looked at every field.
  return { ...value, blocks: withBlockIds(blocks) } as unknown as View;
}

function refuseTakenExternalId(world: World, externalId: unknown, replacing: string | undefined): void {
  if (typeof externalId !== 'string' || externalId === '') return;
  const holder = findByExternalId(world.state, externalId);
  if (holder && holder.id !== replacing) throw new SlackRefusal('duplicate_external_id');
}
