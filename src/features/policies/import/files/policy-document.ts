import { parse } from 'yaml';
import { audienceOf } from '../../library/reading/audience.ts';
import type { Policy, PolicyRevision } from '../../library/tables.ts';
import { type FrontMatter, NO_FRONT_MATTER } from '../../text/file/front-matter-types.ts';
import { writePolicyFile } from '../../text/file/policy-file.ts';
import { codeOf } from './languages.ts';
import { callingOf, type Names } from './names.ts';
import { settingsMark } from './settings-mark.ts';
import { defined, ID_KEY, REVISION_KEY, SETTINGS_KEY } from './wanted.ts';

/** A policy and its text as they are exported. */
export interface Exported {
  readonly policy: Policy;
  readonly revision: PolicyRevision;
  /** Those that editors wrote. */
  readonly questions: readonly string[];
}

/** A policy as a file: importing it again changes nothing. */
export function policyDocument({ policy, revision, questions }: Exported, names: Names): string {
  const { effectiveFrom, expiresOn } = revision;
  const frontMatter: FrontMatter = {
    ...NO_FRONT_MATTER,
    title: revision.title,
    owner: callingOf(names, policy.owner),
    section: policy.section === null ? [] : [policy.section],
    product: policy.products,
    channel: policy.channels,
    region: policy.regions,
    ...audienceFields(policy, names),
    language: codeOf(policy.language),
    keywords: policy.keywords,
    aliases: questions,
    reviewIntervalDays: policy.reviewDays,
    ...defined({ effectiveFrom: effectiveFrom ?? undefined, expires: expiresOn ?? undefined }),
    others: {
      ...othersOf(policy),
      [ID_KEY]: policy.id,
      [REVISION_KEY]: revision.number,
      [SETTINGS_KEY]: settingsMark({ policy, written: questions }),
    },
  };
  return writePolicyFile({ frontMatter, body: revision.markdown });
}

function audienceFields({ audience }: Policy, { teams }: Names): Pick<FrontMatter, 'audience' | 'teams' | 'roles'> {
  const who = audienceOf(audience);
  const named = (who.teams ?? []).map((id) => teams.find((team) => team.id === id)?.name ?? id);
  return { audience: who.teams === null ? ['everyone'] : [], teams: named, roles: who.roles ?? [] };
}

function othersOf({ otherFrontMatter }: Policy): Record<string, unknown> {
  // Safe: only an import writes it, from a record.
  return otherFrontMatter === null ? {} : (parse(otherFrontMatter, { schema: 'core' }) as Record<string, unknown>);
}
