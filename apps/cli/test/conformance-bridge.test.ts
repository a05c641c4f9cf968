import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import type { Result } from '../src/conformance/result.ts';
import { startCli } from './support/start-cli.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const bridge = fileURLToPath(new URL('../../bridge/bin/sdmp-bridge.js', import.meta.url));
const token = 'a-token-of-the-test';

interface Bridge {
  /** Of the SDMP listener, `HOST:PORT`. */
  readonly address: string;
  readonly http: string;
  /** File that holds the token. */
  readonly tokenFile: string;
}

/** Starts a bridge whose HTTP API wants a token, on free ports. */
async function startBridge(): Promise<Bridge> {
  const folder = temporaryFolder();
  const tokenFile = join(folder, 'token');
  writeFileSync(tokenFile, `${token}\n`, { mode: 0o600 });
  const digest = createHash('sha256').update(token).digest('hex');
  writeFileSync(join(folder, 'tokens'), `tests read,write ${digest}\n`, { mode: 0o600 });
  const config = join(folder, 'bridge.yaml');
  writeFileSync(
    config,
    [
      'journal: { directory: ./journal }',
      // No dialer is there: the outcomes come by HTTP.
      'upstreams: [{ name: none, host: 127.0.0.1, port: 1, persistToken: tests }]',
      'listen: [{ port: 0 }]',
      'http: { port: 0, tokensFile: ./tokens }',
      'log: { level: error }',
    ].join('\n'),
  );
  const child = spawn(process.execPath, [bridge, 'run', config], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(async () => {
    child.kill();
    if (child.exitCode === null) await once(child, 'exit');
  });
  let address = '';
  for await (const line of createInterface({ input: child.stdout })) {
    const [, what, where = ''] = /^(listening ascii|http) (\S+)/.exec(line) ?? [];
    if (what === 'listening ascii') address = where;
    if (what === 'http') return { address, http: where, tokenFile };
  }
  throw new Error('the bridge does not start');
}

/** Of each kind of outcome one requirement. */
const only = ['--only', 'OZ-1,OZ-5.order,PS-1', '--timeout', '30s', '--json'];

test(verifies('CONF-1') + 'outcomes are made through the HTTP API of a bridge, with its token', {
  timeout: 120_000,
}, async () => {
  const { address, http, tokenFile } = await startBridge();
  const cli = startCli(['conformance', address, ...only, '--make-outcomes', http, '--token-file', tokenFile]);
  const exitCode = await cli.ended;
  const results = linesOf(cli.printed());
  expect(results.map(({ id, state, why }) => ({ id, state, why }))).toEqual(
    results.map(({ id }) => ({ id, state: 'passed', why: undefined })),
  );
  expect(results.length).toBeGreaterThanOrEqual(3);
  expect(exitCode).toBe(0);

  const without = startCli(['conformance', address, '--only', 'OZ-1', '--json', '--make-outcomes', http]);
  expect(await without.ended).toBe(1);
  const refused = linesOf(without.printed());
  expect(refused.some(({ state, why }) => state !== 'passed' && /token/i.test(why ?? ''))).toBe(true);
});

function linesOf(printed: string): readonly Result[] {
  return printed
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Result);
}
