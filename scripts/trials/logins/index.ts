import { createRandom, formatPasswordHash, hashPassword } from '../../built-packages.ts';
import { recordPromise, recordSection, reliability, whereMeasured } from '../../recorded-section.ts';
import type { TrialRun } from '../trial-kind.ts';
import { tenant } from './login-socket.ts';
import { attacks, type LoginResult, runLoginTrial } from './login-trial.ts';
import { ServiceHost } from './service-host.ts';

/** Processors that a service may use while others guess, and the rest of what it does. */
const mostShare = 1.2;
/** `authenticationTimeoutMs` of a client, milliseconds. */
const clientPatienceMs = 15_000;
/** `failureDelayCapMs` of the service: the longest that failures of a user delay the next attempt, milliseconds. */
const longestDelayMs = 4000;
/** Checks of passwords that a right one may wait for, its own included, with some to spare. */
const mostChecks = 16;
/** Where nobody guesses a login waits for no one: longer than this, the service does not answer, milliseconds. */
const quietPatienceMs = 120_000;
const progressMs = 10_000;
const password = 'right';

export interface LoginTrialsOptions extends Pick<TrialRun, 'count' | 'seed' | 'print'> {
  /** Part of the guessers of each attack. Default 1: all. */
  readonly scale?: number;
}

/** Lets `count` users log in under each attack. Resolves to whether every right password was accepted, at a bounded cost. */
export async function loginTrials({ count, seed, print, record }: TrialRun): Promise<boolean> {
  const results = await runLoginTrials({ count, seed, print });
  const faults = results.flatMap(faultsOf);
  for (const fault of faults) print(`fault: ${fault}`);
  print(verdictOf(results));
  if (record === true) await recordLogins(results, { count, seed });
  return faults.length === 0;
}

/** Runs every attack at a service of its own; prints how far it is, and each result. */
export async function runLoginTrials(options: LoginTrialsOptions): Promise<readonly LoginResult[]> {
  const { count, seed, print, scale = 1 } = options;
  const hash = formatPasswordHash(await hashPassword(password));
  const users = Array.from({ length: count }, (_, number) => `user${number}`);
  const list = users.map((name) => JSON.stringify({ tenant, name, password: hash, privileges: [] }));
  const results: LoginResult[] = [];
  // What a check takes is measured where nobody guesses: a busy machine takes many times as long.
  let patienceMs = quietPatienceMs;
  for (const attack of attacks) {
    const { host, port } = await ServiceHost.start(list.join('\n'));
    using _ = host;
    const random = createRandom(seed);
    const guessers = attack.guessers.slice(0, Math.ceil(attack.guessers.length * scale));
    const onLogin = progressOf(`${attack.name}: `, count, print);
    const trial = { attack: { ...attack, guessers }, host, port, users, password, random, patienceMs, onLogin };
    const result = await runLoginTrial(trial);
    print(`${attack.name}: ${cellsOf(result).join('; ')}`);
    results.push(result);
    const checkMs = result.tookMs.at(-1) ?? 0;
    if (results.length === 1) patienceMs = Math.max(clientPatienceMs, Math.ceil(longestDelayMs + mostChecks * checkMs));
  }
  return results;
}

/** Returns what tells of logins, one line in ten seconds at most. */
function progressOf(what: string, count: number, print: TrialRun['print']): (accepted: number, tried: number) => void {
  let toldAt = performance.now();
  return (accepted, tried) => {
    const now = performance.now();
    if (tried === count || now - toldAt < progressMs) return;
    toldAt = now;
    print(`${what}${accepted} of ${tried} accepted, ${count - tried} to come`);
  };
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

function verdictOf(results: readonly LoginResult[]): string {
  const faults = results.flatMap(faultsOf).length;
  return `verdict: ${acceptedIn(results)} right passwords accepted in time, ${faults} faults`;
}

function acceptedIn(results: readonly LoginResult[]): string {
  const accepted = results.reduce((sum, { tookMs }) => sum + tookMs.length, 0);
  const missed = results.reduce((sum, each) => sum + each.missed, 0);
  return `${accepted} of ${accepted + missed}`;
}

async function recordLogins(
  results: readonly LoginResult[],
  { count, seed }: { count: number; seed: number },
): Promise<void> {
  const command = `pnpm trials logins --count ${count} --seed ${seed}`;
  const rows = results.map((result) => `| ${result.attack} | ${cellsOf(result).join(' | ')} |`);
  const head = [
    '| | right passwords accepted | from connection to answer | guesses | service |',
    '|---|---|---|---|---|',
  ];
  await recordSection(
    reliability,
    'logins',
    () => `\`${command}\`, ${whereMeasured()}.\n\n${[...head, ...rows].join('\n')}`,
  );
  const longestMs = Math.max(...results.map(({ tookMs }) => tookMs.at(-1) ?? Number.NaN));
  const guesses = results.reduce((sum, each) => sum + each.guesses, 0);
  await recordPromise(reliability, 'pnpm trials logins', {
    trial: `\`${command}\` ([below](#who-guesses-passwords))`,
    count: `${count} logins under each of ${results.length - 1} attacks, ${guesses} guesses answered`,
    result: `${acceptedIn(results)} accepted in time, the longest after ${(longestMs / 1000).toFixed(1)} s`,
  });
}

function cellsOf({ tookMs, missed, guesses, share, seconds }: LoginResult): readonly string[] {
  const at = (quantile: number): string =>
    `${Math.round(tookMs[Math.ceil(quantile * tookMs.length) - 1] ?? Number.NaN)} ms`;
  return [
    `${tookMs.length} of ${tookMs.length + missed}`,
    `median ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)}`,
    `${guesses} answered`,
    `${share.toFixed(2)} processors in ${Math.round(seconds)} s`,
  ];
}
