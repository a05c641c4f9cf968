import { verifies } from '@sdmp/requirements';
import { type Journal, openMemoryJournal, readBatches, recordsIn } from '@sdmp/journal';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type CallReports, openCallReports } from '../src/service/call-reports.ts';
import type { CallReportsOptions } from '../src/service/call-reports-options.ts';
import { reportOf } from './support/reports.ts';

async function journals(): Promise<{ readonly log: Journal; readonly journal: Journal }> {
  const [log, journal] = await Promise.all([openMemoryJournal(), openMemoryJournal()]);
  onTestFinished(async () => {
    await log.close();
    await journal.close();
  });
  return { log, journal };
}

async function start(options: CallReportsOptions): Promise<CallReports> {
  const reports = await openCallReports(options);
  onTestFinished(() => reports.close());
  return reports;
}

function accept(reports: CallReports, ...frames: readonly string[]): Promise<void> {
  return reports.accept(frames.map(reportOf));
}

async function outcomesIn(journal: Journal): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const step of readBatches(journal)) {
    if (step.kind !== 'batch') continue;
    for (const { body } of recordsIn(step)) found.push(Buffer.from(body).toString());
  }
  return found;
}

/** A journal whose user can end like a process: what they write afterwards is written nowhere. */
function mortal(journal: Journal): { readonly journal: Journal; readonly die: () => void } {
  let isDead = false;
  const unlessDead =
    <Arguments extends unknown[], Result>(call: (...given: Arguments) => Promise<Result>) =>
    (...given: Arguments): Promise<Result> =>
      isDead ? Promise.reject(new Error('dead')) : call(...given);
  const append = unlessDead<Parameters<Journal['append']>, Awaited<ReturnType<Journal['append']>>>((...given) =>
    journal.append(...given),
  );
  const cursors = {
    load: () => journal.cursors.load(),
    each: (visit: Parameters<Journal['cursors']['each']>[0]) => journal.cursors.each(visit),
    remove: (keys: Parameters<Journal['cursors']['remove']>[0]) => journal.cursors.remove(keys),
    save: unlessDead((saved: Parameters<Journal['cursors']['save']>[0]) => journal.cursors.save(saved)),
  };
  const overlaid: Partial<Journal> = { append, cursors };
  const get = (target: Journal, name: string): unknown => {
    if (Object.hasOwn(overlaid, name)) return Reflect.get(overlaid, name);
    const value: unknown = Reflect.get(target, name);
    return typeof value === 'function' ? value.bind(target) : value;
  };
  return {
    journal: new Proxy(journal, { get: (target, name) => get(target, String(name)) }),
    die: () => {
      isDead = true;
    },
  };
}

test(verifies('CALL-1') + 'accepted reports become outcomes in the journal, in their order', async () => {
  const { log, journal } = await journals();
  const reports = await start({ log, journal });
  await accept(reports, String.raw`LC\CNa\SI1\ANJoe`, String.raw`CF\CNa\SI2\CA1`);
  await accept(reports, String.raw`TC\ANJoe\AO5`);
  await reports.settled();
  expect(await outcomesIn(journal)).toEqual([String.raw`\CNa\SI2\RE1`, String.raw`\CNa\ANJoe\SI1\RE10\AO5`]);
  expect(reports.status()).toMatchObject({ openCalls: 0, rememberedCalls: 2, waiting: 0 });
});

test.each([1, 10_000])(
  verifies('CALL-5') + 'a start after a crash continues where it was, checkpoint every %i entries',
  async (checkpointEntries) => {
    const { log, journal } = await journals();
    const frames = [
      String.raw`DN\CNa\SI1`,
      String.raw`LC\CNa\SI1\TI5\ANJoe`,
      String.raw`LC\CNa\TN0199\ANAnn`,
      String.raw`CF\CNa\SI2\CA2`,
      String.raw`ND\TI5\IR16`,
      String.raw`CF\CNa\SI2\CA2`,
      String.raw`TC\ANJoe\AO5`,
      String.raw`TC\CNa\SI1\ANJoe\AO6`,
      String.raw`TC\TN0199\ANAnn\AO7`,
    ];
    for (const frame of frames) {
      // Never closed: what it knows beyond the two journals is gone.
      const [itsLog, itsJournal] = [mortal(log), mortal(journal)];
      const reports = await openCallReports({ log: itsLog.journal, journal: itsJournal.journal, checkpointEntries });
      await accept(reports, frame);
      await reports.settled();
      itsLog.die();
      itsJournal.die();
    }
    await start({ log, journal });
    expect(await outcomesIn(journal)).toEqual([
      String.raw`\CNa\SI2\RE2`,
      String.raw`\CNa\ANJoe\SI1\RE10\AO5\IR16`,
      String.raw`\CNa\ANAnn\SI0199\TN0199\RE10\AO7`,
    ]);
  },
);

test('a journal and a log of reports that do not belong together are told of at the start', async () => {
  const { log, journal } = await journals();
  const reports = await start({ log, journal });
  await accept(reports, String.raw`CF\CNa\SI1\CA1`);
  await reports.close();
  // As after a restore: the state of the calls is beyond what the journal knows of them.
  const { journal: restored } = await journals();
  const again = await start({ log, journal: restored });
  expect(again.status().counters.reportLogsParted).toBe(1);
});

test(
  verifies('CALL-3', 'CALL-4') + 'what never completes becomes an outcome and is told, and so is what is ignored',
  async () => {
    const { log, journal } = await journals();
    let now = 1_000_000;
    const lines: string[] = [];
    const logger = { warn: (line: string) => lines.push(line), info: (line: string) => lines.push(line) };
    const reports = await start({ log, journal, now: () => now, expiryCheckMs: 5, logger });
    await accept(reports, String.raw`DN\CNa\SI1`, String.raw`LC\CNa\SI2\ANJoe`, String.raw`DN\CNa\SI2`);
    await reports.settled();
    now += 2 * 60_000;
    await vi.waitFor(() => expect(reports.status().openCalls).toBe(1));
    expect(await outcomesIn(journal)).toEqual([String.raw`\CNa\SI1\RE9`]);
    expect(reports.status().counters).toMatchObject({ callsExpired: 1, reportsIgnored: 1 });
    expect(lines).toEqual([
      'A report (delayNotification) changes nothing: late',
      'A call of campaign a did not complete in time; its outcome says what is known',
    ]);
  },
);

test(verifies('CALL-3') + 'time in which the service was away does not count against a call', async () => {
  const { log, journal } = await journals();
  let now = 1_000_000;
  const before = await start({ log, journal, now: () => now, expiryCheckMs: 5 });
  await accept(before, String.raw`DN\CNa\SI1`);
  await before.close();
  now += 60 * 60_000;
  const after = await start({ log, journal, now: () => now, expiryCheckMs: 5 });
  await accept(after, String.raw`CF\CNa\SI1\CA2`);
  await after.settled();
  expect(await outcomesIn(journal)).toEqual([String.raw`\CNa\SI1\RE2`]);
});

test(
  verifies('CALL-8') + 'above the limit of open calls a report of another is refused, one of an open call is not',
  async () => {
    const { log, journal } = await journals();
    const reports = await start({ log, journal, maxOpenCalls: 2 });
    await accept(reports, String.raw`DN\CNa\SI1`, String.raw`DN\CNa\SI2`);
    await reports.settled();
    expect(reports.refusal(reportOf(String.raw`DN\CNa\SI3`))).toBe(
      '2 calls are open, the limit is 2: try again when some have ended',
    );
    expect(reports.refusal(reportOf(String.raw`CF\CNa\SI2\CA1`))).toBeUndefined();
    expect(reports.status().counters.reportsRefused).toBe(1);
  },
);

test('what the log holds and nobody knows is told, and the rest is taken', async () => {
  const { log, journal } = await journals();
  const record = { time: 1, tenant: '', campaign: '', classes: 1 };
  await log.append([
    { ...record, body: '{"report":"of tomorrow"}' },
    { ...record, body: 'no JSON' },
  ]);
  const reports = await start({ log, journal });
  await accept(reports, String.raw`CF\CNa\SI1\CA1`);
  await reports.settled();
  expect(reports.status().counters.reportsUnreadable).toBe(2);
  expect(await outcomesIn(journal)).toEqual([String.raw`\CNa\SI1\RE1`]);
});

test('a report that is not on disk is not accepted', async () => {
  const { log, journal } = await journals();
  const reports = await openCallReports({ log, journal });
  await log.close();
  await expect(accept(reports, String.raw`CF\CNa\SI1\CA1`)).rejects.toThrow();
  expect(reports.status().counters.reportsNotKept).toBe(1);
});
