import { UserError } from '../../../../core/errors.ts';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { changeSettingsIn } from '../../library/settings/change-settings.ts';
import { moveRevision } from '../../library/hold-policy.ts';
import { publishIn, type Published } from '../../library/publishing/publish.ts';
import { setQuestionsIn } from '../../library/settings/questions.ts';
import type { Followed } from '../../library/policy-hooks.ts';
import type { KeptRevision } from '../../library/reading/read-policy.ts';
import { startDraftIn } from '../../library/drafting/start-draft.ts';
import type { Policy, PolicyRevision } from '../../library/tables.ts';
import { writePolicy } from '../../library/write-policy.ts';
import type { Team } from '../../../../people/tables.ts';
import { existingOf } from './existing.ts';
import { settingsMark } from '../files/settings-mark.ts';
import { type Fate, type ImportMode, importSubmission, type Planned } from './plan.ts';
import { defined, type Wanted } from '../files/wanted.ts';

export interface WriteFor {
  readonly team: Team;
  readonly mode: ImportMode;
  /** Tells this import from others. */
  readonly run: string;
  /** The local date where the team is. */
  readonly today: string;
  /** The name of the folder whose files these are. */
  readonly folder: string | undefined;
  /** Paths by which policies of the same folder are found already: a new one cannot have the same. */
  readonly sources: ReadonlySet<string>;
}

/** What is still to be done for a file, once for all files of a transaction. */
export interface Written {
  readonly published?: Published;
  /** What it became, to be indexed anew. */
  readonly policyId?: string;
  /** Of settings that were changed. */
  readonly followed?: Followed;
}

/** The rows of one file. @throws UserError where the library refuses it; then nothing of it may stay */
type Write = (tx: Tx, ctx: Ctx, planned: Planned, how: WriteFor) => Promise<Written>;

const WRITES: Readonly<Record<Fate, Write>> = {
  new: writeNew,
  changed: writeChange,
  waiting: writeChange,
  same: keepWhereFrom,
  archived: nothing,
  refused: nothing,
};

async function nothing(): Promise<Written> {
  return {};
}

/** From now on it is found by its path, and known to be of this folder. */
async function keepWhereFrom(tx: Tx, ctx: Ctx, { wanted, existing }: Planned, how: WriteFor): Promise<Written> {
  if (!existing) return {};
  const { policy } = existing;
  const folder = how.folder ?? policy.folder;
  const whereFrom = { source: sourceOf(wanted, policy, how), folder };
  if (whereFrom.source !== policy.source || whereFrom.folder !== policy.folder)
    await writePolicy(tx, ctx, policy, whereFrom);
  return {};
}

/** A file that was moved within its folder is known by its new path. */
function sourceOf(wanted: Wanted, { source, folder }: Policy, how: WriteFor): string | null {
  const free = freePath(wanted, how);
  // Given alone it says nothing of its place in a folder.
  if (how.folder === undefined) return source ?? (folder === null ? free : null);
  return folder === how.folder ? (free ?? source) : free;
}

function freePath({ path }: Wanted, { sources }: WriteFor): string | null {
  return sources.has(path) ? null : path;
}

async function writeNew(tx: Tx, ctx: Ctx, { wanted }: Planned, how: WriteFor): Promise<Written> {
  const { title, markdown, settings, questions } = wanted;
  const source = freePath(wanted, how);
  const begun = await startDraftIn(tx, ctx, {
    teamId: how.team.id,
    title,
    markdown,
    fields: {
      ...settings,
      ...(source !== null && { source }),
      ...(how.folder !== undefined && { folder: how.folder }),
    },
    submission: importSubmission(how.run, wanted),
  });
  const policyId = begun.policy.id;
  if (questions) await setQuestionsIn(tx, ctx, { policyId, texts: questions });
  await keepMark(tx, ctx, policyId, wanted, how);
  return { policyId, ...(await publishFor(tx, ctx, begun, wanted, how)) };
}

async function writeChange(tx: Tx, ctx: Ctx, planned: Planned, how: WriteFor): Promise<Written> {
  const { wanted, existing, change } = planned;
  if (!existing || !change) throw new Error('a change without what it changes');
  const policyId = existing.policy.id;
  const set = await writeSettings(tx, ctx, policyId, planned);
  if (change.settings.length > 0 || change.questions) await keepMark(tx, ctx, policyId, wanted, how);
  await keepWhereFrom(tx, ctx, planned, how);
  const revision = await revisionFor(tx, ctx, planned, how);
  const published = revision && (await publishFor(tx, ctx, revision, wanted, how));
  return { policyId, ...published, ...(set?.followed && { followed: set.followed }) };
}

async function writeSettings(tx: Tx, ctx: Ctx, policyId: string, { wanted, change }: Planned) {
  const isSet = change !== undefined && change.settings.length > 0;
  const set = isSet ? await changeSettingsIn(tx, ctx, { policyId, ...wanted.settings }) : undefined;
  if (change?.questions) await setQuestionsIn(tx, ctx, { policyId, texts: wanted.questions ?? [] });
  return set;
}

/** How settings and questions stand now that a file of an export was written: the same file may change them again. */
async function keepMark(tx: Tx, ctx: Ctx, policyId: string, { settingsThen }: Wanted, { team }: WriteFor) {
  const written = settingsThen === undefined ? undefined : await existingOf(tx, ctx, team.id, [policyId]);
  const now = written?.get(policyId);
  if (now) await writePolicy(tx, ctx, now.policy, { importedSettings: settingsMark(now) });
}

/** The revision that says what the file does; undefined where what counts says it. */
async function revisionFor(
  tx: Tx,
  ctx: Ctx,
  { wanted, existing, change, fate }: Planned,
  how: WriteFor,
): Promise<Pick<KeptRevision, 'revision'> | undefined> {
  const open = existing?.open;
  if (!existing || !change?.isText) return undefined;
  if (fate === 'waiting') return open && { revision: open };
  if (open) await giveWay(tx, ctx, { policy: existing.policy, team: how.team, revision: open });
  const { title, markdown } = wanted;
  const submission = importSubmission(how.run, wanted);
  return startDraftIn(tx, ctx, { teamId: how.team.id, policyId: existing.policy.id, title, markdown, submission });
}

/** What an import before this one began, and nobody has touched since. */
async function giveWay(tx: Tx, ctx: Ctx, open: KeptRevision): Promise<PolicyRevision> {
  return moveRevision(tx, ctx, 'drop', open, { version: open.revision.version });
}

async function publishFor(
  tx: Tx,
  ctx: Ctx,
  { revision }: Pick<KeptRevision, 'revision'>,
  { effectiveFrom, expiresOn }: Wanted,
  { mode, today }: WriteFor,
): Promise<Pick<Written, 'published'>> {
  if (mode === 'draft') return {};
  const { id: revisionId, version, number } = revision;
  // A day that has passed is when an earlier revision began: this one begins now.
  const isPast = number > 1 && effectiveFrom !== undefined && effectiveFrom <= today;
  const dates = defined({ effectiveFrom: isPast ? undefined : effectiveFrom, expiresOn });
  return { published: await publishIn(tx, ctx, { revisionId, version, ...dates }) };
}

/** The rows of one file or none: what the library refuses is undone, and told. */
export async function writeFileOrSay(
  tx: Tx,
  ctx: Ctx,
  planned: Planned,
  how: WriteFor,
): Promise<Written | { readonly refusal: string }> {
  try {
    return await tx.transaction((inner) => WRITES[planned.fate](inner, ctx, planned, how));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { refusal: error.message };
  }
}
