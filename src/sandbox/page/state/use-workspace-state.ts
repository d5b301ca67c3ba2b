/** The workspace as one person sees it, kept fresh by server-sent events. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { PageState } from '../../protocol.ts';
import { fetchState, watchChanges } from './api.ts';

export interface LiveState {
  state: PageState | null;
  /** The last state is shown, but the line is down. */
  isOffline: boolean;
  /** Real milliseconds at which the state came, to let its clock run on. */
  fetchedAt: number;
  refresh: () => Promise<void>;
}

/** Never more than one request at a time; what changes meanwhile is fetched right after. */
export function useWorkspaceState(as: string): LiveState {
  const [live, setLive] = useState<{ state: PageState | null; fetchedAt: number }>({ state: null, fetchedAt: 0 });
  const [isOffline, setOffline] = useState(false);
  const running = useRef<Promise<void> | null>(null);
  const isWanted = useRef(false);
  const current = useRef(as);
  current.current = as;

  const refresh = useCallback((): Promise<void> => {
    isWanted.current = true;
    running.current ??= fetchWhileWanted(isWanted, async () => {
      const asked = current.current;
      const state = await fetchState(asked);
      if (asked === current.current) setLive({ state, fetchedAt: performance.now() });
      setOffline(false);
    })
      .catch(() => setOffline(true))
      .finally(() => {
        running.current = null;
      });
    return running.current;
  }, []);

  useEffect(() => {
    void refresh();
    return watchChanges(
      as,
      () => void refresh(),
      () => setOffline(true),
    );
  }, [as, refresh]);

  return { ...live, isOffline, refresh };
}

async function fetchWhileWanted(isWanted: { current: boolean }, fetchOnce: () => Promise<void>): Promise<void> {
  while (isWanted.current) {
    isWanted.current = false;
    await fetchOnce();
  }
}
