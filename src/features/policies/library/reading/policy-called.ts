import { type Ctx, transaction } from '../../../../core/context.ts';
import { policiesCalled } from '../pages/list-page.ts';
import type { Policy } from '../tables.ts';
import { type EndedPolicy, endedPolicies } from './ended-policies.ts';

/** What somebody means who types a title, or words of one. */
export type Called =
  | { readonly kind: 'one'; readonly policy: Policy }
  | { readonly kind: 'several'; readonly policies: readonly Policy[] }
  /** Nothing of these counts any more, and whoever typed it read them before; at least one. */
  | { readonly kind: 'ended'; readonly policies: readonly EndedPolicy[] }
  | { readonly kind: 'none' };

const MOST = 20;

/**
 * The policy that is called so, else the only one that has these words in its title. Of several that are called the same, the one
 * that was published, spelled as it was typed; with `evenDrafts` whoever asks has to choose. Where none is, what is in the
 * archive, and then what the actor could read until lately.
 */
export async function policyCalled(ctx: Ctx, typed: string, { evenDrafts = false } = {}): Promise<Called> {
  const live = chosenOf(await policiesCalled(ctx, typed, MOST), typed, evenDrafts);
  if (live.kind !== 'none') return live;
  const archived = chosenOf(await policiesCalled(ctx, typed, MOST, 'archived'), typed, true);
  if (archived.kind !== 'none') return archived;
  const ended = await transaction(ctx, (tx) => endedPolicies(tx, ctx));
  const called = meantOf(
    ended.filter(({ title }) => hasWords(title, typed)),
    typed,
  );
  return called.length > 0 ? { kind: 'ended', policies: called } : { kind: 'none' };
}

function chosenOf(found: readonly Policy[], typed: string, evenDrafts: boolean): Called {
  const meant = meantOf(found, typed);
  const published = meant.filter(({ verifiedAt }) => verifiedAt !== null);
  const isSame = meant.length > 1 && meant.every(({ title }) => isCalled(title, typed));
  const left = isSame && !evenDrafts && published.length > 0 ? published : meant;
  const spelled = left.filter(({ title }) => title === typed);
  const [only, ...others] = isSame && !evenDrafts && spelled.length === 1 ? spelled : left;
  if (!only) return { kind: 'none' };
  return others.length === 0 ? { kind: 'one', policy: only } : { kind: 'several', policies: [only, ...others] };
}

function meantOf<Titled extends { readonly title: string }>(
  found: readonly Titled[],
  typed: string,
): readonly Titled[] {
  const same = found.filter(({ title }) => isCalled(title, typed));
  return same.length > 0 ? same : found;
}

function isCalled(title: string, typed: string): boolean {
  return title.toLowerCase() === typed.toLowerCase();
}

function hasWords(title: string, typed: string): boolean {
  const words = typed.toLowerCase().split(/\s+/);
  return words.every((word) => title.toLowerCase().includes(word));
}
