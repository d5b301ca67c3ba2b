/** The tools of the workshop that open at the side. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { CallLog } from './calls/use-calls.ts';
import type { FaultDesk } from './faults/use-faults.ts';
import type { Tour } from './tour/use-tour.ts';

export type Panel = 'calls' | 'faults';

export const PANELS: Record<Panel, string> = { calls: 'What the app sent', faults: 'Faults' };

export interface Tools {
  panel: Panel | null;
  /** Opens one of them, or closes them with null. */
  show: (panel: Panel | null) => void;
  log: CallLog;
  desk: FaultDesk;
  tour: Tour;
  /** Covers the page while everything is put back: half of a history confuses. */
  cover: (isCovered: boolean) => void;
}

export const ToolsContext = createContext<Tools | null>(null);

export function useTools(): Tools {
  const tools = useContext(ToolsContext);
  if (!tools) throw new Error('Used outside the workshop');
  return tools;
}
