/** The page's talk with the stand-in workspace, as protocol.ts says it. */
import type { Act, ActResult, CallRecord, ClockMove, Fault, FaultsState, PageState, Switches } from '../../protocol.ts';
import { inThisWorkspace } from './which-workspace.ts';

/** What the person `as` sees now. Throws when the workspace does not answer. */
export async function fetchState(as: string): Promise<PageState> {
  const response = await fetch(inThisWorkspace(`/api/state?as=${encodeURIComponent(as)}`));
  if (!response.ok) throw new Error(`The workspace answered ${response.status}`);
  return (await response.json()) as PageState;
}

/** Does one thing as a person; a workspace out of reach is an answer too, never an exception. */
export function act(action: Act): Promise<ActResult> {
  return post('/api/act', action);
}

export function moveClock(move: ClockMove): Promise<ActResult> {
  return post('/api/clock', move);
}

/** What went between the app and the workspace after the call `after`, oldest first; nothing when out of reach. */
export async function fetchCalls(after: number): Promise<CallRecord[]> {
  return (await getJson<CallRecord[]>(`/api/calls?after=${after}`)) ?? [];
}

/** What is to go wrong; null when out of reach. */
export function fetchFaults(): Promise<FaultsState | null> {
  return getJson<FaultsState>('/api/faults');
}

export function addFault(fault: Fault): Promise<ActResult> {
  return post('/api/faults', fault);
}

/** Takes one waiting fault away, or all of them. */
export function clearFaults(id?: number): Promise<ActResult> {
  return post('/api/faults/clear', id === undefined ? {} : { id });
}

export function setSwitches(switches: Partial<Switches>): Promise<ActResult> {
  return post('/api/switches', switches);
}

/** Everything as at the first start. */
export function resetWorkspace(): Promise<ActResult> {
  return post('/api/reset', {});
}

/** Calls `onChange` after every change and whenever the line is back; `onTrouble` while it is down. */
export function watchChanges(as: string, onChange: () => void, onTrouble: () => void): () => void {
  const source = new EventSource(inThisWorkspace(`/api/changes?as=${encodeURIComponent(as)}`));
  source.addEventListener('open', onChange);
  source.addEventListener('message', onChange);
  source.addEventListener('error', onTrouble);
  return () => source.close();
}

async function getJson<T>(path: string): Promise<T | null> {
  try {
    const response = await fetch(inThisWorkspace(path));
    return response.ok ? ((await response.json()) as T) : null;
  } catch {
    return null;
  }
}

async function post(path: string, body: unknown): Promise<ActResult> {
  try {
    const response = await fetch(inThisWorkspace(path), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as ActResult;
  } catch {
    return { ok: false, error: 'The workspace does not answer. Is the sandbox still running?' };
  }
}
