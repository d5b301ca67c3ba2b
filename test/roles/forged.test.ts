import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { forged, pressed } from '../support/acting.ts';
import { CARE_US } from '../support/northwind.ts';
import { command, TEAM } from '../support/slack-requests.ts';
import { persons, type Person } from './support/cast.ts';
import { setStage, type CaseAtHand, type Outcome, type Stage } from './support/stage.ts';
import { ways } from './support/ways.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage?.close());
beforeEach(() => stage.reset());

function cast(who: string): Person {
  const person = persons[who];
  if (!person) throw new Error(`${who} is not in the cast`);
  return person;
}

const UNKNOWN = '00000000-0000-4000-8000-0000000fffff';
const made = { number: 999_999, summary: 'none', ts: '1700000999.000001' };

/** Ids as nobody's button holds them. */
const ids = {
  'an unknown id': UNKNOWN,
  'no id': '',
  'a malformed id': "7'; drop table cases; --",
  'an id of ours that is no case': CARE_US,
  'a very long id': 'x'.repeat(1900),
} as const;

const ofCase = ways.filter(({ ask }) => /\bid\b/.test(ask.toString()));
const ofTeam = ways.filter(
  ({ permission, surface }) => /^team\.(edit|ask|add)/.test(permission) && !surface.includes('/'),
);

describe.each(Object.entries(ids))('%s', (_what, id) => {
  test.each(ofCase)('changes nothing, shows nothing and is told in words: $permission by $surface', async ({ ask }) => {
    const outcome = await stage.act(cast('a manager'), ask({ ...made, id }, cast('a manager')));

    expect(judged(outcome)).toEqual(REFUSED);
  });
});

/** What refusing comes to: nothing changed or opened, nothing failed on our side, and words for a person. */
const REFUSED = { status: 200, changed: false, opened: false, errors: [], otherRuns: [], failed: false };

function judged({ status, changed, opened, errors, runs, said }: Outcome): typeof REFUSED {
  const otherRuns = runs.filter((run) => run !== 'done') as never[];
  return {
    status,
    changed,
    opened,
    errors: errors as never[],
    otherRuns,
    failed: said.includes('Something went wrong'),
  };
}

describe("a button's value that names no team", () => {
  const keys = ['team.edit', 'team.ask-to-join', 'team.add-member', 'case.test'];

  const presses = keys.flatMap((key) =>
    Object.values(ids).flatMap((value) =>
      ['a manager', 'an admin', 'somebody on no team'].map((who) => ({ key, value, who })),
    ),
  );
  /** That is a team, so an admin may change it and anybody may ask to join it. */
  const real = ({ key, value, who }: (typeof presses)[number]) =>
    value === CARE_US && (who === 'an admin' || key === 'team.ask-to-join');

  test.each(presses.filter((press) => !real(press)))(
    'changes nothing: $key $value of $who',
    async ({ key, value, who }) => {
      const outcome = await stage.act(cast(who), pressed(key, value));

      expect(judged(outcome)).toEqual(REFUSED);
    },
  );
});

describe('the memory of a form', () => {
  const memories = ['', 'x', '{}', '[]', 'null', '{"caseId":7}', 'zAAAA', '{"teamId":"x","isNew":true}'];
  const forms = [
    ...new Set([...ofCase, ...ofTeam].flatMap(({ ask }) => formOf(ask({ ...made, id: UNKNOWN }, cast('a manager'))))),
  ];

  test.each(forms.flatMap((form) => memories.map((memory) => ({ form, memory }))))(
    'of $form may be $memory: nothing changes, and it is said',
    async ({ form, memory }) => {
      const outcome = await stage.act(cast('a manager'), forged(form, memory, { text: 'words', name: 'words' }));

      expect(judged(outcome)).toEqual(REFUSED);
      expect(outcome.said).toMatch(/errors|trouble/);
    },
  );
});

/** The callback id of a form, if the payload is one. */
function formOf(payload: object): readonly string[] {
  if (!('type' in payload) || payload.type !== 'view_submission' || !('view' in payload)) return [];
  return [(payload.view as { callback_id: string }).callback_id];
}

describe('a case of another team', () => {
  const other = () => stage.caseOf({ state: 'claimed', teamId: CARE_US, raisedBy: 'U0AMY' });

  test('is, by its number, like one that does not exist', async () => {
    const at = await other();

    const theirs = await stage.act(cast('a manager'), command('/case', String(at.number)));
    const nobodys = await stage.act(cast('a manager'), command('/case', '999999'));

    expect(theirs.said.replaceAll(String(at.number), '999999')).toBe(nobodys.said);
  });

  const looking = ofCase.filter(({ permission, refusal }) => permission === 'case.see' && refusal === 'unknown');

  test.each(looking)('is, by its id, like one that does not exist: $surface', async ({ ask }) => {
    const at = await other();

    const theirs = await stage.act(cast('a manager'), ask(at, cast('a manager')));
    const nobodys = await stage.act(cast('a manager'), ask({ ...at, id: UNKNOWN }, cast('a manager')));

    expect(sameForAll(theirs, at)).toBe(sameForAll(nobodys, at));
  });

  // A policy for everybody is theirs to read, whichever team keeps it.
  const notForAll = ofCase.filter(({ permission }) => permission !== 'policy.look-up');

  test.each(notForAll)('does not change, and is not shown: $permission by $surface', async ({ ask, given }) => {
    const at = await stage.caseOf({ ...given, teamId: CARE_US, raisedBy: 'U0AMY', isPrivate: false });

    const outcome = await stage.act(cast('a manager'), ask(at, cast('a manager')));

    expect(judged(outcome)).toEqual(REFUSED);
    expect(outcome.said).not.toContain(at.summary);
  });
});

describe('a private case', () => {
  const ordinary = ofCase.filter(
    ({ given, permission }) => permission.startsWith('case.') && !given.isPrivate && !permission.endsWith('-private'),
  );

  test.each(ordinary)(
    'does not change, and is not shown, to whoever manages its team: $permission by $surface',
    async (way) => {
      const at = await stage.caseOf({ ...way.given, isPrivate: true });

      const outcome = await stage.act(cast('a manager'), way.ask(at, cast('a manager')));

      expect(judged(outcome)).toEqual(REFUSED);
      expect(outcome.said).not.toContain(at.summary);
    },
  );
});

/** Without what differs between any two requests. */
function sameForAll({ said }: Outcome, { id }: CaseAtHand): string {
  return said.replaceAll(id, UNKNOWN).replaceAll(/V0FORGED\d+/g, '');
}

describe('rights taken away while a form is open', () => {
  const forms = ways.filter(
    ({ surface, permission }) => surface.includes('sent unopened') && !/^team\.(set|ask)/.test(permission),
  );
  const losses = {
    'the role': (id: string) => stage.door.database.sql`delete from members where slack_id = ${id}`,
    'the lead, who is an agent now': (id: string) =>
      stage.door.database.sql`update members set role = 'agent' where slack_id = ${id}`,
    'the account': (id: string) =>
      stage.door.database.sql`update people set kind = 'deactivated' where slack_id = ${id}`,
  };
  const agents = new Set<string>([
    'case.raise',
    'case.raise-private',
    'case.note',
    'case.details',
    'swap.post',
    'swap.answer',
  ]);
  const anybodys = new Set(['hours.set-own', 'policy.look-up']);

  const lost = Object.entries(losses).flatMap(([loss, lose]) =>
    forms.map((form) => ({ loss, lose, form, permission: form.permission })),
  );
  const stillMay = ({ loss, permission }: (typeof lost)[number]) =>
    (loss.includes('agent') && agents.has(permission)) || (loss !== 'the account' && anybodys.has(permission));

  test.each(lost.filter((one) => !stillMay(one)))(
    '$loss: $permission is refused when it is sent',
    async ({ lose, form: { ask, given } }) => {
      const manager = cast('a manager');
      const at = await stage.caseOf(given.isPrivate ? { ...given, owner: manager.id } : given);

      await lose(manager.id);
      const outcome = await stage.act(manager, ask(at, manager));
      await stage.door.database
        .sql`update people set kind = 'full' where slack_id = ${manager.id} and workspace_id = ${TEAM}`;

      expect(outcome).toMatchObject({ status: 200, changed: false, errors: [] });
      expect(outcome.said).toMatch(
        /Only .* can |Floorwalker is for people with a full account|There is no such (case|policy|question)/,
      );
    },
  );
});
