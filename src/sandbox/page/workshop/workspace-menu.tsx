/** Goes to another workspace of the stand-in; only there when there is more than one. */
import { MenuButton } from '../elements/menu.tsx';
import { useWorkspace } from '../state/workspace.ts';

export function WorkspaceMenu() {
  const { state, place } = useWorkspace();
  const { workspaces } = state;
  if (workspaces.length < 2) return null;
  const items = workspaces.map(({ id, name }) => ({
    key: id,
    label: name,
    hint: id,
    checked: id === state.workspace.id,
    onPick: () => location.assign(`?${new URLSearchParams({ workspace: id, as: place.as })}`),
  }));
  return (
    <MenuButton
      label={`Workspace: ${state.workspace.name}`}
      class="top-button workspace-menu"
      items={items}
      heading="Workspaces of this sandbox"
    >
      {state.workspace.name} <span aria-hidden="true">▾</span>
    </MenuButton>
  );
}
