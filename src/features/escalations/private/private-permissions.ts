import type { Permission } from '../../../people/permissions.ts';
import type { Case } from '../tables.ts';

/** What may be done to any case may be done to a private one only by these rights; whatever is missing, by nobody. */
const counterparts = {
  'case.see': 'case.see-private',
  'case.note': 'case.note-private',
  'case.promise': 'case.promise-private',
  'case.cancel': 'case.cancel-private',
} as const satisfies Partial<Record<Permission, Permission>>;

const ofPrivateCases: ReadonlySet<Permission> = new Set<Permission>([
  ...Object.values(counterparts),
  'case.details-private',
  'case.ask-private',
  'case.resolve-private',
  'case.reopen-private',
  'case.add-party',
  'case.remove-party',
  'case.leave-private',
  'case.change-mediator',
]);

/** The right that counts for this case; undefined where there is none: no role of a team reaches into a private case. */
export function permissionFor({ isPrivate }: Pick<Case, 'isPrivate'>, wanted: Permission): Permission | undefined {
  if (!isPrivate) return ofPrivateCases.has(wanted) ? undefined : wanted;
  if (ofPrivateCases.has(wanted)) return wanted;
  return Object.hasOwn(counterparts, wanted) ? counterparts[wanted as keyof typeof counterparts] : undefined;
}
