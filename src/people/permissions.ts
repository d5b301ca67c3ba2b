import type { Actor, Ctx, Membership, Role } from '../core/context.ts';
import { UserError } from '../core/errors.ts';

/**
 * How a person stands to what an action is about. The roles are those in the team it belongs to; `owner` has claimed
 * the case, `keeper` answers for the policy or the question, `requester` asked for the approval in question; `admin` is
 * an admin or owner of the Slack workspace, `installer` put the app there; `anyone` has a full account. `mediator` and
 * `party` are of a private case, in which no role counts; `party` is also whose shift a swap moves. A person may stand in
 * several ways at once.
 */
export type Standing =
  | Role
  | 'raiser'
  | 'owner'
  | 'keeper'
  | 'requester'
  | 'mediator'
  | 'party'
  | 'admin'
  | 'installer'
  | 'anyone';

type Excluding = 'raiser' | 'requester' | 'party';

interface Rule {
  /** Completes "Only … can": in words for the person who is refused. */
  readonly can: string;
  readonly may: readonly Standing[];
  /** Whoever stands like this may not, whatever else they are. */
  readonly never?: readonly Excluding[];
}

const deciders = ['lead', 'manager', 'director'] as const;
const team = ['agent', ...deciders] as const;
/** In a private case no role counts, and no admin: only who was chosen for it. */
const involved = ['raiser', 'mediator', 'party'] as const;

/** Who may do what. Whatever is not granted here is refused. Printed in docs/roles.md. */
export const permissions = {
  'help.read': { can: 'read the help', may: ['anyone'] },
  'team.set-up': { can: 'set up a team', may: ['admin', 'installer'] },
  'team.edit': { can: 'change this team', may: ['admin', 'manager'] },
  'team.ask-to-join': { can: 'ask to be added', may: ['anyone'] },
  'team.authority': { can: 'change what people of this team may grant', may: ['manager', 'director'] },
  'team.add-member': { can: 'add people to this team', may: ['admin', 'manager'] },

  'hours.set-own': { can: 'set their own working hours', may: ['anyone'] },

  'case.raise': { can: 'raise a case', may: team },
  'case.list-own': { can: 'list their cases', may: ['anyone'] },
  'case.list-team': { can: "list the team's cases", may: deciders },
  'case.export': { can: "export the team's cases", may: deciders },
  'case.see': { can: 'see this case', may: ['raiser', 'owner', ...deciders] },
  'case.note': { can: 'add a note to this case', may: ['raiser', ...team] },
  'case.details': { can: 'add details to this case', may: ['raiser', ...team] },
  'case.raise-urgency': { can: 'raise the urgency of this case', may: ['raiser', ...deciders] },
  'case.lower-urgency': { can: 'lower the urgency of this case', may: deciders, never: ['raiser'] },
  'case.claim': { can: 'claim this case', may: deciders, never: ['raiser'] },
  'case.take-over': { can: 'take over this case', may: deciders, never: ['raiser'] },
  'case.ask': { can: 'ask for info on this case', may: deciders },
  'case.hand-over': { can: 'hand over this case', may: deciders },
  'case.keep': { can: 'say that they are still on this case', may: ['owner'] },
  'case.give-back': { can: 'give back this case', may: ['owner'] },
  'case.resolve': { can: 'resolve this case', may: deciders, never: ['raiser'] },
  'case.cancel': { can: 'cancel this case', may: ['raiser', ...deciders] },
  'case.reopen': { can: 'reopen this case', may: ['raiser', ...deciders] },
  'case.approve': { can: 'approve or refuse this', may: deciders, never: ['raiser', 'requester'] },
  'case.answer-approver': { can: 'answer this', may: ['requester', 'owner'] },
  'case.take-back-request': { can: 'take this request back', may: ['requester', 'owner'] },
  'case.look-at-request-again': { can: 'ask for a second look at this', may: ['requester'] },
  'case.look-at-refusal-again': { can: 'ask for a second look at this case', may: ['raiser'] },
  'case.promise': { can: 'promise something to this customer', may: ['raiser', ...deciders] },
  'case.told-customer': { can: 'mark the customer as told', may: ['raiser', ...deciders] },

  'case.raise-private': { can: 'raise a private case', may: team },
  'case.see-private': { can: 'see this private case', may: involved },
  'case.note-private': { can: 'add a note to this private case', may: involved },
  'case.details-private': { can: 'add details to this private case', may: ['raiser'] },
  'case.ask-private': { can: 'ask about this private case', may: ['mediator'] },
  'case.promise-private': { can: 'promise something about this private case', may: ['mediator'] },
  'case.resolve-private': { can: 'settle this private case', may: ['mediator'] },
  'case.cancel-private': { can: 'withdraw this private case', may: ['raiser'] },
  'case.reopen-private': { can: 'reopen this private case', may: ['raiser', 'mediator'] },
  'case.add-party': { can: 'add people to this private case', may: ['raiser', 'mediator'] },
  'case.remove-party': { can: 'take people out of this private case', may: ['raiser', 'mediator'] },
  'case.leave-private': { can: 'leave this private case', may: ['party'] },
  'case.change-mediator': { can: 'choose who mediates this private case', may: ['raiser', 'mediator'] },

  'shift.see': { can: "see this team's roster", may: team },
  'shift.edit': { can: "change this team's roster", may: deciders },
  'shift.feed': { can: 'read their shifts in a calendar', may: ['anyone'] },
  'shift.export': { can: "export this team's roster", may: deciders },
  'shift.import': { can: "import this team's roster", may: ['manager', 'director'] },
  'swap.post': { can: 'ask for a swap', may: team },
  'swap.answer': { can: 'answer this swap', may: team },
  'swap.post-for': { can: 'ask for a swap for somebody else', may: deciders },
  'swap.consent': { can: 'say yes or no to this swap', may: ['party'] },
  'swap.take-back': { can: 'take this swap back', may: ['party', ...deciders] },
  'swap.take-back-request': { can: 'take this request back', may: ['owner', ...deciders] },
  'swap.close': { can: 'close this request', may: deciders },
  'swap.approve': { can: 'approve or refuse this swap', may: ['manager', 'director'], never: ['party'] },
  'swap.override': { can: 'let this swap pass a rule', may: ['manager', 'director'], never: ['party'] },
  'swap.undo': { can: 'undo this swap', may: ['party', 'manager', 'director'] },
  'swap.dispute': { can: 'say that this swap did not happen', may: ['party'] },
  'swap.settle': { can: 'decide what happened', may: ['manager', 'director'], never: ['party'] },
  'swap.cover': { can: 'have a shift covered at once', may: deciders },
  'swap.rules': { can: "change this team's swap rules", may: ['manager', 'director'] },

  'policy.look-up': { can: 'look up policies', may: ['anyone'] },
  'policy.draft': { can: "write this team's policies", may: deciders },
  'policy.publish': { can: "publish this team's policies", may: ['manager', 'director'] },
  'policy.verify': { can: 'say that this policy is still true', may: ['keeper', 'manager', 'director'] },
  'policy.archive': { can: 'archive this policy', may: ['manager', 'director'] },
  'policy.import': { can: 'import policies for this team', may: ['manager', 'director'] },
  'policy.questions': { can: 'change the questions this policy answers', may: ['keeper', ...deciders] },
  'policy.ask': { can: "ask this team's policy owners", may: team },
  'policy.answer-gap': { can: 'answer this question', may: ['keeper', ...deciders] },
  'policy.must-read': { can: 'have people read this policy', may: ['manager', 'director'] },
  'policy.see-readers': { can: 'see who has read this policy', may: deciders },
} as const satisfies Record<string, Rule>;

export type Permission = keyof typeof permissions;

/** What an action is about; whatever is left out, nobody stands to. */
export interface About {
  readonly teamId?: string;
  /** For the words of a refusal. */
  readonly teamName?: string;
  readonly raisedBy?: string;
  readonly owner?: string | null;
  /** Whoever asked for the approval in question. */
  readonly requestedBy?: string;
  /** Of a private case. */
  readonly mediator?: string | null;
  /** Of a private case or of a swap. */
  readonly isParty?: boolean;
  readonly installedBy?: string | null;
}

export function rolesIn(memberships: readonly Membership[], teamId: string): readonly Role[] {
  return memberships.filter((membership) => membership.teamId === teamId).map((membership) => membership.role);
}

/** Who mediates a private case leads, manages or directs some team; once they do not, they mediate nothing. */
export function mayMediate({ memberships }: Pick<Actor, 'memberships'>): boolean {
  return memberships.some(({ role }) => role !== 'agent');
}

/** Whether this person may, now. Only people with a full account may do anything. */
export function may(actor: Actor, permission: Permission, about: About): boolean {
  if (actor.kind !== 'full') return false;
  const rule: Rule = permissions[permission];
  const standings = standingsOf(actor, about);
  if (rule.never?.some((standing) => standings.has(standing))) return false;
  return rule.may.some((standing) => standings.has(standing));
}

/** First line of every use case. Throws a UserError that says who may. Denies by default. */
export function requireMay(ctx: Ctx, permission: Permission, about: About): void {
  if (!may(ctx.actor, permission, about)) throw new UserError(refusal(ctx.actor, permission, about));
}

function standingsOf(actor: Actor, about: About): ReadonlySet<Standing> {
  const { teamId, raisedBy, owner, requestedBy, mediator, isParty = false, installedBy } = about;
  const roles = teamId ? rolesIn(actor.memberships, teamId) : [];
  const others: Readonly<Record<Other, boolean>> = {
    raiser: raisedBy === actor.slackId,
    owner: owner === actor.slackId,
    keeper: owner === actor.slackId,
    requester: requestedBy === actor.slackId,
    mediator: mediator === actor.slackId && mayMediate(actor),
    party: isParty,
    installer: installedBy === actor.slackId,
    admin: actor.isAdmin,
    anyone: true,
  };
  // Safe: the keys of a record are what its type says.
  return new Set<Standing>([...roles, ...(Object.keys(others) as Other[]).filter((standing) => others[standing])]);
}

export const FULL_ACCOUNTS_ONLY = 'Floorwalker is for people with a full account in this workspace.';

function refusal(actor: Actor, permission: Permission, about: About): string {
  const rule: Rule = permissions[permission];
  if (actor.kind !== 'full') return FULL_ACCOUNTS_ONLY;
  const standings = standingsOf(actor, about);
  const never = rule.never?.find((standing) => standings.has(standing));
  if (never)
    return `Somebody else has to ${rule.can}, because ${neverBecause[never]}: ${othersWhoMay(rule, about)} can.`;
  return `Only ${whoMay(rule.may, about.teamName)} can ${rule.can}.`;
}

/** Those of the rule whom its `never` leaves. */
function othersWhoMay({ may: those, never = [] }: Rule, { teamName }: About): string {
  return whoMay(
    those.filter((standing) => !never.some((each) => each === standing)),
    teamName,
  );
}

/** "leads, managers and directors of Northwind Care, and whoever raised it" */
export function whoMay(standings: readonly Standing[], teamName = 'the team'): string {
  const roles = standings.filter((standing) => standing in roleNames).map((standing) => roleNames[standing as Role]);
  const others = standings
    .filter((standing) => !(standing in roleNames))
    .map((standing) => otherNames[standing as Other]);
  const ofTeam = roles.length > 0 ? [`${inWords(roles)} of ${teamName}`] : [];
  return inWords([...ofTeam, ...others]);
}

const neverBecause: Record<Excluding, string> = {
  raiser: 'you raised it',
  requester: 'you asked for it',
  party: 'you are in it',
};

type Other = Exclude<Standing, Role>;

const roleNames: Record<Role, string> = { agent: 'agents', lead: 'leads', manager: 'managers', director: 'directors' };

const otherNames: Record<Other, string> = {
  raiser: 'whoever raised it',
  owner: 'whoever has claimed it',
  keeper: 'its owner',
  requester: 'whoever asked for it',
  mediator: 'its mediator',
  party: 'its parties',
  admin: 'workspace admins',
  installer: 'whoever installed Floorwalker',
  anyone: 'people with a full account',
};

function inWords(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
