import { expect, test } from 'vitest';
import { passageWords } from './use-moving.ts';

const WALL = 'Mon 23 Nov 08:55';

test.each([
  [{ kind: 'under_way', moments: 0 }, 'On the way: Mon 23 Nov 08:55 …'],
  [{ kind: 'under_way', moments: 3 }, 'On the way: Mon 23 Nov 08:55, 3 things were due so far'],
  [{ kind: 'moved', moments: 1 }, 'Moved to Mon 23 Nov 08:55. 1 thing was due on the way'],
  [{ kind: 'moved', moments: 0 }, 'Moved to Mon 23 Nov 08:55. Nothing was due on the way'],
  [{ kind: 'back' }, 'Back to real time, Mon 23 Nov 08:55'],
  [
    { kind: 'refused', error: 'The clock only moves forward.' },
    'The clock was not moved. The clock only moves forward.',
  ],
] as const)('%j reads "%s"', (passage, words) => {
  expect(passageWords(passage, WALL)).toBe(words);
});
