/** What is switched on or waiting to go wrong, kept fresh; and how to change it. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { ActResult, Fault, FaultsState, Switches } from '../../../protocol.ts';
import { addFault, clearFaults, fetchFaults, setSwitches } from '../../state/api.ts';
import { useWorkspace } from '../../state/workspace.ts';

export interface FaultDesk {
  /** Null until it is known. */
  state: FaultsState | null;
  /** How many switches are on and faults wait. */
  count: number;
  add: (fault: Fault) => Promise<ActResult>;
  remove: (id?: number) => Promise<void>;
  set: (switches: Partial<Switches>) => Promise<void>;
}

const OPEN_MS = 1500;
const CLOSED_MS = 5000;

export function useFaults(isOpen: boolean): FaultDesk {
  const workspace = useWorkspace();
  const { version } = workspace.state;
  const [state, setState] = useState<FaultsState | null>(null);
  const refresh = useCallback(async () => {
    const fresh = document.hidden ? null : await fetchFaults();
    if (fresh) setState(fresh);
  }, []);

  useEffect(() => void refresh(), [version]);
  useEffect(() => {
    // A fault that is used up changes nothing that the workspace would tell.
    const timer = setInterval(() => void refresh(), isOpen ? OPEN_MS : CLOSED_MS);
    return () => clearInterval(timer);
  }, [isOpen]);

  const change = async (answer: Promise<ActResult>): Promise<ActResult> => {
    const result = await answer;
    if (!result.ok) workspace.tell(result.error);
    await refresh();
    return result;
  };
  const on = state ? Object.values(state.switches).filter(Boolean).length + state.faults.length : 0;
  return {
    state,
    count: on,
    add: (fault) => change(addFault(fault)),
    remove: async (id) => void (await change(clearFaults(id))),
    set: async (switches) => void (await change(setSwitches(switches))),
  };
}
