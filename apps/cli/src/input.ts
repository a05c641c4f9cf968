import { createReadStream } from 'node:fs';
import type { Terminal } from '@sdmp/terminal';

/** Size of the pieces that files are read in, and how much of a file is looked at to tell text from frames. */
export const pieceBytes = 64 * 1024;

/** The bytes of a file; `-` or nothing is standard input. An interruption ends it as if the input were over. */
export async function* readInput(file: string | undefined, terminal: Terminal): AsyncGenerator<Uint8Array> {
  const source =
    file === undefined || file === '-' ? terminal.input : createReadStream(file, { highWaterMark: pieceBytes });
  const stop = (): unknown => source.destroy();
  terminal.interrupted.addEventListener('abort', stop);
  try {
    if (terminal.interrupted.aborted) return;
    for await (const piece of source) yield asBytes(piece);
  } catch (error) {
    if (!terminal.interrupted.aborted) throw error;
  } finally {
    terminal.interrupted.removeEventListener('abort', stop);
  }
}

function asBytes(piece: unknown): Uint8Array {
  if (piece instanceof Uint8Array) return piece;
  return Buffer.from(String(piece));
}
