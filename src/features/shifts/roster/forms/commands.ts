import { randomUUID } from 'node:crypto';
import type { ModalView } from '@slack/types';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { localDate } from '../../../../core/local-time.ts';
import { may, requireMay } from '../../../../people/permissions.ts';
import { allTeams } from '../../../../people/queries.ts';
import type { Team } from '../../../../people/tables.ts';
import type { Command, ViewPort } from '../../../../slack/listener.ts';
import { openFeeds } from '../../import/ics/listeners.ts';
import { openImport } from '../../import/listeners.ts';
import { absencesOf, mayEnterLeave } from '../absences.ts';
import { availabilityOf } from '../availability.ts';
import { draftsOf } from '../publish-drafts.ts';
import { awayModal, publishModal, shiftModal, whoseSkillsModal } from './modals.ts';

type Open = (ctx: Ctx, command: Command, views: ViewPort) => Promise<void>;

const forms: Readonly<Record<string, Open>> = {
  import: openImport,
  'import calendars': openFeeds,
  add: async (ctx, command, views) => views.open(await addShiftForm(ctx, command)),
  away: async (ctx, _command, views) => views.open(await awayForm(ctx)),
  skills: async (ctx, _command, views) => {
    await teamsToEdit(ctx);
    await views.open(whoseSkillsModal());
  },
  publish: async (ctx, command, views) => views.open(await publishForm(ctx, command)),
};

/** `/shift import`, `import calendars`, `add`, `away`, `skills` and `publish`: false for anything else. */
export async function openRosterForm(ctx: Ctx, command: Command, views: ViewPort): Promise<boolean> {
  const word = command.text.toLowerCase();
  const open = Object.hasOwn(forms, word) ? forms[word] : undefined;
  await open?.(ctx, command, views);
  return open !== undefined;
}

/** Those whose roster the actor may change, that of the channel first. Throws a UserError where there is none. */
async function teamsToEdit(ctx: Ctx, channel?: string): Promise<readonly [Team, ...Team[]]> {
  const all = await transaction(ctx, (tx) => allTeams(tx, ctx));
  const isHere = (team: Team) => Number([team.teamChannel, team.escalationsChannel].includes(channel ?? ''));
  const [first, ...others] = all
    .filter((team) => may(ctx.actor, 'shift.edit', { teamId: team.id }))
    .toSorted((one, other) => isHere(other) - isHere(one));
  // Says who may.
  if (!first) requireMay(ctx, 'shift.edit', {});
  if (!first) throw new UserError('There is no team.');
  return [first, ...others];
}

async function addShiftForm(ctx: Ctx, { surface }: Command): Promise<ModalView> {
  const teams = await teamsToEdit(ctx, surface.channel);
  // A form cannot wait for the choice of its team to say in which zone its times are: it has those of one zone only.
  const sameZone = teams.filter(({ timeZone }) => timeZone === teams[0].timeZone);
  return shiftModal({ shiftId: randomUUID(), version: 0, zone: teams[0].timeZone }, sameZone, undefined);
}

/** *Times I cannot work*, as it stands. */
export async function awayForm(ctx: Ctx): Promise<ModalView> {
  const zone = ctx.actor.timeZone;
  return transaction(ctx, async (tx) => {
    const list = await absencesOf(tx, ctx, ctx.actor.slackId);
    const memory = { absenceId: randomUUID(), zone, today: localDate(ctx.clock.now(), zone) };
    return awayModal(memory, list, await availabilityOf(tx, ctx), mayEnterLeave(ctx));
  });
}

async function publishForm(ctx: Ctx, { surface }: Command): Promise<ModalView> {
  const [team] = await teamsToEdit(ctx, surface.channel);
  return transaction(ctx, async (tx) => publishModal(team, await draftsOf(tx, ctx, team.id)));
}
