import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startBridgeProgram, temporaryDirectory, upstreamAt, writeConfig } from './support/bridge-program.ts';

const unit = fileURLToPath(new URL('../systemd/sdmp-bridge.service', import.meta.url));
const isHere = spawnSync('systemd-analyze', ['--version'], { stdio: 'ignore' }).status === 0;

/** Stands for systemd-notify, because no systemd runs here: it writes down what it is told. */
function startNotebook() {
  const directory = temporaryDirectory();
  const told = join(directory, 'told');
  writeFileSync(told, '');
  const program = join(directory, 'systemd-notify');
  writeFileSync(program, `#!/bin/sh\necho "$*" >> '${told}'\n`);
  chmodSync(program, 0o755);
  const lines = (): readonly string[] => readFileSync(told, 'utf8').trimEnd().split('\n');
  return {
    environment: {
      PATH: `${directory}${delimiter}${process.env['PATH'] ?? ''}`,
      NOTIFY_SOCKET: join(directory, 'socket'),
      WATCHDOG_USEC: '200000',
    },
    lines,
    until: async (isMet: (lines: readonly string[]) => boolean): Promise<void> => {
      const watcher = watch(told);
      while (!isMet(lines())) await once(watcher, 'change');
      watcher.close();
    },
  };
}

test('systemd hears that the bridge runs, that it is alive, and that it stops', async () => {
  const { environment, lines, until } = startNotebook();
  const bridge = await startBridgeProgram(writeConfig(temporaryDirectory(), upstreamAt(9)), environment);
  await until((told) => told.filter((line) => line === 'WATCHDOG=1').length >= 3);
  expect(lines()[0]).toBe('--ready --status=Recording');
  expect(await bridge.stop('SIGTERM')).toBe(0);
  await until((told) => told.includes('--status=Stopping STOPPING=1'));
});

test('a systemd-notify that fails is counted each time, and logged', async () => {
  const { environment } = startNotebook();
  writeFileSync(join(environment.PATH.split(delimiter)[0] ?? '', 'systemd-notify'), '#!/bin/sh\nexit 1\n');
  const bridge = await startBridgeProgram(writeConfig(temporaryDirectory(), upstreamAt(9)), environment);
  await bridge.logged('systemd cannot be told how the bridge is, and may take it for hung; systemd-notify failed');
  const failures = async (): Promise<number> => {
    const page = await (await fetch(`${bridge.httpUrl}/metrics`)).text();
    return Number(/^sdmp_bridge_service_manager_untold_total (\d+)$/m.exec(page)?.[1]);
  };
  await expect.poll(failures).toBeGreaterThan(2);
  expect(await bridge.stop('SIGTERM')).toBe(0);
});

test.skipIf(!isHere)('systemd takes the unit, and finds it well protected', async () => {
  const root = temporaryDirectory();
  const folder = join(root, 'etc/systemd/system');
  mkdirSync(folder, { recursive: true });
  const copy = join(folder, 'sdmp-bridge.service');
  copyFileSync(unit, copy);
  const run = promisify(execFile);
  expect((await run('systemd-analyze', ['verify', '--man=no', copy])).stderr).not.toContain('sdmp-bridge.service:');
  // From 0, shut off from everything, to 10; systemd itself calls less than 2.5 OK.
  await run('systemd-analyze', ['security', '--offline=true', '--threshold=25', copy]);
});
