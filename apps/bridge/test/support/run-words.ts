import { getDefaultAutoSelectFamilyAttemptTimeout, setDefaultAutoSelectFamilyAttemptTimeout } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { openTerminal } from '@sdmp/terminal';
import { run } from '../../src/run.ts';

export interface Ended {
  readonly exitCode: number;
  readonly output: string;
  readonly messages: string;
}

/** Runs a command line of the program to its end, in this process: starting one takes a hundred times as long as most commands. */
export async function runWords(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const printed = Promise.all([text(stdout), text(stderr)]);
  const streams = { stdin: Readable.from([]), stdout, stderr, on: () => undefined };
  // The program sets it for its process.
  const addressAttemptMs = getDefaultAutoSelectFamilyAttemptTimeout();
  try {
    const exitCode = await run(words, openTerminal(streams, new AbortController().signal, environment));
    for (const stream of [stdout, stderr]) stream.end();
    const [output, messages] = await printed;
    return { exitCode, output, messages };
  } finally {
    setDefaultAutoSelectFamilyAttemptTimeout(addressAttemptMs);
  }
}
