import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';

const source = new URL('../src/node-test.ts', import.meta.url).href;

const program = String.raw`
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { fakeClock, testDialer } from '${source}';

test('a subscriber', async (t) => {
  const dialer = await testDialer(t);
  const socket = connect(dialer.port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write('EO\\TXcrm\\SO\\FO\0');
  assert.equal((await dialer.subscribed()).transactionIdentifier, 'crm');
  dialer.outcome({ campaignName: 'Sales1', reason: 2 });
  const [bytes] = await new Promise((resolve) => socket.once('data', (...all) => resolve(all)));
  assert.match(String(bytes), /OZ\\TXcrm/);
});

test('a clock', async (t) => {
  const clock = fakeClock(t);
  let rung = false;
  setTimeout(() => (rung = true), 60_000);
  await clock.advance(60_000);
  assert.ok(rung);
});
`;

test(verifies('TST-1') + 'the same for node:test', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sdmp-node-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'subscriber.test.mts'), program);
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const words = ['--test', '--test-reporter=tap', join(folder, 'subscriber.test.mts')];
  const { stdout } = await promisify(execFile)(process.execPath, words, { env });
  expect(stdout).toContain('# pass 2\n');
});
