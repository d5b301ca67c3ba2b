import type { PlainTextOption } from '@slack/types';
import { transaction, type Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { localDate } from '../../../../core/local-time.ts';
import type { Tx } from '../../../../db/client.ts';
import { LIMITS } from '../../../../slack/limits.ts';
import { chosenPart, type PostForm } from '../modals/post-fields.ts';
import type { PostLook, PostPage } from '../modals/post-form.ts';
import { onlyThoseAbove } from '../requests/count-partners.ts';
import { counterOptions, type What, whoMayTake, whatMayBeTaken } from './possible.ts';
import { shiftSeen, type ShiftSeen, typesOf } from './shift-seen.ts';

const toPost = { own: 'swap.post', others: 'swap.post-for' } as const;

/**
 * The form that asks for a swap of this shift, for its owner, or for whoever may ask for others: with what the rules make of
 * it, so that nobody posts what cannot come to anything without knowing.
 */
export function postPage(ctx: Ctx, form: PostForm): Promise<PostPage> {
  return transaction(ctx, (tx) => postPageIn(tx, ctx, form));
}

async function postPageIn(tx: Tx, ctx: Ctx, form: PostForm): Promise<PostPage> {
  const { shift, team, ownerName } = await shiftSeen(tx, ctx, form.shiftId, toPost);
  const isOwn = shift.slackId === ctx.actor.slackId;
  if (shift.slackId === null) throw new UserError('This shift is open: press Pick up. `/swap open` shows it.');
  const what = { shift, part: partIn(form, shift) };
  const isTrade = form.kind === 'trade';
  return {
    shift,
    ownerName: isOwn ? null : ownerName,
    teamName: team.name,
    today: localDate(ctx.clock.now(), shift.timeZone),
    types: isTrade ? await typesOf(tx, ctx, team.id, LIMITS.options.checkboxes) : [],
    look: await lookAt(tx, ctx, what, form),
    taken: await optionsOf(tx, ctx, form.takes),
  };
}

/** Where nobody may take it for nothing, what may come of a trade, and the other way round. */
async function lookAt(tx: Tx, ctx: Ctx, what: What, { kind, extent }: PostForm): Promise<PostLook> {
  const ways = { give: whoMayTake, trade: whatMayBeTaken } as const;
  const { legal, considered, nearest, found } = await ways[kind](tx, ctx, what);
  const onlyAbove = await onlyThoseAbove(tx, ctx, what.shift, found.legal);
  const isOfWhole = extent !== 'whole' && what.part === undefined;
  const other = legal > 0 ? undefined : await ways[kind === 'give' ? 'trade' : 'give'](tx, ctx, what);
  const instead = other && { legal: other.legal, considered: other.considered };
  return {
    legal,
    considered,
    nearest,
    ...(onlyAbove && { onlyAbove }),
    ...(isOfWhole && { isOfWhole }),
    ...(instead && { instead }),
  };
}

function partIn(
  form: PostForm,
  { startsAt, endsAt }: ShiftSeen['shift'],
): { readonly from: Date; readonly to: Date } | undefined {
  const [starts, ends] = chosenPart(
    form,
    [startsAt, endsAt].map((at) => String(at.getTime() / 1000)),
  );
  const isAll = starts?.getTime() === startsAt.getTime() && ends?.getTime() === endsAt.getTime();
  return starts && ends && starts < ends && !isAll ? { from: starts, to: ends } : undefined;
}

async function optionsOf(tx: Tx, ctx: Ctx, shiftIds: readonly string[]): Promise<readonly PlainTextOption[]> {
  return counterOptions(tx, ctx, shiftIds);
}

/** The counter-shifts that the rules allow for a shift, by what is typed. */
export function takesOptions(ctx: Ctx, form: PostForm, typed: string): Promise<readonly PlainTextOption[]> {
  return transaction(ctx, async (tx) => {
    const { shift } = await shiftSeen(tx, ctx, form.shiftId, toPost);
    const { ids } = await whatMayBeTaken(tx, ctx, { shift, part: partIn(form, shift) });
    const words = typed.trim().toLowerCase();
    const all = await counterOptions(tx, ctx, ids);
    return all.filter(({ text }) => text.text.toLowerCase().includes(words)).slice(0, LIMITS.options.select);
  });
}
