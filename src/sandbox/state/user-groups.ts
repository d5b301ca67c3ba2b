import { own } from './own.ts';
import type { SlackState, UserGroup } from './state.ts';

/** Groups in the order in which they were made. */
export function userGroups(state: SlackState, options: { disabled?: boolean } = {}): UserGroup[] {
  return Object.values(state.userGroups).filter((group) => options.disabled || !group.disabled);
}

/** Whether a handle is somebody's already: of another group, a person or a channel. */
export function isHandleTaken(state: SlackState, handle: string, except?: string): boolean {
  const isOther = (group: UserGroup): boolean => group.id !== except && group.handle === handle;
  return (
    Object.values(state.userGroups).some(isOther) ||
    Object.values(state.people).some((person) => person.name === handle) ||
    Object.values(state.channels).some((channel) => channel.kind !== 'dm' && channel.name === handle)
  );
}

/** Who is mentioned with a group; nobody once it is switched off. */
export function peopleOfGroup(state: SlackState, id: string): string[] {
  const group = own(state.userGroups, id);
  return group && !group.disabled ? group.users : [];
}
