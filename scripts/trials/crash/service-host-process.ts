/** Runs several `sdmp` commands in one process, each with its own streams, until the process is killed. */
import { Socket } from 'node:net';
import { flushCompileCache } from 'node:module';
import { PassThrough } from 'node:stream';
import { openTerminal } from '../../../apps/terminal/src/index.ts';
import { run } from '../../../apps/cli/src/run.ts';
import { firstServiceHandle, type HostCommand, type HostReport } from './service-host-messages.ts';

const stops = new Map<number, AbortController>();

function messagesOf(service: number): PassThrough {
  const messages = new PassThrough().setEncoding('utf8');
  messages.on('data', (text: string) => process.stderr.write(`service ${service}: ${text}`));
  return messages;
}

async function runCommand(service: number, words: readonly string[]): Promise<void> {
  const socket = new Socket({ fd: firstServiceHandle + service });
  const stop = new AbortController();
  stops.set(service, stop);
  // The PassThrough lets the input end before the output, so that the last lines still get out.
  const streams = {
    stdin: socket.pipe(new PassThrough()),
    stdout: socket,
    stderr: messagesOf(service),
    on: () => undefined,
  };
  const exitCode = await run(words, openTerminal(streams, stop.signal, {}));
  report({ kind: 'ended', service, exitCode });
}

function report(message: HostReport): void {
  process.send?.(message);
}

process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.on('message', (command: HostCommand) => {
  if (command.kind === 'run') void runCommand(command.service, command.words);
  else stops.get(command.service)?.abort();
});
// A killed process cannot flush the cache when it exits.
flushCompileCache();
