import { describe, expect, it } from 'vitest';
import type { Role } from '../../../../core/context.ts';
import { readerChanges, type TeamMember, whomToAsk } from './whom-to-ask.ts';

const [EU, US] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];

function member(slackId: string, teamId: string = EU, role: Role = 'agent'): TeamMember {
  return { slackId, teamId, role };
}

const team = [
  member('ana'),
  member('leo', EU, 'lead'),
  member('maya', EU, 'manager'),
  member('amy', US),
  member('lou', US, 'lead'),
  member('sam', US),
  member('sam', EU),
];

describe('whom to ask', () => {
  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['everybody', ['everyone'], ['everyone'], ['ana', 'leo', 'amy', 'lou', 'sam']],
    ['a team', [`team:${EU}`], ['everyone'], ['ana', 'leo', 'sam']],
    ['a role', ['role:lead'], ['everyone'], ['leo', 'lou']],
    ['a role in a team', [`team:${US}:agent`], ['everyone'], ['amy', 'sam']],
    ['only who may see it', ['everyone'], [`team:${US}`], ['leo', 'amy', 'lou', 'sam']],
    ['who sees it by another team', [`team:${US}`], [`team:${EU}`], ['sam']],
    ['nobody, of a team that may not see it', [`team:${US}:lead`], [`team:${EU}`], []],
    ['who writes it, whoever else may see it', [`team:${EU}:lead`], [`team:${US}`], ['leo']],
    ['nobody, of a team that is gone', ['team:00000000-0000-4000-8000-000000000003'], ['everyone'], []],
  ])('asks %s', (_what, audience, visibleTo, expected) => {
    const asked = whomToAsk(team, { audience, visibleTo, keptBy: EU, askedBy: 'maya' });

    expect([...asked.keys()]).toEqual(expected);
  });

  it.each<[string, readonly string[], string]>([
    ['that keeps the policy', ['everyone'], EU],
    ['that is asked', [`team:${US}`], US],
  ])('counts somebody of two teams once, in the one %s', (_which, audience, expected) => {
    const asked = whomToAsk(team, { audience, visibleTo: ['everyone'], keptBy: EU, askedBy: 'maya' });

    expect(asked.get('sam')).toBe(expected);
  });

  it.each([0, 1, 500])('asks %i people each once', (count) => {
    const many = Array.from({ length: count }, (_, index) => member(`U${index}`));

    const asked = whomToAsk([...many, ...many], {
      audience: ['everyone'],
      visibleTo: ['everyone'],
      keptBy: EU,
      askedBy: 'maya',
    });

    expect(asked.size).toBe(count);
  });
});

const READ = new Date('2026-03-10T09:00:00Z');
const LEFT = new Date('2026-03-11T09:00:00Z');

describe('who is asked when people come and go', () => {
  const known = (acknowledgedAt: Date | null, excusedAt: Date | null, teamId = EU) => [
    { slackId: 'ana', teamId, acknowledgedAt, excusedAt },
  ];
  const none = { join: [], again: [], count: [], excuse: [] };
  const ana = { slackId: 'ana', teamId: EU };

  it.each([
    ['is new', [], [ana], { ...none, join: [ana] }],
    ['stays', known(null, null), [ana], none],
    ['stays and has read it', known(READ, null), [ana], none],
    ['leaves', known(null, null), [], { ...none, excuse: ['ana'] }],
    ['leaves and has read it', known(READ, null), [], { ...none, excuse: ['ana'] }],
    ['has left', known(null, LEFT), [], none],
    ['comes back', known(null, LEFT), [ana], { ...none, again: [ana] }],
    ['comes back and had read it', known(READ, LEFT), [ana], { ...none, count: [ana] }],
    ['changes teams', known(null, null, US), [ana], { ...none, count: [ana] }],
  ])('Ana %s', (_what, asked, wanted, expected) => {
    const now = new Map(wanted.map(({ slackId, teamId }) => [slackId, teamId]));

    expect(readerChanges(asked, now)).toEqual(expected);
  });
});
