/** Puts the live state, the place and the deeds together into what the page works with. */
import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import type { ClockMove } from '../../protocol.ts';
import { type Question, useQuestions } from '../modals/confirm-dialog.tsx';
import { act as send, moveClock } from './api.ts';
import type { Place } from './place.ts';
import { useWorkspaceState } from './use-workspace-state.ts';
import type { Deed, Workspace } from './workspace.ts';

const TOLD_MS = 6000;

interface LiveWorkspace {
  /** Null until the first state is there. */
  workspace: Workspace | null;
  question: Question | null;
  told: string;
  isOffline: boolean;
}

export function useLiveWorkspace(place: Place, go: Workspace['go']): LiveWorkspace {
  const { state, isOffline, fetchedAt, refresh } = useWorkspaceState(place.as);
  const [told, tell] = useTold();
  const [question, confirm] = useQuestions();
  const as = state?.as ?? place.as;

  const act = useCallback(
    async (deed: Deed) => {
      const answer = await send({ ...deed, as });
      if (!answer.ok) tell(inWords(answer.error));
      await refresh();
      return answer;
    },
    [as, refresh, tell],
  );
  const move = useCallback(
    async (to: ClockMove) => {
      const answer = await moveClock(to);
      if (!answer.ok) tell(inWords(answer.error));
      await refresh();
      return answer;
    },
    [refresh, tell],
  );

  const workspace = useMemo((): Workspace | null => {
    const me = state?.people.find((person) => person.id === state.as);
    if (!state || !me) return null;
    const people = new Map(state.people.map((person) => [person.id, person]));
    const channels = new Map(state.channels.map((channel) => [channel.id, channel]));
    const base = Date.parse(state.clock.now);
    return {
      state,
      me,
      place,
      go,
      act,
      moveClock: move,
      tell,
      confirm,
      person: (id) => people.get(id),
      channel: (id) => channels.get(id),
      now: () => base + (performance.now() - fetchedAt),
    };
  }, [state, place, go, act, move, tell, confirm, fetchedAt]);

  return { workspace, question, told, isOffline };
}

/** One line that goes away by itself. */
function useTold(): [string, (text: string) => void] {
  const [told, setTold] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const tell = useCallback((text: string) => {
    clearTimeout(timer.current);
    setTold(text);
    timer.current = setTimeout(() => setTold(''), TOLD_MS);
  }, []);
  return [told, tell];
}

/** Error codes of the workspace as a sentence. */
function inWords(error: string): string {
  return /^[a-z_]+$/.test(error) ? `That did not work: ${error.replaceAll('_', ' ')}.` : error;
}
