import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { openTerminal } from '@sdmp/terminal';
import { run } from '../../src/run.ts';
import { Transcript, type Written, written } from './transcript.ts';

/** `sdmp`, running. */
export interface Cli extends Written {
  /** Writes to its standard input. */
  readonly feed: (text: string) => void;
  readonly endFeed: () => void;
  /** Interrupts it as the first of these signals does. */
  readonly kill: (signal: 'SIGINT' | 'SIGTERM') => void;
  /** Exit code, once it has ended and everything printed has been read; null after a signal that ended it. */
  readonly ended: Promise<number | null>;
}

type Environment = Readonly<Record<string, string>>;

/** Starts a command line in this process, on standard streams in memory that lead to no terminal. */
export function startCli(words: readonly string[], environment: Environment = {}): Cli {
  const stdin = new PassThrough();
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const output = new Transcript();
  const messages = new Transcript();
  stdout.setEncoding('utf8').on('data', (piece: string) => output.add(piece));
  stderr.setEncoding('utf8').on('data', (piece: string) => messages.add(piece));
  const interruption = new AbortController();
  const terminal = openTerminal({ stdin, stdout, stderr, on: () => undefined }, interruption.signal, environment);
  const end = async (): Promise<number> => {
    const exitCode = await run(words, terminal);
    stdout.end();
    stderr.end();
    await Promise.all([finished(stdout), finished(stderr)]);
    output.end();
    messages.end();
    return exitCode;
  };
  return {
    ...written(output, messages),
    feed: (text) => void stdin.write(text),
    endFeed: () => void stdin.end(),
    kill: () => interruption.abort(),
    ended: end(),
  };
}

/** Runs a command line to its end in this process. */
export function runCli(words: readonly string[], input = '', environment: Environment = {}) {
  return endOf(startCli(words, environment), input);
}

/** Gives it its whole input, and returns what came of it. */
export async function endOf(cli: Cli, input: string) {
  cli.feed(input);
  cli.endFeed();
  const exitCode = await cli.ended;
  return { exitCode, printed: cli.printed(), said: cli.said() };
}
