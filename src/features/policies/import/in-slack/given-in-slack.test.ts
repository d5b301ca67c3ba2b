import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { liveParts, messageProblems } from '../../../../../test/support/block-check.ts';
import type { TestContext } from '../../../../../test/support/context.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { type Fingers, fingersOn } from '../../../../../test/support/fingers.ts';
import { CARE, CARE_US } from '../../../../../test/support/northwind.ts';
import { publishedPolicy } from '../../../../../test/support/policies.ts';
import { sharedData } from '../../../../../test/support/shared-data.ts';
import { testSlack, type TestSlack } from '../../../../../test/support/slack-reads.ts';
import { passTime, systemAt } from '../../../../../test/support/timers.ts';
import { localDate } from '../../../../core/local-time.ts';
import type { Message } from '../../../../outbox/enqueue.ts';
import { goOnWith, importFailed } from './decide-import.ts';
import { keepTrueSchedules } from '../../keep-true/daily-round.ts';
import { handleForgetImport } from './forget-imports.ts';
import { takeFiles, uuidOf } from './give-files.ts';
import { importListeners } from '../listeners.ts';
import { readGivenFiles } from './look-at-files.ts';

let fingers: Fingers;
let slack: TestSlack;

const world = usePolicyWorld();
beforeEach(async () => {
  await world.database.sql`truncate policy_imports`;
  await world.database.sql`delete from members where slack_id = 'U0MAYA' and team_id = ${CARE_US}`;
  fingers = fingersOn(importListeners);
  slack = testSlack({}, {});
});

let sent = 0;
/** Sends files to the app, and has them read; resolves to the id of the import. */
async function send(ctx: TestContext, files: Readonly<Record<string, string>>): Promise<string> {
  sent += 1;
  const ids = Object.entries(files).map(([name, content], at) => {
    slack.files.set(`F${sent}${at}`, content);
    return { id: `F${sent}${at}`, name };
  });
  const message = { channel: 'D0MAYA', ts: `1700.${sent}`, files: ids };
  await takeFiles(ctx, message);
  const [job] = await world.database.sql<{ payload: never }[]>`
    select payload from jobs where kind = 'policies.read-files' order by id desc limit 1`;
  if (job) await readGivenFiles(ctx, slack, job.payload);
  return uuidOf([message.channel, message.ts]);
}

async function messages(): Promise<readonly Message[]> {
  const rows = await world.database.sql<{ payload: { message: Message } }[]>`
    select payload from outbox_messages where kind in ('post', 'edit') order by sequence`;
  return rows.map(({ payload }) => payload.message);
}
const last = async (): Promise<string> => JSON.stringify((await messages()).at(-1));
const titles = async (): Promise<readonly string[]> =>
  (await world.database.sql`select title, verified_at from policies order by title`).map(
    ({ title, verified_at: out }) => `${String(title)}${out ? '' : ' (draft)'}`,
  );

const REFUNDS = '# Refunds\n\nRefunds take 10 days.\n';

describe('a file sent to the app', () => {
  it('that can hold no policy is left out, and refused nothing; what was published is opened from its message', async () => {
    const id = await send(world.maya, { 'refunds.md': REFUNDS, 'photo.png': 'x' });
    const shown = await last();
    await fingers.press(world.maya, 'policy.import-publish', `${id}:1`);
    await goOnWith(world.maya, id);

    expect(shown).toContain('photo.png is left out: its name does not end in .md or .txt.');
    expect(shown).not.toContain('refused');
    const [policy] = await world.database.sql`select id from policies`;
    expect(await last()).toContain(`"value":"${String(policy?.['id'])}"`);
  });

  it('is published once, however often the button is pressed and the job runs', async () => {
    const id = await send(world.maya, { 'refunds.md': REFUNDS });

    await fingers.press(world.maya, 'policy.import-publish', `${id}:1`);
    await fingers.press(world.maya, 'policy.import-publish', `${id}:1`);
    await goOnWith(world.maya, id);
    await goOnWith(world.maya, id);

    expect(await titles()).toEqual(['Refunds']);
    expect(await world.database.sql`select 1 from policy_revisions`).toHaveLength(1);
    expect(await last()).toContain('Published: *Refunds*.');
    expect(await world.database.sql`select state, given from policy_imports`).toEqual([{ state: 'done', given: '' }]);
  });

  it('is shown anew where the policy was changed after its giver looked', async () => {
    await publishedPolicy(world.maya, { title: 'Refunds', markdown: 'Refunds take 10 days.\n' });
    const id = await send(world.maya, { 'refunds.md': REFUNDS });
    await world.database.sql`update policies set version = version + 1`;

    await fingers.press(world.maya, 'policy.import-publish', `${id}:1`);
    await goOnWith(world.maya, id);

    expect(await last()).toContain('The policies have changed since you looked; nothing was imported.');
    expect(await world.database.sql`select 1 from policy_revisions`).toHaveLength(1);
    await expect(fingers.press(world.maya, 'policy.import-publish', `${id}:1`)).rejects.toThrow(
      'looked at again since',
    );
    await fingers.press(world.maya, 'policy.import-publish', `${id}:2`);
    await goOnWith(world.maya, id);
    expect(await world.database.sql`select 1 from policy_revisions`).toHaveLength(2);
  });

  it('that could not be imported, again and again, is over: an old button says to give it again', async () => {
    const id = await send(world.maya, { 'refunds.md': REFUNDS });
    await fingers.press(world.maya, 'policy.import-publish', `${id}:1`);

    await importFailed(world.maya, id);

    expect(await last()).toContain('Give the files again later.');
    expect(await world.database.sql`select state, given from policy_imports`).toEqual([{ state: 'left', given: '' }]);
    await expect(fingers.press(world.maya, 'policy.import-publish', `${id}:1`)).rejects.toThrow('Give them again.');
  });

  it('is nobody else’s to decide, not even a director’s', async () => {
    const id = await send(world.maya, { 'refunds.md': REFUNDS });

    for (const name of ['dora', 'leo', 'ana', 'lou'] as const) {
      const ctx = world.as(name);
      for (const key of ['publish', 'draft', 'leave']) {
        await expect(fingers.press(ctx, `policy.import-${key}`, `${id}:1`)).rejects.toThrow('That import is gone.');
      }
      await expect(fingers.press(ctx, 'policy.import-look', `${id}:1:0:0`)).rejects.toThrow('That import is gone.');
    }
    await expect(fingers.press(world.maya, 'policy.import-publish', 'made up')).rejects.toThrow('out of date');
    expect(await titles()).toEqual([]);
  });

  it('is not imported by whoever may no more when the job comes to it', async () => {
    const id = await send(world.maya, { 'refunds.md': REFUNDS });
    await fingers.press(world.maya, 'policy.import-publish', `${id}:1`);
    await world.database.sql`update members set role = 'agent' where slack_id = 'U0MAYA'`;

    await goOnWith(world.maya, id);
    await world.database.sql`update members set role = 'manager' where slack_id = 'U0MAYA'`;

    expect(await last()).toContain('Only managers and directors of Northwind Care can import');
    expect(await titles()).toEqual([]);
  });

  it('waits for the team to be chosen where its giver manages several', async () => {
    await world.database.sql`
      insert into members (workspace_id, team_id, slack_id, role, source) values ('T0NORTHWIND', ${CARE_US}, 'U0MAYA', 'manager', 'picked')`;
    const both = [CARE, CARE_US].map((teamId) => ({ teamId, role: 'manager' as const }));
    const ofBoth = { ...world.maya, actor: { ...world.maya.actor, memberships: both } };

    const id = await send(ofBoth, { 'refunds.md': REFUNDS });
    const asked = await last();
    await fingers.press(ofBoth, 'policy.import-team', `${id}:${CARE_US}`);

    expect(asked).toContain('Which team keeps these policies?');
    expect(await last()).toContain('For *Northwind Care US*: 1 new');
    expect(await last()).toContain(`${id}:2`);
  });

  it('is refused to whoever may not, also by a form that was made up', async () => {
    await send(world.as('leo'), { 'refunds.md': REFUNDS });
    expect(await last()).toContain('Only managers and directors of Northwind Care can import policies for this team.');

    const give = fingers.listener('submit', 'policy.import').behaviour;
    const input = { importId: uuidOf(['x']), teamId: CARE_US, file: { id: 'F1', name: 'a.md' } };
    const submission = { requestId: 'x', view: {} as never, surface: {} };
    await expect(give.work(world.maya, input, submission)).rejects.toThrow(
      'Only managers and directors of Northwind Care US',
    );
  });

  it('that is gone or no text says so, and a picture is no business of policies', async () => {
    const gone = { channel: 'D', ts: '1.1', files: [{ id: 'F0', name: 'gone.md' }] };
    await takeFiles(world.maya, gone);
    await readGivenFiles(world.maya, slack, { importId: uuidOf(['D', '1.1']), slackId: 'U0MAYA', files: gone.files });
    expect(await last()).toContain('gone.md: It is gone, or larger than 8 MB.');

    await send(world.maya, { 'binary.md': '# Text\n\nBut\u0000\u0001\u0002' });
    expect(await last()).toContain('binary.md, line 3: Here stand characters that no text has.');
    expect(await takeFiles(world.maya, { ...gone, files: [{ id: 'F0', name: 'photo.png' }] })).toBe(false);
  });
});

describe('what would change', () => {
  it('is shown page by page, with who would read it', async () => {
    await publishedPolicy(world.maya, { title: 'Refunds', markdown: 'Refunds take 10 days.\n' });
    const long = Array.from({ length: 400 }, (_, at) => `Paragraph ${at} of a long policy, with some words.\n`).join(
      '\n',
    );
    const id = await send(world.maya, {
      'refunds.md': '---\naudience: everyone\n---\n\n# Refunds\n\nNow 14 days.\n',
      'b.md': `# B\n\n${long}`,
    });

    await fingers.press(world.maya, 'policy.import-look', `${id}:1:0:0`);
    const first = JSON.stringify(fingers.last());
    await fingers.press(world.maya, 'policy.import-look', `${id}:1:1:1`);

    expect(first).toContain('Who may read it: Northwind Care → Everybody');
    expect(first).toContain(`${id}:1:1:0`);
    expect(JSON.stringify(fingers.last())).toMatch(/Page 2 of \d of this policy/);
  });
});

const badInput = sharedData('bad-input');

describe.skipIf(badInput === undefined)('awkward input', () => {
  it('is a title, a name of a file and a text like any other', async () => {
    const read = (name: string): string => readFileSync(join(badInput ?? '', name), 'utf8');
    const texts = [
      ...(JSON.parse(read('blns.json')) as string[]),
      ...(JSON.parse(read('slack-injection.json')) as { text: string }[]).map(({ text }) => text),
    ].filter((text) => text.trim() !== '');
    for (let at = 0; at < texts.length; at += 50) {
      const files = texts
        .slice(at, at + 50)
        .map((text, place) => [`${place} ${text}.md`, `# ${text}\n\n${text}\n`] as const);
      const id = await send(world.maya, Object.fromEntries(files));
      await fingers.press(world.maya, 'policy.import-publish', `${id}:1`);
      await goOnWith(world.maya, id);
    }

    for (const message of await messages()) {
      expect(messageProblems(message)).toEqual([]);
      expect(liveParts(message).filter((target) => !/^(https?:|mailto:)/.test(target))).toEqual([]);
    }
    expect((await titles()).length).toBeGreaterThan(texts.length / 2);
  }, 120_000);
});

describe('files about which nobody decides', () => {
  const later = (days: number) => new Date(world.maya.clock.now().getTime() + days * 86_400_000);

  async function daily(at: Date): Promise<void> {
    const system = systemAt(world.database, at);
    const occurrence = { key: CARE, localDate: localDate(at, 'Europe/Berlin'), scheduledFor: at, isLate: false };
    await keepTrueSchedules[0]?.run(system, occurrence);
    await passTime(world.database, [handleForgetImport], new Date(at.getTime() + 3 * 86_400_000));
  }

  it('wait for a week, are then forgotten, and whoever gave them is told at work', async () => {
    const id = await send(world.maya, { 'refunds.md': REFUNDS });
    await daily(later(2));
    const waiting = await world.database.sql`select state from policy_imports`;

    await daily(later(8));
    await daily(later(9));

    expect(waiting).toEqual([{ state: 'asking' }]);
    expect(await world.database.sql`select state, given from policy_imports`).toEqual([{ state: 'left', given: '' }]);
    const told = (await messages()).filter(({ text }) => text.includes('the files are forgotten here'));
    expect(told).toHaveLength(2);
    await expect(fingers.press(world.maya, 'policy.import-publish', `${id}:1`)).rejects.toThrow('Give them again.');
  });

  it('are gone after a month, and so is what was decided', async () => {
    const id = await send(world.maya, { 'refunds.md': REFUNDS });
    await fingers.press(world.maya, 'policy.import-leave', `${id}:1`);

    await daily(later(29));
    const kept = await world.database.sql`select 1 from policy_imports`;
    await daily(later(31));

    expect(kept).toHaveLength(1);
    expect(await world.database.sql`select 1 from policy_imports`).toEqual([]);
  });
});
