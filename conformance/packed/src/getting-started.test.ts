import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  PostgresServer,
  hasPostgres,
  postgresIsMissing,
} from '../../../packages/sinks/test/support/postgres-server.ts';
import { writeReleaseFolder } from '../../../scripts/release/release-folder.ts';
import { freePort } from '../../../scripts/free-port.ts';

const guide = readFileSync(new URL('../../../docs/getting-started.md', import.meta.url), 'utf8');
/** Time that the guide promises for all its steps. */
const limitMs = 5 * 60_000;
/** Time for packing, the database, and reporting where the script hung. */
const reserveMs = 120_000;

if (!hasPostgres) process.stderr.write(`SKIPPED  ${postgresIsMissing}\n`);

/** Returns the guide's commands as a script that uses free ports. */
async function commands(databasePort: string): Promise<string> {
  const blocks = Array.from(guide.matchAll(/```sh\n([\s\S]*?)```/g), ([, block = '']) => block);
  const ports = new Map([['5432', databasePort]]);
  for (const written of ['6502', '6512', '8080']) ports.set(written, String(await freePort()));
  // A reader types slower than a script runs: the dialer listens before the next step begins.
  const dialer = /^(sdmp simulate --listen (\S+):(\d+) .*&)$/m;
  const patient = blocks
    .join('\n')
    .replace(dialer, '$1\nuntil (exec 3<> /dev/tcp/$2/$3) 2> /dev/null; do sleep 0.1; done');
  const script = patient.replaceAll(/\b(?:5432|6502|6512|8080)\b/g, (port) => ports.get(port) ?? port);
  return `set -euo pipefail\nset -x\n${script}`;
}

/** Kills what is left of a process group. */
function endAll(group: number | undefined): void {
  if (group === undefined) return;
  try {
    process.kill(-group, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function writeProgram(directory: string, name: string, lines: readonly string[]): void {
  const file = join(directory, name);
  writeFileSync(file, ['#!/usr/bin/env bash', 'set -euo pipefail', ...lines, ''].join('\n'));
  chmodSync(file, 0o755);
}

/**
 * Writes replacements for commands that a test cannot run: Debian packages are looked for instead of installed, the database
 * is the test's own and needs no other user.
 */
function writeStandIns(directory: string): void {
  mkdirSync(directory);
  writeProgram(directory, 'apt-get', [
    'shift 2',
    'for package in "$@"; do command -v npm psql createdb > /dev/null || { echo "$package is missing"; exit 1; }; done',
  ]);
  writeProgram(directory, 'su', ['exec bash -c "$3"']);
}

test.skipIf(!hasPostgres)(
  'the commands of the guide work, and outcomes are in PostgreSQL',
  async () => {
    const server = await PostgresServer.start();
    onTestFinished(() => server.stop());
    const { username, hostname, port } = new URL(server.url);
    const directory = mkdtempSync(join(tmpdir(), 'sdmp-start-'));
    onTestFinished(() => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));
    const standIns = join(directory, 'bin');
    writeStandIns(standIns);
    await writeReleaseFolder(join(directory, 'release'));
    const began = performance.now();
    const shell = spawn('bash', ['-c', await commands(port)], {
      cwd: directory,
      // A process group of its own, so that background processes are killed too.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        npm_config_audit: 'false',
        npm_config_fund: 'false',
        npm_config_prefer_offline: 'true',
        PATH: `${standIns}${delimiter}${process.env['PATH'] ?? ''}`,
        PGUSER: username,
        PGHOST: hostname,
        PGPORT: port,
        PGDATABASE: 'postgres',
      },
    });
    onTestFinished(() => endAll(shell.pid));
    const tooLate = setTimeout(() => endAll(shell.pid), limitMs);
    onTestFinished(() => clearTimeout(tooLate));
    // A step that fails leaves programs behind that hold the output open.
    shell.once('exit', () => endAll(shell.pid));
    let said = '';
    for (const stream of [shell.stdout, shell.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    }
    const [exitCode] = (await once(shell, 'close')) as [number | null];
    process.stderr.write(`the guide took ${((performance.now() - began) / 1000).toFixed(0)} s\n`);
    expect(exitCode, said).toBe(0);
    expect(said).toContain('bridge.yaml is right: 1 dialer, 1 listener, 1 sink');
    const database = new URL(server.url);
    database.pathname = '/outcomes';
    expect(said).toMatch(/campaign_name\s+\|\s+calls/);
    expect(said.match(/"sessionIdentifier"/g)).toHaveLength(3);
  },
  limitMs + reserveMs,
);
