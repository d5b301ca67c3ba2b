import { expect, it } from 'vitest';
import type { Role } from '../../../../core/context.ts';
import { firstOf } from './choose-owner.ts';

const SOON = new Date('2026-03-10T12:00:00Z');
const TOMORROW = new Date('2026-03-11T08:00:00Z');

type Back = Date | 'there' | 'never';

function chosen(...people: readonly (readonly [name: string, role: Role, back: Back])[]): string | undefined {
  const able = people.map(([name, role]) => ({ slackId: name, name, role, source: 'picked' as const }));
  const presence = people.map(([slackId, , back]) => ({
    slackId,
    isThere: back === 'there',
    thereUntil: undefined,
    nextThere: typeof back === 'string' ? undefined : back,
  }));
  return firstOf(able, presence)?.slackId;
}

it.each([
  [
    'a manager who is there',
    'Maya',
    [
      ['Leo', 'lead', 'there'],
      ['Maya', 'manager', 'there'],
    ],
  ],
  [
    'a lead who is there before a manager who is away',
    'Leo',
    [
      ['Leo', 'lead', 'there'],
      ['Maya', 'manager', SOON],
    ],
  ],
  [
    'a lead before a director',
    'Leo',
    [
      ['Dora', 'director', 'there'],
      ['Leo', 'lead', 'there'],
    ],
  ],
  [
    'whoever is back first',
    'Leo',
    [
      ['Maya', 'manager', TOMORROW],
      ['Leo', 'lead', SOON],
    ],
  ],
  [
    'the manager of those who are back together',
    'Maya',
    [
      ['Leo', 'lead', SOON],
      ['Maya', 'manager', SOON],
    ],
  ],
  [
    'somebody with hours before somebody without',
    'Leo',
    [
      ['Maya', 'manager', 'never'],
      ['Leo', 'lead', TOMORROW],
    ],
  ],
  [
    'by name where all else is equal',
    'Lia',
    [
      ['Mo', 'lead', 'there'],
      ['Lia', 'lead', 'there'],
    ],
  ],
  ['nobody of nobody', undefined, []],
] as const)('%s', (_who, name, people) => {
  expect(chosen(...people)).toBe(name);
});
