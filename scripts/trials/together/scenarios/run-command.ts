import { PassThrough, Writable } from 'node:stream';
import { run as runBridge } from '../../../../apps/bridge/src/run.ts';
import { run as runSdmp } from '../../../../apps/cli/src/run.ts';
import { openTerminal } from '../../../../apps/terminal/src/index.ts';

const programs = { sdmp: runSdmp, 'sdmp-bridge': runBridge };

export interface Ended {
  readonly exitCode: number;
  /** Combined standard output and standard error. */
  readonly said: string;
}

/** Runs a command as its program would, until it ends, or for a time after it reported its address, milliseconds. */
export async function runCommand(
  program: keyof typeof programs,
  words: readonly string[],
  stopAfterMs?: number,
): Promise<Ended> {
  let said = '';
  const stop = new AbortController();
  const listen = (): Writable =>
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        said += chunk.toString();
        if (stopAfterMs !== undefined && said.includes('listening')) setTimeout(() => stop.abort(), stopAfterMs);
        done();
      },
    });
  const stdin = new PassThrough();
  stdin.end();
  const streams = { stdin, stdout: listen(), stderr: listen(), on: () => undefined };
  const exitCode = await programs[program](words, openTerminal(streams, stop.signal, {}));
  return { exitCode, said };
}
