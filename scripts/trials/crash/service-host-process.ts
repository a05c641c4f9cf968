/** Runs several commands of `sdmp` in one process, each at a terminal of its own, until it is killed. */
import { Socket } from 'node:net';
import { flushCompileCache } from 'node:module';
import { PassThrough } from 'node:stream';
import { openTerminal } from '../../../apps/terminal/src/index.ts';
import { run } from '../../../apps/cli/src/run.ts';
import { firstSeatHandle, type HallAnswer, type HallOrder } from './service-host-messages.ts';

const stops = new Map<number, AbortController>();

function messagesOf(seat: number): PassThrough {
  const messages = new PassThrough().setEncoding('utf8');
  messages.on('data', (text: string) => process.stderr.write(`seat ${seat}: ${text}`));
  return messages;
}

async function play(seat: number, words: readonly string[]): Promise<void> {
  const socket = new Socket({ fd: firstSeatHandle + seat });
  const stop = new AbortController();
  stops.set(seat, stop);
  // The input is closed before the output: what is said last must still get out.
  const streams = {
    stdin: socket.pipe(new PassThrough()),
    stdout: socket,
    stderr: messagesOf(seat),
    on: () => undefined,
  };
  const exitCode = await run(words, openTerminal(streams, stop.signal, {}));
  answer({ kind: 'ended', seat, exitCode });
}

function answer(message: HallAnswer): void {
  process.send?.(message);
}

process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.on('message', (order: HallOrder) => {
  if (order.kind === 'run') void play(order.seat, order.words);
  else stops.get(order.seat)?.abort();
});
// Whoever is killed has no time to do so at its end.
flushCompileCache();
