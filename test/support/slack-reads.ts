import type { SlackUser } from '../../src/people/person.ts';
import type { SlackChannel, SlackReads } from '../../src/people/slack-reads.ts';

interface TestChannel extends Partial<SlackChannel> {
  readonly members?: readonly string[];
}

export interface TestSlack extends SlackReads {
  readonly users: Map<string, Partial<SlackUser>>;
  readonly channels: Map<string, TestChannel>;
  /** What is in the files that people uploaded. */
  readonly files: Map<string, string>;
  /** What was asked so far, as `user U0ANA`. */
  readonly asked: string[];
  /** Whether the app's token is still good. */
  hasToken: boolean;
  /** Set to have every call fail with it. */
  trouble: unknown;
}

/** As the Web API client throws it. */
export function slackError(code: string): Error {
  return Object.assign(new Error(code), { data: { ok: false, error: code } });
}

/** A workspace with these people and channels, for what people/ reads from Slack. */
export function testSlack(
  people: Record<string, Partial<SlackUser>>,
  channels: Record<string, TestChannel>,
): TestSlack {
  const slack: TestSlack = {
    users: new Map(Object.entries(people)),
    channels: new Map(Object.entries(channels)),
    files: new Map(),
    asked: [],
    hasToken: true,
    trouble: undefined,
    user: async (_workspace, id) => {
      ask(`user ${id}`);
      const user = slack.users.get(id);
      return user && userOf(id, user);
    },
    userByEmail: async (_workspace, email) => {
      ask(`e-mail ${email}`);
      const [id, user] = [...slack.users].find(([, { profile }]) => profile?.email === email) ?? [];
      return id === undefined || !user ? undefined : userOf(id, user);
    },
    channel: async (_workspace, id) => {
      ask(`channel ${id}`);
      const channel = slack.channels.get(id);
      if (!channel || (channel.is_private && !channel.is_member)) return undefined;
      return { ...noChannel, id, ...channel };
    },
    join: async (_workspace, id) => {
      ask(`join ${id}`);
      slack.channels.set(id, { ...slack.channels.get(id), is_member: true });
    },
    members: async (_workspace, id) => {
      ask(`members ${id}`);
      const channel = slack.channels.get(id);
      if (!channel?.is_member) throw slackError('not_in_channel');
      return channel.members ?? [];
    },
    file: async (_workspace, id) => {
      ask(`file ${id}`);
      const content = slack.files.get(id);
      return content === undefined ? undefined : Buffer.from(content);
    },
    tokenWorks: async (workspace) => {
      ask(`token of ${workspace}`);
      return slack.hasToken;
    },
  };
  function ask(what: string): void {
    slack.asked.push(what);
    if (slack.trouble) throw slack.trouble;
  }
  return slack;
}

const noChannel = {
  name: 'some',
  is_private: false,
  is_archived: false,
  is_member: false,
  is_im: false,
  is_mpim: false,
};

const noUser = {
  team_id: 'T0NORTHWIND',
  name: undefined,
  real_name: undefined,
  tz: 'Europe/Berlin',
  deleted: false,
  is_admin: false,
  is_owner: false,
  is_primary_owner: false,
  is_bot: false,
  is_workflow_bot: false,
  is_stranger: false,
  is_restricted: false,
  is_ultra_restricted: false,
  profile: undefined,
  enterprise_user: undefined,
};

/** A person as Slack describes them, of Northwind unless said otherwise. */
export function userOf(id: string, user: Partial<SlackUser> = {}): SlackUser {
  return { ...noUser, id, ...user };
}

/** The people and channels of the sample workspace that tests of people/ need. */
export function northwindSlack(): TestSlack {
  const people: Record<string, Partial<SlackUser>> = {
    U0ADMIN: { real_name: 'Olga', is_admin: true },
    U0ANA: { real_name: 'Ana' },
    U0BEN: { real_name: 'Ben' },
    U0LEO: { real_name: 'Leo' },
    U0MAYA: { real_name: 'Maya' },
    U0GUS: { real_name: 'Gus', is_restricted: true },
    U0STRANGER: { real_name: 'Sven', team_id: 'T0OTHER' },
    U0FLOORWALK: { real_name: 'Floorwalker', is_bot: true },
  };
  const inCare = ['U0FLOORWALK', 'U0ANA', 'U0BEN', 'U0LEO', 'U0GUS', 'U0STRANGER'];
  return testSlack(people, {
    C0CARE: { name: 'care', members: inCare },
    C0CAREESC: { name: 'care-escalations', members: ['U0FLOORWALK', 'U0LEO', 'U0MAYA'] },
    C0CAREUS: { name: 'care-us', is_member: true, members: ['U0FLOORWALK', 'U0BEN'] },
    C0SECRET: { name: 'secret', is_private: true },
    C0OLD: { name: 'old', is_archived: true },
  });
}
