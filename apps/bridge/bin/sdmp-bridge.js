#!/usr/bin/env node
// Plain JavaScript that old releases of Node can read: it finds a Node that is new enough, and goes on there.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const oldestNode = [22, 13];
/** Names the process that started this one here, and so tells its channel from one that a user opened. */
const startedBy = 'SDMP_STARTED_BY';

const isNewEnough = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
};

/** The binary of the `node` package, looked for from here upwards. */
const findNode = () => {
  const binary = join('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = join(folder, binary);
    if (existsSync(candidate)) return candidate;
    if (dirname(folder) === folder) return undefined;
    folder = dirname(folder);
  }
};

const fail = (message) => {
  process.stderr.write(`sdmp-bridge: ${message}\n`);
  process.exitCode = 1;
};

const runThere = (node) => {
  const inner = spawn(node, [...process.execArgv, fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, [startedBy]: String(process.pid) },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => inner.kill(signal));
  inner.on('error', (error) => fail(`cannot start ${node}: ${error.message}`));
  inner.on('exit', (code, signal) => {
    process.exit(code ?? 128 + (constants.signals[signal] ?? 0));
  });
};

/** The outer process holds the other end of the channel: once it is closed, nobody is left to work for. */
const endWithOuter = () => {
  const kill = () => process.kill(process.pid, 'SIGKILL');
  if (!process.connected) kill();
  process.on('disconnect', kill);
  process.channel.unref();
};

const isInner = process.env[startedBy] === String(process.ppid);
delete process.env[startedBy];
if (isInner) endWithOuter();

if (isNewEnough()) {
  const { main } = await import('../dist/main.js');
  await main(process.argv.slice(2));
} else {
  const node = isInner ? undefined : findNode();
  if (node === undefined) fail(`needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}`);
  else runThere(node);
}
