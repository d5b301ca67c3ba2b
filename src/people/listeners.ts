import { type Ctx, transaction } from '../core/context.ts';
import type { Message } from '../outbox/enqueue.ts';
import { section } from '../slack/blocks.ts';
import {
  type Listener,
  type Outcome,
  type Submission,
  type ViewPort,
  onClick,
  onClickNow,
  onCommand,
  onEvent,
  onOptions,
  onSubmit,
} from '../slack/listener.ts';
import { choiceOf } from '../slack/modal-state.ts';
import { mention } from '../slack/mrkdwn.ts';
import { addMember } from './add-member.ts';
import { askToJoin } from './ask-to-join.ts';
import { calendarListeners } from './calendar/listeners.ts';
import { currencyOptions, zoneOptions } from './choices.ts';
import type { PeopleDeps } from './deps.ts';
import { hubCommand } from './hub-command.ts';
import { formFrom, parseSetUp } from './inputs.ts';
import { lookAtChannel } from './look-at-channel.ts';
import { askedBy, ids } from './messages.ts';
import { askedModal, chooseTeamModal, setUpDoneModal, setUpModal, settingUpModal } from './modals.ts';
import { requireMay } from './permissions.ts';
import { allTeams } from './queries.ts';
import { lookAtTeam, setUpTeam } from './set-up-team.ts';
import { openSettings } from './settings.ts';
import {
  appRemoved,
  channelIsBack,
  joinedChannel,
  leftChannel,
  personChanged,
  personJoined,
  tokensRevoked,
} from './slack-events.ts';
import type { SlackReads } from './slack-reads.ts';
import { formOfTeam, newTeamForm } from './team-forms.ts';

export function peopleListeners(deps: PeopleDeps): readonly Listener[] {
  return [
    onCommand('/floorwalker', (ctx, command, views) => hubCommand(ctx, deps, command, views)),
    onClickNow(ids.settings, async (ctx, { value }, views) =>
      views.open(await openSettings(ctx, value, deps.settings())),
    ),
    ...setUpListeners(deps.slack),
    ...calendarListeners(deps),
    ...joiningListeners(),
    onEvent('team_join', personJoined),
    onEvent('user_change', personChanged),
    onEvent('member_joined_channel', joinedChannel),
    onEvent('member_left_channel', leftChannel),
    onEvent('channel_unarchive', channelIsBack),
    onEvent('group_unarchive', channelIsBack),
    onEvent('app_uninstalled', appRemoved),
    onEvent('tokens_revoked', tokensRevoked),
  ];
}

function setUpListeners(slack: SlackReads): readonly Listener[] {
  return [
    onClickNow(ids.setUp, async (ctx, _click, views) =>
      views.open(setUpModal(await newTeamForm(ctx), ctx.clock.now())),
    ),
    onClickNow(ids.edit, async (ctx, { value }, views) =>
      views.open(setUpModal(await formOfTeam(ctx, value), ctx.clock.now())),
    ),
    onClickNow(ids.form, async (ctx, { surface, blockId }, views) => {
      if (!surface.view) return;
      const form = await lookAtChannel(ctx, slack, formFrom(surface.view), blockId);
      await views.update(setUpModal(form, ctx.clock.now()));
    }),
    onOptions(ids.zones, async (ctx, typed) => [...zoneOptions(typed, ctx.actor.timeZone, ctx.clock.now())]),
    onOptions(ids.currencies, async (_ctx, typed) => [...currencyOptions(typed)]),
    onSubmit(ids.setUp, {
      parse: parseSetUp,
      after: ({ name }) => ({ update: settingUpModal(name) }),
      prepare: (ctx, input) => lookAtTeam(ctx, slack, input),
      work: setUpTeam,
      show: showTeam,
    }),
  ];
}

type SetUpOutcome = Outcome<Awaited<ReturnType<typeof setUpTeam>>>;

/** Shows how it went in the form that was sent: done, or the form again with everything typed and what is wrong. */
async function showTeam(ctx: Ctx, outcome: SetUpOutcome, { view }: Submission, views: ViewPort): Promise<boolean> {
  if ('refused' in outcome) return views.update(setUpModal(formFrom(view), ctx.clock.now(), outcome.refused));
  const { team, isNew } = outcome.done;
  return views.update(setUpDoneModal(team, isNew));
}

function joiningListeners(): readonly Listener[] {
  return [
    onClickNow(ids.chooseTeam, async (ctx, _click, views) => {
      requireMay(ctx, 'team.ask-to-join', {});
      await views.open(chooseTeamModal(await transaction(ctx, (tx) => allTeams(tx, ctx))));
    }),
    onSubmit<string>(ids.ask, {
      parse: ({ state }) => {
        const team = choiceOf(state, 'team');
        return team ? { input: team } : { errors: { team: 'Choose your team.' } };
      },
      after: () => ({ update: askedModal() }),
      work: async (ctx, teamId) => {
        await askToJoin(ctx, teamId);
      },
    }),
    onClick(ids.ask, async (ctx, { value }) => {
      const asked = await askToJoin(ctx, value);
      return line(`Asked ${asked.map(mention).join(', ')}. I'll tell you when you're added.`);
    }),
    onClick(ids.addMember, async (ctx, { value }) => {
      const ask = askedBy(value);
      // The request itself then says who added them; only a late press needs an answer.
      const added = await addMember(ctx, ask);
      return added ? undefined : line(`${mention(ask.slackId)} is on the team already.`);
    }),
  ];
}

function line(text: string): Message {
  return { text, blocks: [section(text)] };
}
