import { createRandom, formatPasswordHash, hashPassword } from '../../built-packages.ts';
import type { TrialRun } from '../trial-kind.ts';
import { tenant } from './login-socket.ts';
import { attacks, type LoginResult, runLoginTrial } from './login-trial.ts';
import { ServiceHost } from './service-host.ts';

/** Processors that a service may use while others guess, and the rest of what it does. */
const mostShare = 1.2;
/** `authenticationTimeoutMs` of a client, milliseconds. */
const clientPatienceMs = 15_000;
/** `failureDelayCapMs` of the service: the longest that failures of a user delay the next attempt, milliseconds. */
const longestDelayMs = 8000;
/** Checks of passwords that a right one may wait for, its own included, with some to spare. */
const mostChecks = 12;
const longestTimerMs = 2 ** 31 - 1;
const password = 'right';

/** Lets `count` users log in under each attack. Resolves to whether every right password was accepted, at a bounded cost. */
export async function loginTrials({ count, seed, print }: TrialRun): Promise<boolean> {
  const faults: string[] = [];
  for (const result of await runLoginTrials({ count, seed })) {
    print(describe(result, count));
    faults.push(...faultsOf(result));
  }
  for (const fault of faults) print(`fault: ${fault}`);
  return faults.length === 0;
}

/** Runs every attack at a service of its own. */
async function runLoginTrials({ count, seed }: { readonly count: number; readonly seed: number }) {
  const hash = formatPasswordHash(await hashPassword(password));
  const users = Array.from({ length: count }, (_, number) => `user${number}`);
  const list = users.map((name) => JSON.stringify({ tenant, name, password: hash, privileges: [] }));
  const results: LoginResult[] = [];
  // What a check takes is measured where nobody guesses: a busy machine takes many times as long.
  let patienceMs = Number.POSITIVE_INFINITY;
  for (const attack of attacks) {
    const { host, port } = await ServiceHost.start(list.join('\n'));
    using _ = host;
    const random = createRandom(seed);
    const limit = Math.min(patienceMs, longestTimerMs);
    const result = await runLoginTrial({ attack, host, port, users, password, random, patienceMs: limit });
    results.push(result);
    const checkMs = result.tookMs.at(-1) ?? 0;
    if (results.length === 1) patienceMs = Math.max(clientPatienceMs, Math.ceil(longestDelayMs + mostChecks * checkMs));
  }
  return results;
}

/** Returns what is wrong with a result, in words. */
export function faultsOf({ attack, missed, share, guesses, tookMs }: LoginResult): readonly string[] {
  const faults: string[] = [];
  if (missed > 0) faults.push(`${attack}: ${missed} right passwords were not accepted in time`);
  if (tookMs.length === 0) faults.push(`${attack}: nobody logged in`);
  if (share > mostShare)
    faults.push(`${attack}: the service used ${share.toFixed(2)} processors, the limit is ${mostShare}`);
  if (attack !== attacks[0]?.name && guesses === 0) faults.push(`${attack}: no guess was answered`);
  return faults;
}

function describe({ attack, tookMs, missed, guesses, share, seconds }: LoginResult, count: number): string {
  const at = (quantile: number): string =>
    `${Math.round(tookMs[Math.ceil(quantile * tookMs.length) - 1] ?? Number.NaN)} ms`;
  const times = `median ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)}`;
  const cost = `${guesses} guesses answered, ${share.toFixed(2)} processors of the service in ${Math.round(seconds)} s`;
  return `${attack}: ${count - missed} of ${count} logged in, ${times}; ${cost}`;
}
