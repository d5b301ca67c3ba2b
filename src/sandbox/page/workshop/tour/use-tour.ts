/** The tour as this browser remembers it, going on by itself when something has happened. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { useWorkspace } from '../../state/workspace.ts';
import { complaintOf } from './case-messages.ts';
import { advanced, begun, NEW, type Progress } from './progress.ts';
import { canTour } from './steps.ts';

export interface Tour {
  /** False where the sample's people are not. */
  isPossible: boolean;
  progress: Progress;
  start: () => void;
  resume: () => void;
  /** Leaves it for later. */
  leave: () => void;
  decline: () => void;
  /** Everything is as at the first start: no message is a case any more. */
  forget: () => void;
  /** Puts the last card away. */
  end: () => void;
}

const KEY = 'floorwalker.tour';

export function useTour(): Tour {
  const { state } = useWorkspace();
  const [progress, setProgress] = useState(load);
  const change = useCallback((how: (before: Progress) => Progress) => {
    setProgress((before) => {
      const after = how(before);
      if (after !== before) localStorage.setItem(KEY, JSON.stringify(after));
      return after;
    });
  }, []);

  useEffect(() => {
    if (progress.status !== 'running') return;
    change((before) => advanced(before, state, complaintOf(state, before.used)));
  }, [state, progress.status]);

  useEffect(() => {
    // Another window of this browser went on, or began.
    const onStorage = ({ key }: StorageEvent) => key === KEY && setProgress(load());
    addEventListener('storage', onStorage);
    return () => removeEventListener('storage', onStorage);
  }, []);

  const be = (status: Progress['status']) => change((before) => ({ ...before, status }));
  return {
    isPossible: canTour(state),
    progress,
    start: () => change((before) => begun(before, state)),
    resume: () => be('running'),
    leave: () => be('away'),
    decline: () => be('declined'),
    forget: () => change(() => ({ ...NEW, status: 'declined' })),
    end: () => change((before) => ({ ...before, status: 'done', stage: 'raise' })),
  };
}

function load(): Progress {
  try {
    return { ...NEW, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Progress>) };
  } catch {
    return NEW;
  }
}
