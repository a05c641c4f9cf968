import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { FuzzTarget, HttpTarget } from '../../fuzz/targets/target.ts';
import { type Asked, ask, readStream, type StreamReader } from './honest-callers.ts';
import { type AttackName, attacks, type HttpAttackOrder } from './attacks.ts';

/** What one attack did to others. */
export interface HttpResult {
  readonly attack: AttackName;
  readonly connections: number;
  /** Answers of `/healthz` before the attack and during it, and of `/api/v1/status` during it. */
  readonly quietHealth: Asked;
  readonly health: Asked;
  readonly status: Asked;
  /** Outcomes recorded during the attack that the honest stream was to get, and those that came. */
  readonly recorded: number;
  readonly received: number;
  readonly streamFaults: readonly string[];
  /** Heap and buffers, and resident memory, before the attack and at its end, bytes. */
  readonly usedBytes: readonly [number, number];
  readonly residentBytes: readonly [number, number];
  readonly hasEnded: boolean;
}

export interface HttpTrialOptions {
  readonly attack: AttackName;
  readonly target: FuzzTarget & { readonly http: HttpTarget };
  /** Answers of each kind that are waited for under attack. */
  readonly count: number;
  /** Part of the connections of the attack that are opened, above 0 up to 1. */
  readonly scale: number;
}

const waitMs = 100;
const longestCatchUpMs = 20_000;

/** Attacks HTTP of a bridge in one way while honest callers ask and read. */
export async function runHttpTrial({ attack, target, count, scale }: HttpTrialOptions): Promise<HttpResult> {
  const { port, token, honestToken } = target.http;
  const caller = { port, token: honestToken };
  const connections = Math.ceil(attacks[attack].connections * scale);
  const stream = await readStream(caller);
  const attacker = fork(fileURLToPath(new URL('./attack-process.ts', import.meta.url)));
  try {
    const quietHealth = await ask('/healthz', caller, count);
    const before = await target.figures();
    const receivedBefore = stream.received();
    await begin(attacker, { attack, port, token, connections });
    const [health, status] = await Promise.all([
      ask('/healthz', caller, count),
      ask('/api/v1/status', caller, Math.ceil(count / 2)),
    ]);
    const after = await target.figures();
    const recorded = after.recorded - before.recorded;
    const received = await receivedSince(stream, receivedBefore, recorded);
    return {
      attack,
      connections,
      quietHealth,
      health,
      status,
      recorded,
      received,
      streamFaults: stream.faults,
      usedBytes: [before.heapBytes + before.externalBytes, after.heapBytes + after.externalBytes],
      residentBytes: [before.residentBytes, after.residentBytes],
      hasEnded: target.ended.aborted,
    };
  } finally {
    stream.close();
    attacker.kill('SIGKILL');
  }
}

/** Resolves when every connection of the attack was open. */
async function begin(attacker: ChildProcess, order: HttpAttackOrder): Promise<void> {
  const opened = once(attacker, 'message');
  attacker.send(order);
  await opened;
}

/** Resolves with how many came, at most what was expected, while the attack goes on. */
async function receivedSince(stream: StreamReader, before: number, expected: number): Promise<number> {
  const received = (): number => Math.min(expected, stream.received() - before);
  for (let waited = 0; received() < expected && waited < longestCatchUpMs; waited += waitMs) await pause(waitMs);
  return received();
}
