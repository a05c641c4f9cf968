import { execFile } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { verifies } from '@sdmp/requirements';
import { startSimulatedDialer } from '@sdmp/testkit';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Readiness } from '../src/http/server/readiness.ts';
import {
  type RunningBridge,
  startBridgeProgram,
  temporaryDirectory,
  upstreamAt,
  writeConfig,
} from './support/bridge-program.ts';
import { Collector } from './support/collector.ts';
import { numberedFields, sessionsUpTo } from './support/numbered-outcomes.ts';

const program = fileURLToPath(new URL('../bin/sdmp-bridge.js', import.meta.url));
/** Modes mean nothing to the administrator: then another user runs the bridge. */
const isAdministrator = process.getuid?.() === 0;
const user = isAdministrator ? 65_534 : undefined;

/** A configuration whose journal is in a folder of that user's. */
function ownFolder(upstreamPort: number): { readonly file: string; readonly parent: string; readonly folder: string } {
  const home = temporaryDirectory();
  chmodSync(home, 0o755);
  const parent = join(home, 'own');
  const folder = join(parent, 'journal');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const each of [parent, folder]) if (user !== undefined) chownSync(each, user, user);
  return { file: writeConfig(home, upstreamAt(upstreamPort), `journal: { directory: ${folder} }\n`), parent, folder };
}

/** From now on the user may do with it what the mode says others may, and gets it back with what is returned. */
function withdraw(path: string, mode: number): () => void {
  if (isAdministrator) chownSync(path, 0, 0);
  chmodSync(path, mode);
  const giveBack = (): void => {
    chmodSync(path, 0o755);
    if (user !== undefined) chownSync(path, user, user);
  };
  onTestFinished(giveBack);
  return giveBack;
}

async function startDialer() {
  const dialer = await startSimulatedDialer();
  onTestFinished(() => dialer.stop());
  return dialer;
}

/** It ends at once, and says in one line which file or folder it is and what to do. */
async function expectRefusal(file: string, named: string): Promise<void> {
  const rights = user === undefined ? {} : { uid: user, gid: user };
  const { exitCode, output, messages } = await new Promise<Record<string, unknown>>((resolve) => {
    execFile(process.execPath, [program, 'run', file], rights, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : error.code, output: stdout, messages: stderr });
    });
  });
  expect(messages).toMatch(
    /^sdmp-bridge: \S+ cannot be opened (for writing )?\([^\n]+\): check the path, its [^\n]+\n$/,
  );
  expect(messages).toContain(`sdmp-bridge: ${named} cannot`);
  expect(output).toBe('');
  expect(exitCode).toBe(1);
}

async function readiness({ httpUrl }: RunningBridge): Promise<Readiness & { readonly status: number }> {
  const response = await fetch(`${httpUrl}/readyz`);
  return { ...((await response.json()) as Readiness), status: response.status };
}

describe('at the start', () => {
  test('where the folder may not be made it ends with one line', async () => {
    const { parent } = ownFolder(1);
    const file = writeConfig(join(parent, '..'), upstreamAt(1), `journal: { directory: ${parent}/other }\n`);
    withdraw(parent, 0o555);
    await expectRefusal(file, join(parent, 'other'));
  });

  test.each(['555', '111', '000'])('where the folder has mode 0o%s for it, it ends with one line', async (mode) => {
    const { file, folder } = ownFolder(1);
    withdraw(folder, Number.parseInt(mode, 8));
    await expectRefusal(file, folder);
  });

  test('where it may only read one of its files it ends with one line, and starts when it may write to all again', async () => {
    const dialer = await startDialer();
    const { file, folder } = ownFolder(dialer.port);
    const runOnce = async (): Promise<void> => {
      const bridge = await startBridgeProgram(file, {}, user);
      await bridge.logged('Upstream north is live');
      expect(await bridge.stop('SIGTERM')).toBe(0);
    };
    await runOnce();
    for (const name of ['journal.db', 'journal.lock', 'sinks.sqlite']) {
      expect(readdirSync(folder)).toContain(name);
      const giveBack = withdraw(join(folder, name), 0o444);
      await expectRefusal(file, join(folder, name));
      giveBack();
    }
    await runOnce();
  });
});

describe('while it runs', () => {
  test('a folder in which nothing can be made any more hinders nothing', async () => {
    const dialer = await startDialer();
    const { file, folder } = ownFolder(dialer.port);
    const bridge = await startBridgeProgram(file, {}, user);
    const collector = new Collector(bridge.port);
    await collector.subscribed();
    await bridge.logged('Upstream north is live');
    withdraw(folder, 0o555);
    for (let number = 0; number < 20; number++) dialer.record(numberedFields(number));
    await collector.arrived(20);
    expect(collector.sessions).toEqual(sessionsUpTo(20));
    expect(await readiness(bridge)).toMatchObject({ ready: true, status: 200 });
    expect(await bridge.stop('SIGTERM')).toBe(0);
    await expectRefusal(file, folder);
  });

  test(`${verifies('PS-2')}a folder that cannot be entered any more stops the recording, which is said once, and continues when it can`, async () => {
    const dialer = await startDialer();
    const { file, folder } = ownFolder(dialer.port);
    const bridge = await startBridgeProgram(file, {}, user);
    const collector = new Collector(bridge.port);
    await collector.subscribed();
    await bridge.logged('Upstream north is live');
    for (let number = 0; number < 10; number++) dialer.record(numberedFields(number));
    await collector.arrived(10);
    const giveBack = withdraw(folder, 0o000);
    for (let number = 10; number < 20; number++) dialer.record(numberedFields(number));
    await bridge.logged('The journal cannot be written to; dialers keep their outcomes meanwhile');
    expect(await readiness(bridge)).toMatchObject({
      ready: false,
      missing: [expect.stringContaining('journal')],
      status: 503,
    });
    const posted = await fetch(`${bridge.httpUrl}/api/v1/outcomes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"reason":10}',
    });
    expect([posted.status, await posted.json()]).toMatchObject([503, { code: 'JOURNAL_UNWRITABLE' }]);
    expect(collector.sessions).toEqual(sessionsUpTo(10));
    giveBack();
    await bridge.logged('The journal can be written to again');
    await collector.arrived(20);
    expect(collector.sessions).toEqual(sessionsUpTo(20));
    expect(await readiness(bridge)).toMatchObject({ ready: true, status: 200 });
    expect(bridge.log().match(/cannot be written to/g)).toHaveLength(1);
    expect(await bridge.stop('SIGTERM')).toBe(0);
  });
});
