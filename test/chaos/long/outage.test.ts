import { afterAll, beforeAll, expect, test } from 'vitest';
import { withinPromised } from '../../support/long-form.ts';
import { OUTAGE_MS, ROUNDS } from '../support/length.ts';
import { openOutageLab, type OutageLab, troubles } from '../support/outage-lab.ts';
import { throughOutage } from '../support/outage.ts';

const UNREADY_WITHIN_S = withinPromised(10);
const READY_WITHIN_S = withinPromised(5);
const TIMES = Math.ceil(ROUNDS / 10);

let lab: OutageLab;
beforeAll(async () => {
  lab = await openOutageLab('long-outage');
});
afterAll(() => lab?.close());

const long = `${Math.round(OUTAGE_MS / 1_000)} s`;
const half = `${Math.round(OUTAGE_MS / 2_000)} s`;

test.each([
  [`a server that is down for ${long}`, 'restart'],
  [`a line that is silently dead for ${long}`, 'silence'],
] as const)('%s: everybody has an answer in time, nothing that was taken is lost', async (name, trouble) => {
  const report = await throughOutage(name, lab.office, lab.forge, { ...troubles(lab)[trouble], lastsMs: OUTAGE_MS });

  expect(report).toMatchObject({ lost: [], doubled: [], silent: [], unclear: [], late: [] });
  expect(report.unreadyAfterS).toBeLessThan(UNREADY_WITHIN_S);
  expect(report.readyAfterS).toBeLessThan(READY_WITHIN_S);
});

test.each([
  [`a database that is slow for ${long}`, 'slow'],
  [`locks that hold up every case for ${half}`, 'locked'],
  [`a server that takes no changes for ${half}`, 'read-only'],
] as const)('%s: the same, though the database answers', async (name, trouble) => {
  const lastsMs = trouble === 'slow' ? OUTAGE_MS : OUTAGE_MS / 2;

  const report = await throughOutage(name, lab.office, lab.forge, { ...troubles(lab)[trouble], lastsMs });

  expect(report).toMatchObject({ lost: [], doubled: [], silent: [], unclear: [], late: [] });
});

test.each(['restart', 'reset'] as const)(`${TIMES} times a %s: the same`, async (trouble) => {
  for (let time = 1; time <= TIMES; time += 1) {
    const name = `${trouble}, time ${time}`;
    const report = await throughOutage(name, lab.office, lab.forge, { ...troubles(lab)[trouble], lastsMs: 0 });

    expect(report).toMatchObject({ lost: [], doubled: [], silent: [], unclear: [], late: [] });
    expect(report.readyAfterS).toBeLessThan(READY_WITHIN_S);
  }
});
