import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../built-packages.ts';
import { guess } from './guesser.ts';
import { type Login, LoginSocket } from './login-socket.ts';
import type { ServiceHost } from './service-host.ts';

/** Who guesses while users log in. */
export interface Attack {
  readonly name: string;
  /** Addresses of the guessers, one for each. */
  readonly guessers: readonly string[];
  /** Address that the users log in from. */
  readonly from: string;
  /** Users who log in at a time. */
  readonly atOnce: number;
}

/** Where six guess, users log in too. */
const sharedAddress = '127.0.0.1';
const address = (number: number): string => `127.0.1.${number}`;

export const attacks: readonly Attack[] = [
  // One at a time: what a check takes by itself is measured here.
  { name: 'nobody guesses', guessers: [], from: sharedAddress, atOnce: 1 },
  {
    name: 'six guess at the same address',
    guessers: Array.from({ length: 6 }, () => sharedAddress),
    from: sharedAddress,
    atOnce: 3,
  },
  {
    name: 'one guesses at each of 150 other addresses',
    guessers: Array.from({ length: 150 }, (_, number) => address(number + 1)),
    from: sharedAddress,
    atOnce: 3,
  },
];

/** What logins under an attack came to. */
export interface LoginResult {
  readonly attack: string;
  /** Time from the connection to the right answer of those that succeeded, milliseconds, sorted. */
  readonly tookMs: readonly number[];
  /** Right passwords that were not accepted within the patience of a client. */
  readonly missed: number;
  /** Guesses that were answered. */
  readonly guesses: number;
  /** Processor time of the service divided by the time that passed: 1 is one processor. */
  readonly share: number;
  readonly seconds: number;
}

export interface LoginTrialOptions {
  readonly attack: Attack;
  readonly host: ServiceHost;
  readonly port: number;
  /** Users who log in, each for the first time. */
  readonly users: readonly string[];
  readonly password: string;
  readonly random: Random;
  /** How long a login may take, milliseconds. */
  readonly patienceMs: number;
  /** Told after each login: users who were accepted, and those who have tried. */
  readonly onLogin?: (accepted: number, tried: number) => void;
}

/** Guessing goes on for this long before the first login, milliseconds. */
const aheadMs = 3000;
const longestPauseMs = 200;
/** A client's pause before it tries again what was put off, milliseconds. */
const retryMs = 200;

/** Lets users log in while others guess, half of the guesses at one of those whose turn it is. */
export async function runLoginTrial(options: LoginTrialOptions): Promise<LoginResult> {
  const { attack, host, port, users, random } = options;
  const end = new AbortController();
  let victim = users[0] ?? '';
  const target = (): string => (random.below(2) === 0 ? victim : (users[random.below(users.length)] ?? victim));
  const guessing = attack.guessers.map((from) => guess({ port, address: from, target, signal: end.signal }));
  try {
    if (guessing.length > 0) await Promise.race([pause(aheadMs), ...guessing]);
    const [before, startedAt] = [await host.measure(), performance.now()];
    const took = await logInAll(options, (user) => {
      victim = user;
    });
    const [after, tookMs] = [await host.measure(), performance.now() - startedAt];
    end.abort();
    const guesses = (await Promise.all(guessing)).reduce((sum, each) => sum + each, 0);
    const right = took.filter((each) => each !== undefined).toSorted((one, other) => one - other);
    const share = (after.processorMs - before.processorMs) / tookMs;
    return {
      attack: attack.name,
      tookMs: right,
      missed: took.length - right.length,
      guesses,
      share,
      seconds: tookMs / 1000,
    };
  } finally {
    end.abort();
    await Promise.allSettled(guessing);
  }
}

/** Lets every user log in, some at a time. Of those the first is told to `onVictim`. Resolves with how long each took, undefined: too long. */
async function logInAll(
  { attack, port, users, password, random, patienceMs, onLogin }: LoginTrialOptions,
  onVictim: (user: string) => void,
): Promise<readonly (number | undefined)[]> {
  const took: (number | undefined)[] = [];
  const left = [...users];
  const logInNext = async (lane: number): Promise<void> => {
    for (let user = left.shift(); user !== undefined; user = left.shift()) {
      if (lane === 0) onVictim(user);
      took.push(await logIn(port, attack.from, { user, password }, patienceMs));
      onLogin?.(took.filter((each) => each !== undefined).length, took.length);
      await pause(random.below(longestPauseMs));
    }
  };
  await Promise.all(Array.from({ length: attack.atOnce }, (_, lane) => logInNext(lane)));
  return took;
}

/** Resolves with the time that it took, undefined when the patience was at its end. */
async function logIn(port: number, from: string, login: Login, patienceMs: number): Promise<number | undefined> {
  const signal = AbortSignal.timeout(patienceMs);
  const startedAt = performance.now();
  try {
    for (;;) {
      using socket = await LoginSocket.open(port, from, signal);
      const answer = await socket.try(login, signal);
      if (answer === 'right') return performance.now() - startedAt;
      if (answer === 'wrong') throw new Error(`the right password of ${login.user} was refused`);
      await pause(retryMs);
    }
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}
