import { fileURLToPath } from 'node:url';
import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import type { Result } from '../src/conformance/result.ts';
import { startCli } from './support/start-cli.ts';
import { binary } from './support/start-process.ts';

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const node = `'${process.execPath}'`;

// Side by side, because both wait most of the time: a client that acknowledges nothing is waited for as long as an answer may take.
test.concurrent.each([
  [
    'the naive client',
    `${node} '${file('naive/client.mjs')}'`,
    ['--silence', '3s', '--claims', file('naive/client.claims.json')],
    27,
  ],
  ['sdmp tail', `${node} '${binary}' tail --campaign Sales1 --persist crm --format json`, ['--silence', '120s'], 30],
])(
  verifies('CONF-2', 'CL-4') + '%s behaves in every situation that it claims',
  { timeout: 600_000 },
  async (_, client, words, least) => {
    const listen = ['--as-dialer', '--listen', '127.0.0.1:0', '--client', client, '--timeout', '60s', '--json'];
    const cli = startCli(['conformance', ...listen, ...words]);
    const exitCode = await cli.ended;
    const results = cli
      .printed()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Result);
    expect(results.filter(({ state }) => state === 'failed' || state === 'stale')).toEqual([]);
    expect(results.filter(({ state }) => state === 'passed').length).toBeGreaterThanOrEqual(least);
    expect(exitCode).toBe(0);
  },
);
