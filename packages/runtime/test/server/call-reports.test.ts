import { openCallReports } from '@sdmp/calls';
import { type Journal, openMemoryJournal } from '@sdmp/journal';
import { outcomeClass } from '@sdmp/outcomes';
import { serviceErrors } from '@sdmp/protocol';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import type { OutcomeServiceOptions } from '../../src/server/index.ts';
import { runService, type ServiceUnderTest } from './support/running-service.ts';
import { ann, someUsers, system, ua } from './support/some-users.ts';

interface Running {
  readonly running: ServiceUnderTest;
  readonly log: Journal;
}

/** A service that takes reports. */
async function run(options: Partial<OutcomeServiceOptions> = {}, maxOpenCalls = 100): Promise<Running> {
  const [journal, log] = await Promise.all([openMemoryJournal(), openMemoryJournal()]);
  const reports = await openCallReports({ log, journal, maxOpenCalls });
  const running = await runService({ ...options, journal, reports });
  onTestFinished(async () => {
    await running[Symbol.asyncDispose]();
    await reports.close();
    await Promise.all([log.close(), journal.close()]);
  });
  return { running, log };
}

test.each([
  ['the 8-bit port', false],
  ['the Unicode port', true],
])(
  verifies('CALL-1', 'CALL-5') + 'on %s reports are verified, and a subscriber gets what the call came to',
  async (_, isUnicode) => {
    const { running } = await run();
    const [subscriber, switchboard, agent] = await Promise.all([
      running.connect(isUnicode),
      running.connect(isUnicode),
      running.connect(isUnicode),
    ]);
    subscriber.send(String.raw`EO\TXall\FO\SO\TKa`);
    expect(await subscriber.next()).toBe(String.raw`MV\TKa`);
    switchboard.send(
      String.raw`CG:CT:DN\CNSales1\SI7\TK1`,
      String.raw`LC\CNSales1\SI7\TN0199\TI26\AN2\TK2`,
      String.raw`ND\CNSales1\TI26\IR16\TK3`,
      String.raw`CF\CNSales1\SI8\CA1\TK4`,
    );
    expect(await switchboard.take(4)).toEqual([
      String.raw`CG:MA:MV\TK1`,
      String.raw`MV\TK2`,
      String.raw`MV\TK3`,
      String.raw`MV\TK4`,
    ]);
    expect(await subscriber.next()).toBe(String.raw`OZ\TXall\CNSales1\SI8\RE1`);
    agent.send(String.raw`TC\AN2\AO101\SR50`);
    expect(await subscriber.next()).toBe(String.raw`OZ\TXall\CNSales1\AN2\SI7\TN0199\RE10\AO101\IR16\SR50`);
  },
);

test(
  verifies('CALL-10') + 'an update reaches those who asked for what it has become, as a further OZ of the session',
  async () => {
    const { running } = await run();
    const [all, failures, office] = await Promise.all([running.connect(), running.connect(), running.connect()]);
    all.send(String.raw`EO\TXall\FO\SO\TKa`);
    failures.send(String.raw`EO\TXbad\FO\TKa`);
    await Promise.all([all.next(), failures.next()]);
    office.send(String.raw`CF\CNSales1\SI8\TN0199\CA1\TK1`, String.raw`CG:MA:UO\CNSales1\TN0199\AO101\TXU1\TK2`);
    expect(await office.take(2)).toEqual([String.raw`MV\TK1`, String.raw`CG:MA:MV\TK2`]);
    office.send(String.raw`UO\SI8\RE98\AO1\TK3`, String.raw`UO\SI8\RE98\TK4`, String.raw`CF\SI9\CA2\TK5`);
    const answers = await office.take(3);
    expect(answers.join()).toContain(`EC${serviceErrors.updateUnclear.code}`);
    const of = (frame: string): string => /SI\d.*/.exec(frame)?.[0] ?? '';
    const seen = await all.take(4);
    expect(seen.slice(0, 3).map(of)).toEqual([
      String.raw`SI8\TN0199\RE1`,
      String.raw`SI8\TN0199\RE1\AO101`,
      String.raw`SI8\TN0199\RE98\AO101`,
    ]);
    expect(seen[1]).toMatch(/^OZ\\TXall\\ZV2\.\d+\.0\.1\.\.\\CNSales1/);
    expect(seen[2]).toMatch(/^OZ\\TXall\\ZV3\.\d+\.1\.1\.101\.\\CNSales1/);
    expect((await failures.take(2)).map(of)).toEqual([String.raw`SI8\TN0199\RE1`, String.raw`SI9\RE2`]);
  },
);

test(
  verifies('CALL-14') +
    'an update of an outcome that came ready made reaches subscribers, one of no known session an ER',
  async () => {
    const { running, log } = await run();
    const body = String.raw`\CNSales1\SI8\TN0199\RE1`;
    const outcome = { time: Date.now(), tenant: 'default', campaign: 'Sales1', classes: outcomeClass.failure, body };
    await running.journal.append([outcome]);
    const [all, office] = await Promise.all([running.connect(), running.connect()]);
    all.send(String.raw`EO\TXall\FO\SO\TKa`);
    await all.next();
    office.send(String.raw`CG:MA:UO\SI8\AO101\TK1`, String.raw`UO\SI9\AO101\TK2`);
    expect((await office.take(2)).toSorted()).toEqual([
      String.raw`CG:MA:MV\TK1`,
      `ER\\EC${serviceErrors.callUnknown.code}\\FM"UO\\SI9\\AO101\\TK2"\\MSthe update names no call that is open or has an outcome of the last 24 h`,
    ]);
    expect(await all.next()).toBe(`OZ\\TXall\\ZV2.${outcome.time}.0.1..\\CNSales1\\SI8\\TN0199\\RE1\\AO101`);
    expect(log.end).toBe(1);
  },
);

test(
  verifies('CALL-2', 'EO-3') + 'a report is rejected whole when its call is not named, or a value breaks a rule',
  async () => {
    const { running, log } = await run();
    const socket = await running.connect();
    const rejected = [
      [String.raw`CF\CNa\CA1`, serviceErrors.callNotNamed.code],
      [String.raw`CF\CNa\SI1`, serviceErrors.missingParameter.code],
      [String.raw`CF\CNa\SI1\CA1000`, serviceErrors.range.code],
      [String.raw`TC\SI1\ANJoe\AO1\DTx\RE5`, serviceErrors.characters.code],
      [String.raw`CG:CT:DN\SI1\XX2`, serviceErrors.unknownParameter.code],
    ] as const;
    socket.send(...rejected.map(([frame]) => frame));
    const answers = await socket.take(rejected.length);
    expect(answers.map((answer) => Number(/EC(\d+)/.exec(answer)?.[1]))).toEqual(rejected.map(([, code]) => code));
    for (const [at, [frame]] of rejected.entries()) expect(answers[at]).toContain(`FM"${frame}"`);
    expect(log.end).toBe(0);
  },
);

test(verifies('CALL-8') + 'above the limit of open calls another is rejected, to be tried again', async () => {
  const { running } = await run({}, 1);
  const socket = await running.connect();
  socket.send(String.raw`DN\SI1\TK1`);
  await socket.next();
  socket.send(String.raw`UO\SI9\RE2\TK0`);
  expect(await socket.next()).toContain(`ER\\EC${serviceErrors.callUnknown.code}\\FM"UO\\SI9\\RE2\\TK0"`);
  socket.send(String.raw`DN\SI2\TK2`, String.raw`CF\SI1\CA1\TK3`);
  const { code } = serviceErrors.unavailable;
  expect((await socket.take(2)).toSorted()).toEqual([
    `ER\\EC${code}\\FM"DN\\SI2\\TK2"\\MS1 call is open, the limit is 1: try again when some have ended`,
    String.raw`MV\TK3`,
  ]);
});

test(verifies('CALL-1', 'AU-3') + 'a session reports of its own tenant alone, the landlord of any', async () => {
  const { running } = await run({ users: await someUsers(ann, system) });
  const [north, all] = await Promise.all([running.connect(), running.connect()]);
  north.send(String.raw`CF\SI1\CA1\TK1`);
  expect(await north.next()).toContain(`EC${serviceErrors.notAuthenticated.code}`);
  north.send(ua(ann), String.raw`CF\TDsouth\SI1\CA1`, String.raw`CF\SI1\CA1\TK1`);
  await north.next();
  expect(await north.next()).toContain(`EC${serviceErrors.otherTenant.code}`);
  expect(await north.next()).toBe(String.raw`MV\TK1`);
  all.send(ua(system), String.raw`EO\TXa\FO\SO\TK1`);
  await all.take(2);
  all.send(String.raw`CF\TDsouth\SI1\CA2`);
  expect(await all.next()).toBe(String.raw`OZ\TXa\TDsouth\SI1\RE2`);
  const { journal } = running;
  const { batch } = await journal.read(0, { tenant: 'north' });
  expect(batch?.scopes.map(({ tenant }) => tenant)).toContain('north');
});

test('a report that cannot be written to disk is answered by an ER, and may be sent again', async () => {
  const reports = { refusal: () => undefined, accept: () => Promise.reject(new Error('no room')) };
  await using running = await runService({ reports });
  const socket = await running.connect();
  socket.send(String.raw`CF\SI1\CA1\TK1`);
  expect(await socket.next()).toContain(`ER\\EC${serviceErrors.unavailable.code}`);
});

test('a service that takes no reports says that it does not serve them', async () => {
  await using running = await runService();
  const socket = await running.connect();
  socket.send(String.raw`CF\CNa\SI1\CA1`);
  expect(await socket.next()).toContain(`EC${serviceErrors.notServed.code}`);
});
