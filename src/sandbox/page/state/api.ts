/** The page's talk with the stand-in workspace, as protocol.ts says it. */
import type { Act, ActResult, ClockMove, PageState } from '../../protocol.ts';

/** What the person `as` sees now. Throws when the workspace does not answer. */
export async function fetchState(as: string): Promise<PageState> {
  const response = await fetch(`/api/state?as=${encodeURIComponent(as)}`);
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

/** Calls `onChange` after every change and whenever the line is back; `onTrouble` while it is down. */
export function watchChanges(as: string, onChange: () => void, onTrouble: () => void): () => void {
  const source = new EventSource(`/api/changes?as=${encodeURIComponent(as)}`);
  source.addEventListener('open', onChange);
  source.addEventListener('message', onChange);
  source.addEventListener('error', onTrouble);
  return () => source.close();
}

async function post(path: string, body: unknown): Promise<ActResult> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as ActResult;
  } catch {
    return { ok: false, error: 'The workspace does not answer. Is the sandbox still running?' };
  }
}
