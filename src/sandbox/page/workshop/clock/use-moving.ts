/** Moving the clock, step by step through what falls due, with something to read meanwhile. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ClockMove } from '../../../protocol.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { zoned } from '../../text/date-tokens.ts';
import { onTheWall } from './presets.ts';

export interface Moving {
  isMoving: boolean;
  /** How it goes, or how it went; empty when there is nothing to say. */
  words: string;
  move: (to: ClockMove) => Promise<void>;
}

type Passage =
  | { kind: 'under_way'; moments: number }
  | { kind: 'moved'; moments: number }
  | { kind: 'back' }
  | { kind: 'refused'; error: string };

/** How long the line stays after the clock has moved. */
const SAID_MS = 12_000;

export function useMoving(): Moving {
  const { state, me, moveClock } = useWorkspace();
  const [passage, setPassage] = useState<Passage | null>(null);
  const passed = useRef(new Set<number>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const isMoving = passage?.kind === 'under_way';
  // Each moment on the way is a new offset of the clock.
  if (isMoving) passed.current.add(state.clock.offsetMs);

  const move = async (to: ClockMove) => {
    clearTimeout(timer.current);
    passed.current = new Set([state.clock.offsetMs]);
    setPassage({ kind: 'under_way', moments: 0 });
    const answer = await moveClock(to);
    if (!answer.ok) setPassage({ kind: 'refused', error: answer.error });
    else if ('reset' in to) setPassage({ kind: 'back' });
    else setPassage({ kind: 'moved', moments: answer.moments?.length ?? 0 });
    timer.current = setTimeout(() => setPassage(null), SAID_MS);
  };

  const wall = onTheWall(zoned(Date.parse(state.clock.now), me.timeZone));
  const shown = isMoving ? { ...passage, moments: passed.current.size - 1 } : passage;
  return { isMoving, words: shown ? passageWords(shown, wall) : '', move };
}

/** "On the way: Mon 23 Nov 08:55, 3 things were due so far", "Moved to Mon 23 Nov 08:55. 4 things were due on the way". */
export function passageWords(passage: Passage, wall: string): string {
  if (passage.kind === 'back') return `Back to real time, ${wall}`;
  if (passage.kind === 'refused') return `The clock was not moved. ${passage.error}`;
  const many = passage.moments > 0 ? count(passage.moments) : null;
  if (passage.kind === 'moved') return `Moved to ${wall}. ${many ?? 'Nothing was'} due on the way`;
  return `On the way: ${wall}${many ? `, ${many} due so far` : ' …'}`;
}

function count(moments: number): string {
  return moments === 1 ? '1 thing was' : `${moments} things were`;
}
