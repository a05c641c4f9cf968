import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashPassword, formatPasswordHash } from '../../built-packages.ts';
import { startBridgeTarget } from '../../fuzz/targets/bridge-target.ts';
import { recordPromise, recordSection, reliability, type ShownPromise, whereMeasured } from '../../recorded-section.ts';
import { UsageError } from '../../usage.ts';
import type { TrialRun } from '../trial-kind.ts';
import { type AttackName, attacks } from './attacks.ts';
import { type HttpResult, runHttpTrial } from './http-trial.ts';

export interface HttpTrialsOptions {
  readonly count: number;
  /** Part of the connections of each attack that are opened. Default 1: all. */
  readonly scale?: number;
  /** Key of the one attack to run. Default: all. */
  readonly only?: string | undefined;
  readonly onResult?: (result: HttpResult) => void;
}

const honest = { tenant: 'north', name: 'honest', password: 'honest' };
const recordEveryMs = 10;
/** Heap and buffers that an attack may add, bytes. */
const mostAddedBytes = 128 * 2 ** 20;

/** Attacks HTTP of a bridge in each way, and with `record` writes the table. Resolves to whether honest callers were served. */
export async function httpTrials({ count, print, record, only }: TrialRun): Promise<boolean> {
  if (only !== undefined && record === true) throw new UsageError('--record writes the whole table: leave out --only');
  const onResult = (result: HttpResult): void => print(`${attacks[result.attack].name}: ${cellsOf(result).join('; ')}`);
  const results = await runHttpTrials({ count, only, onResult });
  const faults = results.flatMap(faultsOf);
  for (const fault of faults) print(`fault: ${fault}`);
  if (record === true) {
    const how = `\`pnpm trials http --count ${count}\`, ${whereMeasured()}.`;
    await recordSection(reliability, 'http', () => `${how}\n\n${tableOf(results)}`);
    await recordPromise(reliability, 'pnpm trials http', shownBy(results, count));
  }
  return faults.length === 0 && results.length > 0;
}

/** Runs each attack at a bridge of its own. */
export async function runHttpTrials(options: HttpTrialsOptions): Promise<readonly HttpResult[]> {
  const { count, scale = 1, only, onResult } = options;
  const users = await usersText();
  const results: HttpResult[] = [];
  const names = Object.keys(attacks) as AttackName[];
  for (const attack of names.filter((name) => only === undefined || name === only)) {
    const folder = await mkdtemp(join(tmpdir(), 'sdmp-http-'));
    const target = await startBridgeTarget({ folder, users, honest, recordEveryMs });
    try {
      const { http } = target;
      if (http === undefined) throw new Error('the bridge has no HTTP');
      const result = await runHttpTrial({ attack, target: { ...target, http }, count, scale });
      results.push(result);
      onResult?.(result);
    } finally {
      target.kill();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
  return results;
}

async function usersText(): Promise<string> {
  const { tenant, name, password } = honest;
  return JSON.stringify({ tenant, name, password: formatPasswordHash(await hashPassword(password)), privileges: [] });
}

/** Returns what is wrong with a result, in words. */
export function faultsOf(result: HttpResult): readonly string[] {
  const { attack, quietHealth, health, status, recorded, received, streamFaults, usedBytes, hasEnded } = result;
  const added = usedBytes[1] - usedBytes[0];
  const checks: readonly (readonly [boolean, string])[] = [
    [hasEnded, 'the bridge ended'],
    [quietHealth.missed + health.missed > 0, `/healthz was not answered ${quietHealth.missed + health.missed} times`],
    [health.tookMs.length === 0, '/healthz was never answered'],
    [status.missed > 0, `/api/v1/status was not answered ${status.missed} times`],
    [recorded === 0, 'nothing was recorded'],
    [received < recorded, `the stream got ${received} of ${recorded} outcomes`],
    [streamFaults.length > 0, streamFaults.join('; ')],
    [added > mostAddedBytes, `heap and buffers grew by ${mebibytes(added)}`],
  ];
  return checks.filter(([isWrong]) => isWrong).map(([, words]) => `${attacks[attack].name}: ${words}`);
}

function shownBy(results: readonly HttpResult[], count: number): ShownPromise {
  const sum = (read: (result: HttpResult) => number): number => results.reduce((all, each) => all + read(each), 0);
  const answered = sum(({ health }) => health.tookMs.length);
  const slowest = Math.max(...results.map(({ health }) => p99Of(health)));
  const most = Math.max(...results.map(({ usedBytes }) => usedBytes[1]));
  const missed = sum(({ recorded, received }) => recorded - received);
  return {
    trial: `\`pnpm trials http --count ${count}\` ([below](#attackers-of-http))`,
    count: `${results.length} attacks, ${sum(({ health }) => health.tookMs.length + health.missed)} health checks meanwhile`,
    result: `${answered} answered, p99 at most ${slowest.toFixed(0)} ms; streams miss ${missed}; heap and buffers ${mebibytes(most)} at most`,
  };
}

function p99Of({ tookMs }: HttpResult['health']): number {
  const sorted = tookMs.toSorted((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN;
}

function tableOf(results: readonly HttpResult[]): string {
  const rows = results.map((result) => `| ${attacks[result.attack].name} | ${cellsOf(result).join(' | ')} |`);
  return [
    '| attack | connections | `/healthz` quiet | attacked | `/api/v1/status` | event stream | heap and buffers | resident |',
    '|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function cellsOf(result: HttpResult): readonly string[] {
  const { connections, quietHealth, health, status, recorded, received, usedBytes, residentBytes } = result;
  const asked = (answers: HttpResult['health']): string => {
    const { tookMs, missed } = answers;
    return `${tookMs.length} of ${tookMs.length + missed} answered, p99 ${p99Of(answers).toFixed(0)} ms`;
  };
  return [
    String(connections),
    asked(quietHealth),
    asked(health),
    asked(status),
    `${received} of ${recorded} outcomes`,
    usedBytes.map(mebibytes).join(' and '),
    residentBytes.map(mebibytes).join(' and '),
  ];
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}
