import { z } from 'zod';
import { COUNT } from '../../limits.ts';
import { makeView, redrawView } from '../../operations/show-view.ts';
import { own } from '../../state/own.ts';
import type { StoredView } from '../../state/state.ts';
import { clearModals, findByExternalId, isShown, modalStack, publishHome, pushModal } from '../../state/views.ts';
import type { World } from '../../world.ts';
import { viewAnswer } from '../answers.ts';
import { arg, defineMethod } from '../method.ts';
import { SlackRefusal } from '../refusal.ts';
import { readView } from '../view-arguments.ts';

export const viewsOpen = defineMethod({
  name: 'views.open',
  tier: 'tier4',
  args: z.object({ trigger_id: arg.text, view: arg.json }),
  run(world, args) {
    const view = readView(world, args.view, 'modal');
    const { user } = exchange(world, args.trigger_id);
    clearModals(world.state, user);
    return show(world, makeView(world, user, view));
  },
});

/** Puts a second or third modal on top; only for something done in an open one. */
export const viewsPush = defineMethod({
  name: 'views.push',
  tier: 'tier4',
  args: z.object({ trigger_id: arg.text, view: arg.json }),
  run(world, args) {
    const view = readView(world, args.view, 'modal');
    const { user, fromModal } = exchange(world, args.trigger_id);
    const stack = modalStack(world.state, user);
    const below = stack.at(-1);
    if (!fromModal || !below) throw new SlackRefusal('invalid_trigger_id');
    if (stack.length >= COUNT['views.stack'].max) throw new SlackRefusal('push_limit_reached');
    return show(world, makeView(world, user, view, below));
  },
});

export const viewsUpdate = defineMethod({
  name: 'views.update',
  tier: 'tier4',
  args: z.object({ view_id: arg.optional, external_id: arg.optional, hash: arg.optional, view: arg.json }),
  run(world, args) {
    const stored = args.view_id
      ? own(world.state.views, args.view_id)
      : findByExternalId(world.state, args.external_id ?? '');
    if (!stored || !isShown(world.state, stored)) throw new SlackRefusal('not_found');
    const view = readView(world, args.view, stored.view.type === 'home' ? 'home' : 'modal', stored.id);
    refuseStale(stored, args.hash);
    redrawView(world, stored, view);
    return { view: viewAnswer(world, stored) };
  },
});

export const viewsPublish = defineMethod({
  name: 'views.publish',
  tier: 'tier4',
  args: z.object({ user_id: arg.text, hash: arg.optional, view: arg.json }),
  run(world, args) {
    if (!world.manifest.hasHomeTab) throw new SlackRefusal('not_enabled');
    const before = world.state.views[own(world.state.homes, args.user_id) ?? ''];
    const view = readView(world, args.view, 'home', before?.id);
    if (!own(world.state.people, args.user_id)) throw invalidUser();
    if (before) {
      refuseStale(before, args.hash);
      redrawView(world, before, view);
      return { view: viewAnswer(world, before) };
    }
    const stored = makeView(world, args.user_id, view);
    publishHome(world.state, stored);
    world.changed();
    return { view: viewAnswer(world, stored) };
  },
});

function show(world: World, stored: StoredView): Record<string, unknown> {
  pushModal(world.state, stored);
  world.changed();
  return { view: viewAnswer(world, stored) };
}

function exchange(world: World, triggerId: string): { user: string; fromModal: boolean } {
  const trigger = world.triggers.exchange(triggerId);
  if (typeof trigger === 'string') throw new SlackRefusal(trigger);
  return trigger;
}

function refuseStale(stored: StoredView, hash: string | undefined): void {
  if (hash !== undefined && hash !== '' && hash !== stored.hash) throw new SlackRefusal('hash_conflict');
}

function invalidUser(): SlackRefusal {
  return new SlackRefusal('invalid_arguments', { response_metadata: { messages: ['[ERROR] invalid `user_id`'] } });
}
