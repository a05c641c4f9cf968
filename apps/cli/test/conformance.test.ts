import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requirements, verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import type { Result } from '../src/conformance/result.ts';
import { startCli } from './support/start-cli.ts';
import { startService } from './support/start-service.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const naive = fileURLToPath(new URL('naive/service.mjs', import.meta.url));
const naiveClaims = fileURLToPath(new URL('naive/service.claims.json', import.meta.url));
/** What answers has all the time that a busy machine takes. */
const patient = ['--timeout', '30s'];

interface Report {
  readonly exitCode: number | null;
  readonly said: string;
  readonly results: readonly Result[];
  /** Ids of the results in a state, in order. */
  readonly of: (state: Result['state']) => readonly string[];
}

async function conformance(...words: readonly string[]): Promise<Report> {
  const cli = startCli(['conformance', ...words, '--json']);
  const exitCode = await cli.ended;
  const results = cli
    .printed()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Result);
  return {
    exitCode,
    said: cli.said(),
    results,
    of: (state) => results.filter((result) => result.state === state).map(({ id }) => id),
  };
}

/** A pipe with a name: what the command of `--make-outcomes` writes into it reaches the service. */
function makePipe(): string {
  const path = join(temporaryFolder(), 'outcomes');
  const { status } = spawnSync('mkfifo', [path]);
  expect(status).toBe(0);
  // Somebody holds it open, so that it does not end with the first command.
  const holder = spawn('sleep', ['3600'], { stdio: ['ignore', 'ignore', 'ignore'], shell: false });
  onTestFinished(() => void holder.kill());
  return path;
}

async function startNaive(pipe: string): Promise<string> {
  const child = spawn('sh', ['-c', `exec "${process.execPath}" "${naive}" <> "${pipe}"`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    child.kill();
    await once(child, 'close');
  });
  for await (const port of createInterface({ input: child.stdout })) return `127.0.0.1:${port}`;
  throw new Error('the naive service does not start');
}

test(verifies('CONF-1') + 'our service meets everything that is visible from outside', {
  timeout: 300_000,
}, async () => {
  const { path, address } = await startFedService();
  const report = await conformance(address, ...patient, '--make-outcomes', `cat > '${path}'`);
  expect(report.results.filter(({ state }) => state === 'failed')).toEqual([]);
  expect(report.exitCode).toBe(0);
  expect(report.of('passed').length).toBeGreaterThan(65);
  // Nothing is left out without a word.
  const mentioned = new Set(report.results.map(({ requirement }) => requirement));
  expect(Object.keys(requirements).filter((id) => !mentioned.has(id as keyof typeof requirements))).toEqual([]);
  for (const { state, why } of report.results) if (state.startsWith('not ')) expect(why).toBeTruthy();
});

async function startFedService(): Promise<{ readonly path: string; readonly address: string }> {
  const path = makePipe();
  const feeder = spawn('sh', ['-c', `exec cat <> '${path}'`], { stdio: ['ignore', 'pipe', 'inherit'] });
  const service = await startService(['--memory', '--feed', '-']);
  feeder.stdout.setEncoding('utf8').on('data', (text: string) => service.feed(text));
  onTestFinished(() => void feeder.kill());
  return { path, address: service.ascii };
}

test(verifies('CONF-1') + 'a service that shares no code with ours passes what it claims, and its claims hold', {
  timeout: 300_000,
}, async () => {
  const pipe = makePipe();
  const address = await startNaive(pipe);
  const make = ['--make-outcomes', `cat > '${pipe}'`];
  const { notClaimed } = JSON.parse(readFileSync(naiveClaims, 'utf8')) as { notClaimed: Record<string, string> };
  const all = await checkIds();
  const isClaimed = (id: string): boolean => !(id in notClaimed) && !((id.split('.')[0] ?? '') in notClaimed);
  const claimed = await conformance(address, ...patient, ...make, '--only', all.filter(isClaimed).join());
  expect(claimed.results.filter(({ state }) => state === 'failed')).toEqual([]);
  expect(claimed.exitCode).toBe(0);
  expect(claimed.of('passed').length).toBeGreaterThan(60);
  // What fails waits for its time.
  const others = ['--only', Object.keys(notClaimed).join(), '--timeout', '2s', ...make];
  const declared = await conformance(address, ...others, '--claims', naiveClaims);
  expect([declared.exitCode, declared.of('passed'), declared.of('failed')]).toEqual([0, [], []]);
  expect(declared.of('declared')).toHaveLength(all.length - all.filter(isClaimed).length);
  const undeclared = await conformance(address, ...others);
  expect([undeclared.exitCode, undeclared.of('failed')]).toEqual([1, declared.of('declared')]);
});

async function checkIds(): Promise<readonly string[]> {
  const cli = startCli(['conformance', '--list']);
  expect(await cli.ended).toBe(0);
  return [...cli.printed().matchAll(/^(\S+\.\S+) .*$/gm)].map(([, id = '']) => id);
}

test(verifies('CONF-1') + 'in UTF-16LE, with reports instead of outcomes', { timeout: 300_000 }, async () => {
  const service = await startService(['--data', temporaryFolder(), '--reports']);
  const words = ['--only', 'EO-8,OZ-1,OZ-2,OZ-4,PS-1,PS-5,TR-1,TR-2,CALL-1,CALL-2,CALL-4,CALL-6', ...patient];
  const report = await conformance(service.unicode, '--unicode', '--make-outcomes', 'reports', ...words);
  expect(report.results.filter(({ state }) => state !== 'passed')).toEqual([]);
  expect(report.exitCode).toBe(0);
});

test(verifies('CONF-1') + 'a claim that is stale fails, for a check and for a requirement', async () => {
  const service = await startService(['--memory']);
  const claims = join(temporaryFolder(), 'claims.json');
  writeFileSync(claims, JSON.stringify({ notClaimed: { 'EO-1.no-TX': 'old', 'EO-3': 'old' } }));
  const report = await conformance(service.ascii, ...patient, '--claims', claims, '--only', 'EO-1,EO-2,EO-3');
  expect(report.exitCode).toBe(1);
  expect(report.of('stale').toSorted()).toEqual(['EO-1.no-TX', 'EO-3.repeated', 'EO-3.unknown']);
  expect(report.of('passed')).toEqual(['EO-2.neither']);
});

test(verifies('CONF-1') + 'a result shows what was sent and received, without password and data', async () => {
  const folder = temporaryFolder();
  const [users, password] = [join(folder, 'users.jsonl'), join(folder, 'password.txt')];
  writeFileSync(password, 'secret-word\n', { mode: 0o600 });
  const add = startCli(['user', 'add', users, '--tenant', 'north', '--name', 'ann', '--password-file', password]);
  expect(await add.ended).toBe(0);
  const service = await startService(['--memory', '--users', users]);
  const login = ['--user', 'ann', '--user-tenant', 'north', '--password-file', password];
  const report = await conformance(service.ascii, ...patient, ...login, '--only', 'AU-1,AU-2,EO-2');
  expect([report.exitCode, report.of('passed')]).toEqual([
    0,
    ['EO-2.neither', 'AU-2.first', 'AU-1.right', 'AU-1.wrong'],
  ]);
  const text = JSON.stringify(report.results);
  expect(text).not.toContain('secret-word');
  expect(report.results[0]?.exchanged.map(({ sent, frame }) => `${sent ? '>' : '<'} ${frame}`)).toEqual([
    '> (connected)',
    expect.stringMatching(/^> UA\\.*PW\*\*\*/) as string,
    expect.stringMatching(/^< US\\/) as string,
    expect.stringMatching(/^> EO\\CN\S+\\TX/) as string,
    expect.stringMatching(/^< ER\\EC9012\\FM"EO\\/) as string,
    '> (closed)',
  ]);
});

test(verifies('CONF-1') + 'JUnit XML and text name the requirement, and what needs outcomes says so', async () => {
  const service = await startService(['--memory']);
  const junit = join(temporaryFolder(), 'results.xml');
  const cli = startCli(['conformance', service.ascii, ...patient, '--only', 'EO-2,OZ-1', '--junit', junit, '--frames']);
  expect(await cli.ended).toBe(0);
  expect(cli.printed()).toMatch(
    /^✓ EO-2\.neither +D {2}an EO with neither FO nor SO is rejected\n +\d+ ms {2}#1 → \(connected\)/,
  );
  expect(cli.printed()).toContain('not checked: needs outcomes: give --make-outcomes');
  expect(cli.printed()).toMatch(/1 passed, 0 failed, 0 declared, 0 stale, 1 not checked\n$/);
  const xml = readFileSync(junit, 'utf8');
  expect(xml).toContain('<testsuite name="sdmp conformance ');
  expect(xml).toContain('tests="2" failures="0" errors="0" skipped="1"');
  expect(xml).toContain('<property name="requirement" value="EO-2"/><property name="basis" value="D"/>');
});

test.each([
  [['127.0.0.1:1'], 1, 'Nothing was checked: 127.0.0.1:1: connection refused'],
  [['127.0.0.1:1', '--only', 'EO-99'], 2, "nothing is checked as 'EO-99' ('--list' shows all)"],
  [['127.0.0.1:1', '--only', 'PS-7'], 2, "nothing is checked as 'PS-7': it needs the memory of the service"],
  [['127.0.0.1:1', '--claims', '/nowhere.json'], 2, '/nowhere.json: '],
  [['127.0.0.1:1', '--list'], 2, '--list and --as-dialer take no endpoint'],
])('%j ends with %i and one line', async (words, exitCode, line) => {
  const report = await conformance(...words);
  expect(report.exitCode).toBe(exitCode);
  expect(report.said).toContain(line);
  expect(report.said.trimEnd().split('\n')).toHaveLength(1);
});

test.each([
  ['{"notClaimed":{"EO-77":"x"}}', "there is no requirement or check 'EO-77'"],
  ['{"notClaimed":{"EO-1":""}}', 'notClaimed.EO-1'],
  ['{"claims":{}}', 'notClaimed'],
  ['[', 'is no JSON'],
])('claims that are wrong are refused: %s', async (text, line) => {
  const claims = join(temporaryFolder(), 'claims.json');
  writeFileSync(claims, text);
  const report = await conformance('127.0.0.1:1', '--claims', claims);
  expect(report.exitCode).toBe(2);
  expect(report.said).toContain(line);
});
