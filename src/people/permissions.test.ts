import { describe, expect, it } from 'vitest';
import type { Actor, Ctx, PersonKind, Role } from '../core/context.ts';
import { UserError } from '../core/errors.ts';
import { type About, type Permission, may, permissions, requireMay } from './permissions.ts';
import { rolesPage } from './roles-page.ts';

const TEAM = 'team-care';
const about: About = {
  teamId: TEAM,
  raisedBy: 'U0RAISER',
  owner: 'U0OWNER',
  requestedBy: 'U0ASKER',
  installedBy: 'U0INSTALLER',
  mediator: 'U0OWNER',
};

interface Traits {
  slackId?: string;
  kind?: PersonKind;
  isAdmin?: boolean;
  role?: Role;
  teamId?: string;
}

function person({ slackId = 'U0SOMEBODY', kind = 'full', isAdmin = false, role, teamId = TEAM }: Traits): Actor {
  return { slackId, kind, isAdmin, timeZone: 'Europe/Berlin', memberships: role ? [{ teamId, role }] : [] };
}

/** Whoever may not act at all is given every reason to, so that only their kind can be what refuses them. */
const mighty: Traits = { slackId: 'U0RAISER', role: 'manager', isAdmin: true };

const people = {
  admin: person({ isAdmin: true }),
  installer: person({ slackId: 'U0INSTALLER' }),
  director: person({ role: 'director' }),
  manager: person({ role: 'manager' }),
  lead: person({ role: 'lead' }),
  agent: person({ role: 'agent' }),
  'raiser, agent': person({ slackId: 'U0RAISER', role: 'agent' }),
  'raiser, lead': person({ slackId: 'U0RAISER', role: 'lead' }),
  'raiser, left': person({ slackId: 'U0RAISER' }),
  'owner, lead': person({ slackId: 'U0OWNER', role: 'lead' }),
  'owner, left': person({ slackId: 'U0OWNER' }),
  'requester, lead': person({ slackId: 'U0ASKER', role: 'lead' }),
  'requester, left': person({ slackId: 'U0ASKER' }),
  'other lead': person({ role: 'lead', teamId: 'team-us' }),
  'other manager': person({ role: 'manager', teamId: 'team-us' }),
  outsider: person({}),
  guest: person({ ...mighty, kind: 'guest' }),
  stranger: person({ ...mighty, kind: 'stranger' }),
  bot: person({ ...mighty, kind: 'bot' }),
  deactivated: person({ ...mighty, kind: 'deactivated' }),
  system: person({ ...mighty, kind: 'system' }),
};

/** y: may, -: may not. Columns in the order of `people`; written by hand from the product's rules, not from the table. */
const expected: Record<Permission, string> = {
  //                      adm ins dir man lea age r.a r.l r.x o.l o.x q.l q.x o-l o-m out gue str bot dea sys
  'help.read': '           y   y   y   y   y   y   y   y   y   y   y   y   y   y   y   y   -   -   -   -   - ',
  'team.set-up': '         y   y   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   - ',
  'team.edit': '           y   -   -   y   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   - ',
  'team.ask-to-join': '    y   y   y   y   y   y   y   y   y   y   y   y   y   y   y   y   -   -   -   -   - ',
  'team.authority': '      -   -   y   y   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   - ',
  'team.add-member': '     y   -   -   y   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   - ',
  'hours.set-own': '       y   y   y   y   y   y   y   y   y   y   y   y   y   y   y   y   -   -   -   -   - ',
  'case.raise': '          -   -   y   y   y   y   y   y   -   y   -   y   -   -   -   -   -   -   -   -   - ',
  'case.list-own': '       y   y   y   y   y   y   y   y   y   y   y   y   y   y   y   y   -   -   -   -   - ',
  'case.list-team': '      -   -   y   y   y   -   -   y   -   y   -   y   -   -   -   -   -   -   -   -   - ',
  'case.export': '         -   -   y   y   y   -   -   y   -   y   -   y   -   -   -   -   -   -   -   -   - ',
  'case.see': '            -   -   y   y   y   -   y   y   y   y   y   y   -   -   -   -   -   -   -   -   - ',
  'case.note': '           -   -   y   y   y   y   y   y   y   y   -   y   -   -   -   -   -   -   -   -   - ',
  'case.details': '        -   -   y   y   y   y   y   y   y   y   -   y   -   -   -   -   -   -   -   -   - ',
  'case.raise-urgency': '  -   -   y   y   y   -   y   y   y   y   -   y   -   -   -   -   -   -   -   -   - ',
  'case.lower-urgency': '  -   -   y   y   y   -   -   -   -   y   -   y   -   -   -   -   -   -   -   -   - ',
  'case.claim': '          -   -   y   y   y   -   -   -   -   y   -   y   -   -   -   -   -   -   -   -   - ',
  'case.take-over': '      -   -   y   y   y   -   -   -   -   y   -   y   -   -   -   -   -   -   -   -   - ',
  'case.ask': '            -   -   y   y   y   -   -   y   -   y   -   y   -   -   -   -   -   -   -   -   - ',
  'case.hand-over': '      -   -   y   y   y   -   -   y   -   y   -   y   -   -   -   -   -   -   -   -   - ',
  'case.keep': '           -   -   -   -   -   -   -   -   -   y   y   -   -   -   -   -   -   -   -   -   - ',
  'case.give-back': '      -   -   -   -   -   -   -   -   -   y   y   -   -   -   -   -   -   -   -   -   - ',
  'case.resolve': '        -   -   y   y   y   -   -   -   -   y   -   y   -   -   -   -   -   -   -   -   - ',
  'case.cancel': '         -   -   y   y   y   -   y   y   y   y   -   y   -   -   -   -   -   -   -   -   - ',
  'case.reopen': '         -   -   y   y   y   -   y   y   y   y   -   y   -   -   -   -   -   -   -   -   - ',
  'case.approve': '            -   -   y   y   y   -   -   -   -   y   -   -   -   -   -   -   -   -   -   -   - ',
  'case.answer-approver': '    -   -   -   -   -   -   -   -   -   y   y   y   y   -   -   -   -   -   -   -   - ',
  'case.take-back-request': '  -   -   -   -   -   -   -   -   -   y   y   y   y   -   -   -   -   -   -   -   - ',
  'case.look-at-request-again': ' -   -   -   -   -   -   -   -   -   -   -   y   y   -   -   -   -   -   -   -   - ',
  'case.look-at-refusal-again': ' -   -   -   -   -   -   y   y   y   -   -   -   -   -   -   -   -   -   -   -   - ',
  'case.promise': '       -   -   y   y   y   -   y   y   y   y   -   y   -   -   -   -   -   -   -   -   - ',
  'case.told-customer': '  -   -   y   y   y   -   y   y   y   y   -   y   -   -   -   -   -   -   -   -   - ',
  'case.raise-private': ' -   -   y   y   y   y   y   y   -   y   -   y   -   -   -   -   -   -   -   -   - ',
  'case.see-private': '   -   -   -   -   -   -   y   y   y   y   -   -   -   -   -   -   -   -   -   -   - ',
  'case.note-private': '  -   -   -   -   -   -   y   y   y   y   -   -   -   -   -   -   -   -   -   -   - ',
  'case.details-private': '-   -   -   -   -   -   y   y   y   -   -   -   -   -   -   -   -   -   -   -   - ',
  'case.ask-private': '   -   -   -   -   -   -   -   -   -   y   -   -   -   -   -   -   -   -   -   -   - ',
  'case.promise-private': '-   -   -   -   -   -   -   -   -   y   -   -   -   -   -   -   -   -   -   -   - ',
  'case.resolve-private': '-   -   -   -   -   -   -   -   -   y   -   -   -   -   -   -   -   -   -   -   - ',
  'case.cancel-private': '-   -   -   -   -   -   y   y   y   -   -   -   -   -   -   -   -   -   -   -   - ',
  'case.reopen-private': '-   -   -   -   -   -   y   y   y   y   -   -   -   -   -   -   -   -   -   -   - ',
  'case.add-party': '     -   -   -   -   -   -   y   y   y   y   -   -   -   -   -   -   -   -   -   -   - ',
  'case.remove-party': '  -   -   -   -   -   -   y   y   y   y   -   -   -   -   -   -   -   -   -   -   - ',
  'case.leave-private': ' -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   - ',
  'case.change-mediator': '-   -   -   -   -   -   y   y   y   y   -   -   -   -   -   -   -   -   -   -   - ',
  'shift.see': '            -   -   y   y   y   y   y   y   -   y   -   y   -   -   -   -   -   -   -   -   - ',
  'shift.edit': '           -   -   y   y   y   -   -   y   -   y   -   y   -   -   -   -   -   -   -   -   - ',
  'shift.feed': '          y   y   y   y   y   y   y   y   y   y   y   y   y   y   y   y   -   -   -   -   - ',
  'shift.export': '        -   -   y   y   y   -   -   y   -   y   -   y   -   -   -   -   -   -   -   -   - ',
  'shift.import': '         -   -   y   y   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   - ',
  'swap.post': '            -   -   y   y   y   y   y   y   -   y   -   y   -   -   -   -   -   -   -   -   - ',
  'swap.answer': '          -   -   y   y   y   y   y   y   -   y   -   y   -   -   -   -   -   -   -   -   - ',
  'swap.post-for': '        -   -   y   y   y   -   -   y   -   y   -   y   -   -   -   -   -   -   -   -   - ',
  'swap.consent': '        -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   - ',
  'swap.take-back': '      -   -   y   y   y   -   -   y   -   y   -   y   -   -   -   -   -   -   -   -   - ',
  'swap.take-back-request': '-   -   y   y   y   -   -   y   -   y   y   y   -   -   -   -   -   -   -   -   - ',
  'swap.close': '          -   -   y   y   y   -   -   y   -   y   -   y   -   -   -   -   -   -   -   -   - ',
  'swap.approve': '         -   -   y   y   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   - ',
  'swap.override': '        -   -   y   y   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   - ',
  'swap.undo': '           -   -   y   y   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   - ',
  'swap.dispute': '        -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   - ',
  'swap.settle': '         -   -   y   y   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   - ',
  'swap.cover': '           -   -   y   y   y   -   -   y   -   y   -   y   -   -   -   -   -   -   -   -   - ',
  'swap.rules': '           -   -   y   y   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   - ',
  'policy.look-up': '       y   y   y   y   y   y   y   y   y   y   y   y   y   y   y   y   -   -   -   -   - ',
  'policy.draft': '         -   -   y   y   y   -   -   y   -   y   -   y   -   -   -   -   -   -   -   -   - ',
  'policy.publish': '       -   -   y   y   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   - ',
  'policy.verify': '        -   -   y   y   -   -   -   -   -   y   y   -   -   -   -   -   -   -   -   -   - ',
  'policy.archive': '       -   -   y   y   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   - ',
  'policy.import': '        -   -   y   y   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   - ',
  'policy.questions': '     -   -   y   y   y   -   -   y   -   y   y   y   -   -   -   -   -   -   -   -   - ',
  'policy.ask': '           -   -   y   y   y   y   y   y   -   y   -   y   -   -   -   -   -   -   -   -   - ',
  'policy.answer-gap': '    -   -   y   y   y   -   -   y   -   y   y   y   -   -   -   -   -   -   -   -   - ',
  'policy.must-read': '     -   -   y   y   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   - ',
  'policy.see-readers': '   -   -   y   y   y   -   -   y   -   y   -   y   -   -   -   -   -   -   -   -   - ',
};

function ctxOf(actor: Actor): Ctx {
  // Safe: a permission reads nothing but the actor.
  return { actor } as Ctx;
}

function refusalFor(actor: Actor, permission: Permission, what: About = about): string {
  try {
    requireMay(ctxOf(actor), permission, what);
  } catch (error) {
    if (error instanceof UserError) return error.message;
  }
  return 'not refused';
}

describe('who may do what', () => {
  it('has an expectation for every action', () => {
    expect(Object.keys(expected).toSorted()).toEqual(Object.keys(permissions).toSorted());
  });

  for (const [permission, row] of Object.entries(expected)) {
    const cells = row.trim().split(/\s+/);

    it(`${permission}: everybody's right is as expected`, () => {
      const actual = Object.values(people).map((actor) => (may(actor, permission as Permission, about) ? 'y' : '-'));

      expect(cells).toHaveLength(Object.keys(people).length);
      expect(Object.fromEntries(Object.keys(people).map((name, index) => [name, actual[index]]))).toEqual(
        Object.fromEntries(Object.keys(people).map((name, index) => [name, cells[index]])),
      );
    });
  }

  it('is refused by requireMay exactly where may says no', () => {
    for (const permission of Object.keys(permissions) as Permission[]) {
      for (const actor of Object.values(people)) {
        expect(refusalFor(actor, permission) === 'not refused').toBe(may(actor, permission, about));
      }
    }
  });

  it('lets a party of a private case read it, note and leave, whatever they are else, and nothing more', () => {
    const ofParty = (Object.keys(permissions) as Permission[]).filter((permission) =>
      may(person({ role: 'agent' }), permission, { isParty: true, raisedBy: 'U0RAISER', mediator: 'U0OWNER' }),
    );

    expect(ofParty.filter((permission) => permission.startsWith('case.') && !permission.includes('list'))).toEqual([
      'case.see-private',
      'case.note-private',
      'case.leave-private',
    ]);
  });

  it('grants nothing of a team when it is not said which team it is about', () => {
    expect(may(people.manager, 'case.resolve', {})).toBe(false);
    expect(may(people.manager, 'team.edit', {})).toBe(false);
  });

  it('takes nobody for the owner of a case that has none, or for an unknown installer', () => {
    const nobody = person({ slackId: '' });

    expect(may(nobody, 'case.see-private', { teamId: TEAM, owner: null })).toBe(false);
    expect(may(nobody, 'team.set-up', { installedBy: null })).toBe(false);
  });
});

describe('the answer to somebody who may not', () => {
  it('says who may, with the name of the team', () => {
    expect(refusalFor(people.agent, 'case.resolve', { ...about, teamName: 'Northwind Care' })).toBe(
      'Only leads, managers and directors of Northwind Care can resolve this case.',
    );
    expect(refusalFor(people.lead, 'team.edit', { ...about, teamName: 'Northwind Care' })).toBe(
      'Only managers of Northwind Care and workspace admins can change this team.',
    );
    expect(refusalFor(people.manager, 'team.set-up')).toBe(
      'Only workspace admins and whoever installed Floorwalker can set up a team.',
    );
  });

  it('tells a lead why they may not claim the case they raised', () => {
    expect(refusalFor(people['raiser, lead'], 'case.claim', { ...about, teamName: 'Northwind Care' })).toBe(
      'Somebody else has to claim this case, because you raised it: leads, managers and directors of Northwind Care can.',
    );
  });

  it('tells whoever asked for an approval why they may not give it', () => {
    expect(refusalFor(people['requester, lead'], 'case.approve')).toBe(
      'Somebody else has to approve or refuse this, because you asked for it: leads, managers and directors of the team can.',
    );
  });

  it('tells guests and strangers that a full account is needed', () => {
    expect(refusalFor(people.guest, 'case.raise')).toBe(
      'Floorwalker is for people with a full account in this workspace.',
    );
  });
});

describe('docs/roles.md', () => {
  it('is the table in the code (rewrite it with `npx vitest run src/people/permissions.test.ts -u`)', async () => {
    await expect(rolesPage()).toMatchFileSnapshot('../../docs/roles.md');
  });
});
