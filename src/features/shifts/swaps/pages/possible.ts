import type { PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { option } from '../../../../slack/blocks.ts';
import type { PartnersFound } from '../../partners/find-partners.ts';
import { partnersOf } from '../../partners/partners-of.ts';
import type { ShiftRow } from '../../roster/tables.ts';
import { findingText, foundText, type Names } from '../../rules/words.ts';
import { nameOf } from '../messages/parts.ts';
import { shiftLine, whenText } from '../../roster/shift-words.ts';
import { mayRead, readerOf, type Reader } from '../verdicts/reader.ts';
import { verdictNames } from '../messages/verdict-lines.ts';
import type { PostLook } from '../modals/post-form.ts';
import { namesOf } from '../swap-view.ts';
import type { Wants } from '../tables.ts';
import { shiftsByIds } from '../../roster/shifts-by-ids.ts';

/** What the rules leave: who may take a shift, and for what. Only that is put before people. */

export interface What {
  readonly shift: ShiftRow;
  readonly part?: { readonly from: Date; readonly to: Date } | undefined;
  /** In an emergency: what concerns a request is not asked. */
  readonly isCover?: boolean;
}

interface Asked extends What {
  /** Null: it is given for nothing. */
  readonly wants: Wants | null;
  /** Everybody on the team unless given. */
  readonly askedOnly?: readonly string[] | undefined;
}

export function search(tx: Tx, ctx: Ctx, { shift, part, wants, askedOnly, isCover }: Asked): Promise<PartnersFound> {
  return partnersOf(tx, ctx, {
    shiftId: shift.id,
    wants,
    ...(part && { part: { from: part.from.getTime(), to: part.to.getTime() } }),
    ...(askedOnly && { askedOnly }),
    ...(isCover && { isCover }),
  });
}

/** Who may take it for nothing. */
export async function whoMayTake(tx: Tx, ctx: Ctx, what: What): Promise<PostLook & { readonly found: PartnersFound }> {
  const found = await search(tx, ctx, { ...what, wants: null });
  return { ...lookOf(readerAbout(ctx, what), found, await namesFor(tx, ctx, found)), found };
}

/** Which shifts of others may come back for it, the best first. */
export async function whatMayBeTaken(
  tx: Tx,
  ctx: Ctx,
  what: What,
  wants: Wants = {},
): Promise<PostLook & { readonly ids: readonly string[]; readonly found: PartnersFound }> {
  const found = await search(tx, ctx, { ...what, wants });
  const look = lookOf(readerAbout(ctx, what), found, await namesFor(tx, ctx, found));
  return { ...look, found, ids: found.legal.flatMap(({ gives }) => gives ?? []) };
}

/** The actor, as reader of what the rules find about whoever might take this shift. */
export function readerAbout(ctx: Ctx, { shift }: What): Reader {
  return readerOf(ctx, [{ shift, from: shift.slackId, to: null }]);
}

/** How many are legal, and what comes closest where none is. */
export function lookOf(reader: Reader, found: PartnersFound, names: Names): PostLook {
  return { legal: found.legal.length, considered: found.considered, nearest: nearestFor(reader, found, names) };
}

/** Who comes closest, for what in return, and what stands in the way, as far as it is for `reader` to see. */
export function nearestFor(reader: Reader, { nearest }: PartnersFound, names: Names): string | null {
  const first = nearest?.broken.find((finding) => mayRead(reader, finding));
  if (!nearest || !first) return null;
  const { person, gives } = nearest;
  const who = person === reader.slackId ? [] : [names.person(person)];
  const what = gives === null ? [] : [names.shift(gives)];
  const whose = [...who, ...what].join(' for ');
  const isTheirs = first.person === person || first.person === null;
  if (whose === '') return isTheirs ? foundText(first, names) : findingText(first, names);
  return isTheirs ? `${whose}: ${foundText(first, names)}` : `${whose} (${findingText(first, names)})`;
}

/** Names of the people and shifts in what comes closest. */
export async function namesFor(tx: Tx, ctx: Ctx, { nearest }: PartnersFound): Promise<Names> {
  const broken = nearest?.broken ?? [];
  const about = broken.flatMap(({ numbers: { shift, shifts: several } }) => [shift, several].flat());
  const ids = [...about, nearest?.gives];
  const named = await shiftsByIds(
    tx,
    ctx,
    ids.flatMap((id) => z.uuid().safeParse(id).data ?? []),
  );
  const byId = new Map(named.map((each) => [each.id, whenText(each)]));
  const people =
    broken.length === 0 ? {} : await namesOf(tx, ctx, [nearest?.person ?? null, ...broken.map(({ person }) => person)]);
  return verdictNames({ names: people }, (id) => byId.get(id));
}

/** In the order of the ids: `Leo · Friday 27 November, 22:00–06:00 · Night`. */
export async function counterOptions(tx: Tx, ctx: Ctx, ids: readonly string[]): Promise<readonly PlainTextOption[]> {
  const found = await shiftsByIds(tx, ctx, ids);
  const names = await namesOf(
    tx,
    ctx,
    found.map(({ slackId }) => slackId),
  );
  const byId = new Map(found.map((shift) => [shift.id, shift]));
  return ids.flatMap((id) => {
    const shift = byId.get(id);
    return shift ? [option(`${nameOf({ names }, shift.slackId)} · ${shiftLine(shift)}`, id)] : [];
  });
}

export function verdictWords(verdict: 'allow' | 'review'): string {
  return verdict === 'review' ? 'A manager looks at it' : 'Every rule allows it';
}
