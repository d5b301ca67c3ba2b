import { recordAudit } from '../../../../core/audit.ts';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { localDate } from '../../../../core/local-time.ts';
import type { Tx } from '../../../../db/client.ts';
import { DeadlineExceeded } from '../../../../db/errors.ts';
import { enqueue } from '../../../../outbox/enqueue.ts';
import { requireMay } from '../../../../people/permissions.ts';
import { teamById } from '../../../../people/queries.ts';
import type { Team } from '../../../../people/tables.ts';
import { touchHomes } from '../../../../slack/home.ts';
import { whenSeveralAreHeld } from '../../follow-policies.ts';
import { lockPolicies } from '../../library/hold-policy.ts';
import { indexPolicies } from '../../library/index-policy.ts';
import { afterPublishing } from '../../library/publishing/publish.ts';
import { existingOf, type Head, headsOf } from './existing.ts';
import type { GivenFiles } from '../files/given-files.ts';
import { matchFiles, pathsTaken } from './match-files.ts';
import { type Names, namesFor, same } from '../files/names.ts';
import { newPoliciesPosts, newRevisionsPosts } from './owner-posts.ts';
import { type ImportMode, type Planned, type PlanFor, planFile } from './plan.ts';
import { countsOf, type ImportReport } from './report.ts';
import { type Wanted, wantedOf } from '../files/wanted.ts';
import { writeFileOrSay, type Written } from './write-file.ts';

export interface ImportInput {
  readonly teamId: string;
  readonly given: GivenFiles;
  readonly mode: ImportMode;
  /** Also what was changed in Slack after a file was taken away. */
  readonly replaces?: boolean;
}

/** What would change; changes nothing. */
export async function previewImport(
  ctx: Ctx,
  { teamId, given, mode, replaces = false }: ImportInput,
): Promise<ImportReport> {
  const ready = await getReady(ctx, teamId, given);
  const files: Planned[] = [];
  for (const slice of slicesOf(ready.wanted)) {
    files.push(...(await transaction(ctx, (tx) => planSlice(tx, ctx, ready, slice, { mode, replaces }))));
  }
  return { team: ready.team, mode, files, ...besides(given), gone: ready.gone, ofFolder: ready.ofFolder };
}

/** What would change of one file alone, by its place. */
export async function previewOne(
  ctx: Ctx,
  { teamId, given, mode, replaces = false }: ImportInput,
  at: number,
): Promise<Planned | undefined> {
  const ready = await getReady(ctx, teamId, given);
  const one = ready.wanted.slice(at, at + 1);
  return (await transaction(ctx, (tx) => planSlice(tx, ctx, ready, one, { mode, replaces })))[0];
}

export interface RunImport extends ImportInput {
  /** Tells this import from others, without a colon; the same after a restart. */
  readonly run: string;
  /** Told after each slice how many files are seen to. */
  readonly onProgress?: (done: number, of: number) => void;
}

/**
 * Imports the good files; the others are refused by name. Some files are one transaction, with all that follows from them, so
 * that none is imported in part: one that was ended in between goes on where it was when it is begun again.
 */
export async function runImport(ctx: Ctx, { teamId, given, onProgress, ...how }: RunImport): Promise<ImportReport> {
  const { mode, run, replaces = false } = how;
  const ready = await getReady(ctx, teamId, given);
  const files: Planned[] = [];
  const slices = slicesOf(ready.wanted);
  for (let at = 0; at < slices.length; at += AT_ONCE) {
    const some = slices.slice(at, at + AT_ONCE);
    const write = (slice: readonly Wanted[]) => writeInTime(ctx, ready, slice, { mode, run, replaces });
    files.push(...(await allOf(some.map(write))).flat());
    onProgress?.(files.length, ready.wanted.length);
  }
  if (mode === 'publish') await tellNewOwners(ctx, files);
  return { team: ready.team, mode, files, ...besides(given), gone: ready.gone, ofFolder: ready.ofFolder };
}

/** Once for all files, however many transactions they were. */
async function tellNewOwners(ctx: Ctx, files: readonly Planned[]): Promise<void> {
  const ids = files.flatMap(({ fate, policyId }) => (fate === 'new' ? (policyId ?? []) : []));
  if (ids.length === 0) return;
  await transaction(ctx, async (tx) => enqueue(tx, ctx, await newPoliciesPosts(tx, ctx, ids)));
}

function besides({ problems, leftOut = [] }: GivenFiles): Pick<ImportReport, 'unread' | 'leftOut'> {
  return { unread: problems, leftOut };
}

/** While one waits for the database the next is read; more than that would only wait for the index. */
const AT_ONCE = 2;

/** All of them, or the first error once none is under way any more. */
async function allOf<T>(works: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}

/** What is read once for all files. */
interface Ready {
  readonly team: Team;
  readonly wanted: readonly Wanted[];
  /** By path. */
  readonly policyOf: ReadonlyMap<string, string>;
  readonly gone: readonly Head[];
  readonly ofFolder: number;
  /** Paths by which policies of this folder are found already. */
  readonly sources: ReadonlySet<string>;
  readonly folder: string | undefined;
}

async function getReady(ctx: Ctx, teamId: string, given: GivenFiles): Promise<Ready> {
  const { team, names, heads } = await transaction(ctx, (tx) => readTeam(tx, ctx, teamId));
  const read = withoutTwins(given.files.map((file) => wantedOf(file, names)));
  const { policyOf, doubled, gone, ofFolder } = matchFiles(read, heads, {
    unread: new Set(given.problems.map(({ path }) => path)),
    ...(given.folder !== undefined && { folder: given.folder }),
  });
  const titles = new Set(heads.filter(({ archivedAt }) => !archivedAt).map(({ title }) => same(title)));
  const wanted = read.map((file) => {
    const before = doubled.get(file.path);
    if (before !== undefined) return refusedAs(file, `It is the same policy as ${before}. Take out its policy_id.`);
    return policyOf.has(file.path) || !titles.has(same(file.title)) ? file : withTwin(file);
  });
  const sources = pathsTaken(heads, given.folder);
  return { team, wanted, policyOf, gone, ofFolder, sources, folder: given.folder };
}

async function readTeam(
  tx: Tx,
  ctx: Ctx,
  teamId: string,
): Promise<{ team: Team; names: Names; heads: readonly Head[] }> {
  const team = await teamById(tx, ctx, teamId);
  if (!team) throw new UserError('That team is gone.');
  requireMay(ctx, 'policy.import', { teamId, teamName: team.name });
  return { team, names: await namesFor(tx, ctx, team), heads: await headsOf(tx, ctx, teamId) };
}

/** Of files with one path the first counts. */
function withoutTwins(files: readonly Wanted[]): readonly Wanted[] {
  const paths = new Set<string>();
  return files.map((file) => {
    if (!paths.has(file.path)) {
      paths.add(file.path);
      return file;
    }
    return refusedAs(file, 'Another file has the same name. Rename one of them.');
  });
}

function withTwin(file: Wanted): Wanted {
  const message = `Another policy here is called “${file.title}” too. If this is a change of it, name the file like that one.`;
  return { ...file, notes: [...file.notes, { path: file.path, message }] };
}

function refusedAs(file: Wanted, message: string): Wanted {
  return { ...file, problems: [...file.problems, { path: file.path, message }] };
}

/** So many files, and so many characters, that a transaction ends well within its 8 s. */
const MOST_FILES = 8;
const MOST_CHARACTERS = 120_000;

function slicesOf(files: readonly Wanted[]): readonly (readonly Wanted[])[] {
  const slices: Wanted[][] = [];
  let characters = 0;
  for (const file of files) {
    const last = slices.at(-1);
    characters += file.markdown.length;
    if (last && last.length < MOST_FILES && characters <= MOST_CHARACTERS) last.push(file);
    else {
      slices.push([file]);
      characters = file.markdown.length;
    }
  }
  return slices;
}

async function planSlice(
  tx: Tx,
  ctx: Ctx,
  { team, policyOf }: Ready,
  slice: readonly Wanted[],
  how: Pick<PlanFor, 'mode' | 'replaces'>,
): Promise<readonly Planned[]> {
  const ids = slice.flatMap(({ path }) => policyOf.get(path) ?? []);
  const existing = await existingOf(tx, ctx, team.id, ids);
  const today = localDate(ctx.clock.now(), team.timeZone);
  return slice.map((file) => planFile(file, existing.get(policyOf.get(file.path) ?? ''), { ...how, today }));
}

type WriteHow = Pick<PlanFor, 'mode' | 'replaces'> & Pick<RunImport, 'run'>;

/** On a machine that is too busy for a slice, half of it at a time. */
async function writeInTime(
  ctx: Ctx,
  ready: Ready,
  slice: readonly Wanted[],
  how: WriteHow,
): Promise<readonly Planned[]> {
  try {
    return await transaction(ctx, (tx) => writeSlice(tx, ctx, ready, slice, how));
  } catch (error) {
    if (!(error instanceof DeadlineExceeded) || slice.length === 1) throw error;
    const half = Math.ceil(slice.length / 2);
    const first = await writeInTime(ctx, ready, slice.slice(0, half), how);
    return [...first, ...(await writeInTime(ctx, ready, slice.slice(half), how))];
  }
}

async function writeSlice(
  tx: Tx,
  ctx: Ctx,
  ready: Ready,
  slice: readonly Wanted[],
  how: WriteHow,
): Promise<readonly Planned[]> {
  const { team, folder, sources } = ready;
  const today = localDate(ctx.clock.now(), team.timeZone);
  const done: Planned[] = [];
  const all: Written[] = [];
  await holdExisting(tx, ctx, ready, slice);
  for (const planned of await planSlice(tx, ctx, ready, slice, how)) {
    const written = await writeFileOrSay(tx, ctx, planned, { ...how, team, today, folder, sources });
    if ('refusal' in written) done.push(refusedNow(planned, written.refusal));
    else {
      done.push({ ...planned, ...(written.policyId !== undefined && { policyId: written.policyId }) });
      all.push(written);
    }
  }
  await follow(tx, ctx, all);
  await recordSlice(tx, ctx, team, done);
  return done;
}

/**
 * The policies that are there are locked before they are compared with their files: what somebody changes or publishes meanwhile
 * would be undone. The files come in any order, the locks in one.
 */
async function holdExisting(tx: Tx, ctx: Ctx, { policyOf }: Ready, slice: readonly Wanted[]): Promise<void> {
  const ids = slice.flatMap(({ path }) => policyOf.get(path) ?? []);
  if (ids.length === 0) return;
  await lockPolicies(tx, ctx, ids);
  if (ids.length === 1) return;
  for (const hold of whenSeveralAreHeld) await hold(tx, ctx, ids);
}

function refusedNow(planned: Planned, message: string): Planned {
  const { path } = planned.wanted;
  return { ...planned, fate: 'refused', problems: [...planned.problems, { path, message }] };
}

/** Found from now on, and told to whom it concerns. */
async function follow(tx: Tx, ctx: Ctx, all: readonly Written[]): Promise<void> {
  const published = all.flatMap((written) => written.published ?? []);
  const others = all.filter((written) => !written.published).flatMap(({ policyId }) => policyId ?? []);
  await indexPolicies(tx, ctx, others);
  const followed = all.flatMap((written) => written.followed ?? []);
  const messages = [...followed.flatMap((one) => one.messages), ...(await newRevisionsPosts(tx, ctx, published))];
  if (published.length > 0) await afterPublishing(tx, ctx, published, messages);
  else await enqueue(tx, ctx, messages);
  await touchHomes(
    tx,
    ctx,
    followed.flatMap(({ homes }) => homes),
  );
}

async function recordSlice(tx: Tx, ctx: Ctx, team: Team, files: readonly Planned[]): Promise<void> {
  const counts = countsOf({ files, unread: [] });
  if (counts.new + counts.changed + counts.waiting === 0) return;
  await recordAudit(tx, ctx, { action: 'policy.imported', subject: `team:${team.id}`, detail: { ...counts } });
}
