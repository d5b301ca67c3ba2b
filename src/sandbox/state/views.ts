import type { SlackState, StoredView } from './state.ts';

/** A person's open modals, the topmost last. */
export function modalStack(state: SlackState, user: string): StoredView[] {
  return (state.openModals[user] ?? []).flatMap((id) => state.views[id] ?? []);
}

export function topModal(state: SlackState, user: string): StoredView | undefined {
  return modalStack(state, user).at(-1);
}

export function isShown(state: SlackState, view: StoredView): boolean {
  return state.homes[view.user] === view.id || (state.openModals[view.user] ?? []).includes(view.id);
}

export function findByExternalId(state: SlackState, externalId: string): StoredView | undefined {
  return Object.values(state.views).find((stored) => stored.view.external_id === externalId);
}

/** Puts a modal on top of the person's stack. */
export function pushModal(state: SlackState, stored: StoredView): void {
  state.views[stored.id] = stored;
  (state.openModals[stored.user] ??= []).push(stored.id);
}

/** Takes the topmost modal away and returns it. */
export function popModal(state: SlackState, user: string): StoredView | undefined {
  const id = state.openModals[user]?.pop();
  if (id === undefined) return undefined;
  const stored = state.views[id];
  delete state.views[id];
  return stored;
}

/** Closes all modals of a person and returns them, the topmost first. */
export function clearModals(state: SlackState, user: string): StoredView[] {
  const closed: StoredView[] = [];
  for (let view = popModal(state, user); view; view = popModal(state, user)) closed.push(view);
  return closed;
}

export function publishHome(state: SlackState, stored: StoredView): void {
  const before = state.homes[stored.user];
  if (before !== undefined && before !== stored.id) delete state.views[before];
  state.views[stored.id] = stored;
  state.homes[stored.user] = stored.id;
}
