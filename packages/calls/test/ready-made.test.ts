import { type Journal, openMemoryJournal, readBatches, recordsIn } from '@sdmp/journal';
import { outcomeClass, outcomeFromRecord } from '@sdmp/outcomes';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import { type CallReports, CallUnknownError, openCallReports } from '../src/index.ts';
import type { CallReportsOptions } from '../src/service/call-reports-options.ts';
import { reportOf } from './support/reports.ts';

const dayMs = 24 * 60 * 60_000;
const start = 1_000_000_000_000;

interface Running {
  readonly log: Journal;
  readonly journal: Journal;
  readonly reports: CallReports;
  /** Records an outcome that came ready made; `time` counts from the start. */
  readonly record: (body: string, more?: { time?: number; tenant?: string; source?: string }) => Promise<void>;
  readonly update: (...frames: readonly string[]) => Promise<void>;
  readonly bodies: () => Promise<readonly string[]>;
}

async function run(options: Partial<CallReportsOptions> = {}): Promise<Running> {
  const [log, journal] = await Promise.all([openMemoryJournal(), openMemoryJournal()]);
  const reports = await openCallReports({ log, journal, now: () => start, ...options });
  onTestFinished(async () => {
    await reports.close();
    await Promise.all([log.close(), journal.close()]);
  });
  return {
    log,
    journal,
    reports,
    record: async (body, { time = 0, tenant = 'default', ...more } = {}) => {
      const campaign = /\\CN([^\\]*)/.exec(body)?.[1] ?? '';
      const { success, failure } = outcomeClass;
      const classes = /\\RE10|\\AO/.test(body) ? success : failure;
      await journal.append([{ time: start + time, tenant, campaign, classes, body, ...more }]);
    },
    update: async (...frames) => {
      await reports.accept(frames.map(reportOf));
      await reports.settled();
    },
    bodies: () => bodiesOf(journal),
  };
}

async function bodiesOf(journal: Journal): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const step of readBatches(journal)) {
    if (step.kind !== 'batch') continue;
    for (const { body } of recordsIn(step)) found.push(Buffer.from(body).toString());
  }
  return found;
}

test(
  verifies('CALL-14') + 'an outcome that came ready made is corrected by a new record, the first stays as it is',
  async () => {
    const { record, update, bodies, journal } = await run();
    const ready = String.raw`\CNa\SI7\TN0199\RE2\XXkept\XXtwice\DT{"a":1}`;
    await record(ready, { source: 'north' });
    await update(String.raw`UO\CNa\SI7\AO101`);
    await update(String.raw`UO\SI7\CO9.99\DTnew`);
    const [first, second, third] = await bodies();
    expect(first).toBe(ready);
    expect(second).toBe(String.raw`\ZV2.${start}.0.2..\CNa\SI7\TN0199\RE2\XXkept\XXtwice\AO101\DT{"a":1}`);
    expect(third).toBe(
      String.raw`\ZV3.${start}.0.2.101.\CNa\SI7\TN0199\RE2\XXkept\XXtwice\AO101\CO9.99\DTnew`.replace(
        '.0.2.101',
        '.1.2.101',
      ),
    );
    const { batch } = await journal.read(2);
    expect(batch?.scopes).toEqual([{ tenant: 'default', campaign: 'a', source: 'north' }]);
    expect(outcomeFromRecord(third ?? '', { journal: 'j', position: 2, time: start }).toJSON()).toMatchObject({
      revision: 3,
      correctedReason: 2,
      correctedAgentOutcome: 101,
    });
  },
);

test(
  verifies('CALL-14', 'CALL-10') + 'of outcomes of one session, or to one number, the newest is corrected',
  async () => {
    const { record, update, bodies } = await run();
    await record(String.raw`\CNa\SI1\TN0199\RE2`, { time: 1 });
    await record(String.raw`\CNa\SI1\TN0199\RE3`, { time: 2 });
    await record(String.raw`\CNa\SI2\TN0199\RE4`, { time: 3 });
    await record(String.raw`\CNa\TN0199\RE5`, { time: 4 });
    await update(String.raw`UO\SI1\RE98`, String.raw`UO\TN0199\RE99`);
    expect((await bodies()).slice(4)).toEqual([
      String.raw`\ZV2.${start + 2}.0.3..\CNa\SI1\TN0199\RE98`,
      String.raw`\ZV2.${start + 3}.0.4..\CNa\SI2\TN0199\RE99`,
    ]);
  },
);

test(
  verifies('CALL-14') + 'a correction that came ready made, as from another service, is the newest revision',
  async () => {
    const { record, update, bodies } = await run();
    await record(String.raw`\CNa\SI1\RE2`, { time: 1 });
    await record(String.raw`\ZV2.${start + 1}.0.2..\CNa\SI1\RE3`, { time: 2 });
    await update(String.raw`UO\SI1\RE98`);
    await record(String.raw`\ZV4.${start + 1}.0.98..\CNa\SI1\RE20`, { time: 3 });
    await update(String.raw`UO\SI1\RE1`);
    expect((await bodies()).filter((_, at) => at === 2 || at === 4)).toEqual([
      String.raw`\ZV3.${start + 1}.0.3..\CNa\SI1\RE98`,
      String.raw`\ZV5.${start + 1}.0.20..\CNa\SI1\RE1`,
    ]);
  },
);

test(
  verifies('CALL-14') + 'an update of a session that is not known is refused, and nothing that came with it is taken',
  async () => {
    const { record, reports, update, bodies, log } = await run();
    await record(String.raw`\CNa\SIold\RE2`, { time: -dayMs });
    await record(String.raw`\CNa\SInew\RE2`, { time: 1 - dayMs });
    await record(String.raw`\CNa\SIother\RE2`, { tenant: 'south' });
    await record(String.raw`\CNa\TN0199\RE2`);
    const refusals = ['SInone', 'SIold', 'SIother', 'TN0199'].map((name) =>
      reports.accept([reportOf(String.raw`CF\CNa\SI5\CA1`), reportOf(`UO\\${name}\\RE98`)]),
    );
    for (const refusal of refusals) {
      await expect(refusal).rejects.toThrow('the update names no call that is open or has an outcome of the last 24 h');
      await expect(refusal).rejects.toMatchObject({ code: 'CALL_UNKNOWN', indexes: [1] });
      await expect(refusal).rejects.toBeInstanceOf(CallUnknownError);
    }
    expect(log.end).toBe(0);
    expect(reports.status().counters.updatesRefused).toBe(4);
    await update(String.raw`UO\SInew\RE98`, String.raw`UO\TDsouth\SIother\RE98`);
    expect((await bodies()).slice(4)).toEqual([
      String.raw`\ZV2.${start + 1 - dayMs}.0.2..\CNa\SInew\RE98`,
      String.raw`\ZV2.${start}.0.2..\CNa\SIother\RE98`,
    ]);
  },
);

test(
  verifies('CALL-14') + 'an update may come with the reports of its call, and each after the one before',
  async () => {
    const { reports, bodies } = await run();
    const given = [
      String.raw`CF\CNa\SI1\CA2`,
      String.raw`UO\SI1\RE98`,
      String.raw`UO\SI1\AO5`,
      String.raw`UO\SI1\RE99`,
    ];
    // Not one waits for the one before.
    await Promise.all(given.map((frame) => reports.accept([reportOf(frame)])));
    await reports.accept([reportOf(String.raw`CF\CNa\SI2\CA2`), reportOf(String.raw`UO\SI2\RE98`)]);
    await reports.settled();
    expect(await bodies()).toEqual([
      String.raw`\CNa\SI1\RE2`,
      String.raw`\ZV2.${start}.0.2..\CNa\SI1\RE98`,
      String.raw`\ZV3.${start}.0.98..\CNa\SI1\RE98\AO5`,
      String.raw`\ZV4.${start}.1.98.5.\CNa\SI1\RE99\AO5`,
      String.raw`\CNa\SI2\RE2`,
      String.raw`\ZV2.${start}.0.2..\CNa\SI2\RE98`,
    ]);
  },
);

test(verifies('CALL-4', 'CALL-14') + 'the same update again, and one of another campaign, change nothing', async () => {
  const { record, reports, update, bodies } = await run();
  await record(String.raw`\CNa\SI1\RE2`);
  await update(String.raw`UO\SI1\RE98`);
  await update(String.raw`UO\SI1\RE98`);
  await update(String.raw`UO\CNb\SI1\RE97`);
  expect(await bodies()).toHaveLength(2);
  expect(reports.status().counters).toMatchObject({ outcomesCorrected: 1, reportsIgnored: 2 });
});

test(verifies('CALL-14') + 'reports of a session whose ready-made outcome was corrected begin a call', async () => {
  const { record, update, bodies } = await run();
  await record(String.raw`\CNa\SI1\RE2`);
  await update(String.raw`UO\SI1\RE98`);
  await update(String.raw`CF\CNa\SI1\CA1`);
  expect((await bodies()).slice(2)).toEqual([String.raw`\CNa\SI1\RE1`]);
});

test(verifies('CALL-14') + 'only the newest outcomes are looked at, as many as the limit says', async () => {
  const { record, reports, update } = await run({ maxIndexedOutcomes: 2 });
  for (const session of [1, 2, 3]) await record(`\\CNa\\SI${session}\\RE2`);
  await expect(reports.accept([reportOf(String.raw`UO\SI1\RE98`)])).rejects.toThrow('names no call');
  await update(String.raw`UO\SI2\RE98`);
  await expect(reports.accept([reportOf(String.raw`UO\SI2\RE1`)])).resolves.toBeUndefined();
});

test(verifies('CALL-13', 'CALL-14') + 'an outcome that was erased is not known any more', async () => {
  const { record, reports, journal, update } = await run();
  await record(String.raw`\CNa\SI1\RE2`);
  await record(String.raw`\CNa\SI2\RE2`);
  await update(String.raw`UO\SI2\RE98`);
  await journal.erase(({ body }) => Buffer.from(body).includes('SI1'));
  await expect(reports.accept([reportOf(String.raw`UO\SI1\RE98`)])).rejects.toThrow('names no call');
});
