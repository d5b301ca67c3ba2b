import { describe, expect, test } from 'vitest';
import { aView } from '../../../../test/support/case-views.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { caseCall } from './call.ts';

const NOON = new Date('2026-03-10T11:00:00Z');

describe('a call to a case', () => {
  const claimed = { state: 'claimed', owner: 'U0LEO', claimedAt: NOON } as const;

  test('says how urgent it is, and is claimed with one press', () => {
    const { text, blocks } = caseCall(aView({ urgency: 'critical' }), 'U0MAYA');

    expect(text).toBe(
      '#42 is critical, and nobody has claimed it yet: Lamp arrived broken, customer is angry (raised by Ana)',
    );
    expect(labels(blocks)).toEqual(['Claim', 'Open the case']);
  });

  test.each([
    ['has somebody', claimed, 'U0MAYA', 'Leo has #42 since 12:00'],
    ['is theirs', { ...claimed, urgency: 'critical' }, 'U0LEO', 'You have #42, which is critical'],
    ['waits', { ...claimed, state: 'waiting', waitingOn: 'agent' }, 'U0MAYA', 'Leo has #42 since 12:00'],
    ['is cancelled', { state: 'cancelled', closedAt: NOON }, 'U0MAYA', '#42 is cancelled'],
  ] as const)('says so once the case %s, and only opens it', (_, more, reader, lead) => {
    const { text, blocks } = caseCall(aView(more), reader);

    expect(text).toBe(`${lead}: Lamp arrived broken, customer is angry`);
    expect(labels(blocks)).toEqual(['Open the case']);
    expect(JSON.stringify(blocks)).not.toContain('primary');
  });
});

function labels(blocks: Message['blocks']): readonly string[] {
  return (blocks ?? []).flatMap((block) =>
    block.type === 'actions'
      ? block.elements.flatMap((element) => (element.type === 'button' ? [element.text.text] : []))
      : [],
  );
}
