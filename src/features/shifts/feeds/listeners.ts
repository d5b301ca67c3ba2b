import { z } from 'zod';
import { transaction, type Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { may } from '../../../people/permissions.ts';
import { teamById, teamsOf } from '../../../people/queries.ts';
import { onClickNow, type Listener } from '../../../slack/listener.ts';
import type { ShiftWord } from '../views/listeners.ts';
import { feedAddress } from './address.ts';
import { exportRoster } from './export-roster.ts';
import {
  EXPORT,
  exportComes,
  FEED_AGAIN,
  FEED_NEW,
  FEED_OFF,
  type FeedName,
  feedsPanel,
  hasAddress,
  newAddress,
  notReachable,
  OWN,
  switchedOff,
  whichTeam,
} from './messages.ts';
import { feedsOf } from './show-feeds.ts';
import { makeAddress, switchOff } from './switch-feed.ts';

/** What is typed after `/shift` to get here. */
export function feedWords(publicUrl: string | undefined): readonly ShiftWord[] {
  return [
    {
      words: /^(feeds?|calendars?|ics|ical)$/i,
      run: async (ctx) => (publicUrl === undefined ? notReachable() : feedsPanel(await feedsOf(ctx))),
    },
    { words: /^(export|csv)$/i, run: exportFor },
  ];
}

/** All of these act at once: a secret is neither stored with a click nor queued with a message. */
export function feedListeners(publicUrl: string | undefined): readonly Listener[] {
  const make = (key: string, replaces: boolean) =>
    onClickNow(key, async (ctx, { value }) => {
      if (publicUrl === undefined) return notReachable();
      const teamId = teamOf(value);
      const secret = await makeAddress(ctx, teamId, { replaces });
      if (secret === undefined) return hasAddress(await feedsOf(ctx));
      return newAddress(feedAddress(publicUrl, ctx.workspaceId, secret), await nameOf(ctx, teamId));
    });
  return [make(FEED_NEW, false), make(FEED_AGAIN, true), off, exportOne];
}

const off = onClickNow(FEED_OFF, async (ctx, { value }) => {
  const teamId = teamOf(value);
  const wasOn = await switchOff(ctx, teamId);
  return switchedOff(await nameOf(ctx, teamId), wasOn);
});

const exportOne = onClickNow(EXPORT, async (ctx, { value }) => exportComes(await exportRoster(ctx, idOf(value))));

async function exportFor(ctx: Ctx): Promise<Message> {
  const teams = (await transaction(ctx, (tx) => teamsOf(tx, ctx))).map(({ team }) => team);
  const [first, ...others] = teams.filter(({ id }) => may(ctx.actor, 'shift.export', { teamId: id }));
  // Whoever may export none is told who may.
  const only = first ?? teams[0];
  if (!only) throw new UserError('You are on no team yet, so there is no roster to export.');
  return others.length > 0 ? whichTeam([only, ...others]) : exportComes(await exportRoster(ctx, only.id));
}

function teamOf(feed: FeedName): string | null {
  return feed === OWN ? null : idOf(feed);
}

function idOf(value: string): string {
  const id = z.uuid().safeParse(value);
  if (!id.success) throw new UserError('This button is out of date. Type `/shift feed`.');
  return id.data;
}

async function nameOf(ctx: Ctx, teamId: string | null): Promise<string | null> {
  if (teamId === null) return null;
  return transaction(ctx, async (tx) => (await teamById(tx, ctx, teamId))?.name ?? 'the team');
}
