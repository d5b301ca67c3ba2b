import { describe, expect, it } from 'vitest';
import type { Team } from '../../../../people/tables.ts';
import { channelsFor } from './news-channels.ts';

// Safe: only these are read.
const team = (id: string, teamChannel: string) => ({ id, teamChannel }) as Team;
const care = team('care', 'C0CARE');
const us = team('us', 'C0CAREUS');
const nights = team('nights', 'C0CARE');

describe('a change of a policy is told', () => {
  it.each([
    ['to every team where everybody may see it', ['everyone'], [care, us], ['C0CARE', 'C0CAREUS']],
    ['to the teams that may see it', ['team:us'], [care, us], ['C0CAREUS']],
    ['once in a channel of two teams', ['team:care', 'team:nights'], [care, nights], ['C0CARE']],
    ['not where a team of the channel may not see it', ['team:care'], [care, nights], []],
    ['nowhere when it is for some roles of a team', ['team:care:lead'], [care, us], []],
    ['nowhere when it is for some roles of all teams', ['role:lead', 'role:manager'], [care, us], []],
    ['nowhere when its teams are gone', ['team:gone'], [care, us], []],
  ])('%s', (_name, audience, teams, channels) => {
    expect(channelsFor(audience, teams).map(({ channel }) => channel)).toEqual(channels);
  });
});
