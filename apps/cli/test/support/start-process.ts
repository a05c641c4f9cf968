import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Cli, endOf } from './start-cli.ts';
import { Transcript, written } from './transcript.ts';

export const binary = fileURLToPath(new URL('../../bin/sdmp.js', import.meta.url));

export interface CliProcess extends Cli {
  readonly child: ChildProcess;
  readonly kill: (signal: NodeJS.Signals) => void;
}

export interface ProcessOptions {
  /** The program to start it with. */
  readonly node?: string;
  /** Whose rights it has: number of a user and a group. Default: those of this process. */
  readonly user?: number | undefined;
  /** Variables beside those of this process; undefined takes one of them away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/**
 * Starts `sdmp` as a process of its own, as a user does. It costs a third of a second of processor time: a test that is not
 * about the process (signals, pipes, rights, a crash) takes `startCli`.
 */
export function startProcess(
  words: readonly string[],
  { node = process.execPath, user, environment = {} }: ProcessOptions = {},
): CliProcess {
  const rights = user === undefined ? {} : { uid: user, gid: user };
  const child = spawn(node, [binary, ...words], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
    ...rights,
  });
  const output = new Transcript();
  const messages = new Transcript();
  child.stdout.setEncoding('utf8').on('data', (piece: string) => output.add(piece));
  child.stderr.setEncoding('utf8').on('data', (piece: string) => messages.add(piece));
  // A process that was killed takes no more input.
  child.stdin.on('error', () => undefined);
  const ended = once(child, 'close').then(() => {
    output.end();
    messages.end();
    return child.exitCode;
  });
  return {
    ...written(output, messages),
    child,
    feed: (text) => void child.stdin.write(text),
    endFeed: () => void child.stdin.end(),
    kill: (signal) => void child.kill(signal),
    ended,
  };
}

/** Runs `sdmp` to its end as a process of its own. */
export function runProcess(words: readonly string[], input = '', options: ProcessOptions = {}) {
  return endOf(startProcess(words, options), input);
}

/** A Node on the path that is too old to run the program itself; undefined where there is none. */
export function findOldNode(): string | undefined {
  const { stdout } = spawnSync('which', ['-a', 'node'], { encoding: 'utf8' });
  return (stdout ?? '').split('\n').find((candidate) => {
    if (candidate === '') return false;
    const version = spawnSync(candidate, ['--version'], { encoding: 'utf8' }).stdout ?? '';
    const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number);
    return major >= 18 && (major < 22 || (major === 22 && minor < 13));
  });
}
