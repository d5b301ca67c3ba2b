/** What went between the app and the workspace, newest first, fetched a little at a time. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { CallRecord } from '../../../protocol.ts';
import { fetchCalls } from '../../state/api.ts';
import { useWorkspace } from '../../state/workspace.ts';

export interface CallLog {
  /** Newest first, at most 200. */
  calls: CallRecord[];
  isPaused: boolean;
  setPaused: (isPaused: boolean) => void;
  clear: () => void;
  /** How many did not go well since the log was last looked at. */
  troubles: number;
}

const KEPT = 200;
const OPEN_MS = 1000;
const CLOSED_MS = 5000;

/** Fetches at once when the workspace changes, and at a slow pace besides: many calls change nothing. */
export function useCalls(isOpen: boolean): CallLog {
  const { state } = useWorkspace();
  const [calls, setCalls] = useState<CallRecord[]>([]);
  const [isPaused, setPaused] = useState(false);
  const [seen, setSeen] = useState<number | null>(null);
  const newest = useRef(0);
  const isBusy = useRef(false);
  const version = useRef(state.version);

  const fetchNew = useCallback(async () => {
    if (isBusy.current || document.hidden) return;
    isBusy.current = true;
    const fresh = await fetchCalls(newest.current);
    isBusy.current = false;
    const last = fresh.at(-1);
    // What went wrong before the page was opened is no news.
    setSeen((before) => before ?? last?.id ?? 0);
    if (!last) return;
    newest.current = last.id;
    setCalls((before) => [...fresh.toReversed(), ...before].slice(0, KEPT));
  }, []);

  useEffect(() => {
    // A lower version than before is a sandbox that was started anew, which counts its calls from 1 again.
    if (state.version < version.current) newest.current = 0;
    version.current = state.version;
    if (!isPaused) void fetchNew();
  }, [state.version, isPaused]);

  useEffect(() => {
    if (isPaused) return undefined;
    const timer = setInterval(() => void fetchNew(), isOpen ? OPEN_MS : CLOSED_MS);
    return () => clearInterval(timer);
  }, [isOpen, isPaused]);

  useEffect(() => {
    if (isOpen && calls[0]) setSeen(calls[0].id);
  }, [isOpen, calls]);

  const troubles = calls.filter((call) => call.id > (seen ?? 0) && call.outcome !== 'ok').length;
  return { calls, isPaused, setPaused, clear: () => setCalls([]), troubles };
}
