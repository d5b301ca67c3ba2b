import type { View } from '@slack/types';
import { newHash, newId } from '../state/ids.ts';
import { initialValues, keptValues } from '../state/view-values.ts';
import type { StoredView } from '../state/state.ts';
import type { World } from '../world.ts';

/** A new view for a person, not shown yet; `below` is the modal it is pushed onto. */
export function makeView(world: World, user: string, view: View, below?: StoredView): StoredView {
  const id = newId('V');
  return {
    id,
    user,
    view,
    hash: newHash(world.now()),
    rootId: below?.rootId ?? id,
    previousId: below?.id ?? null,
    values: initialValues(view.blocks),
  };
}

/** Shows another view in the same place. What was typed stays where block id and action id are the same, as in Slack. */
export function redrawView(world: World, stored: StoredView, view: View): void {
  stored.values = keptValues(stored.values, initialValues(view.blocks));
  stored.view = view;
  stored.hash = newHash(world.now());
  delete stored.errors;
  delete stored.trouble;
  world.changed();
}
