import { PassThrough, Readable } from 'node:stream';
import { openTerminal, type Terminal } from '@sdmp/terminal';

export interface FakeTerminal extends Terminal {
  /** Everything printed so far. */
  printed(): string;
  printedBytes(): Buffer;
  /** Everything said so far. */
  said(): string;
  interrupt(): void;
}

function gathered(stream: PassThrough): () => Buffer {
  const pieces: Buffer[] = [];
  stream.on('data', (piece: Buffer) => pieces.push(piece));
  return () => Buffer.concat(pieces);
}

/** A terminal in memory. */
export function fakeTerminal(input: string | Uint8Array | Iterable<Uint8Array> = ''): FakeTerminal {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const output = gathered(stdout);
  const messages = gathered(stderr);
  const interruption = new AbortController();
  const pieces = typeof input === 'string' ? [Buffer.from(input)] : input instanceof Uint8Array ? [input] : input;
  const stdin = Readable.from(pieces, { objectMode: false });
  return {
    ...openTerminal({ stdin, stdout, stderr, on: () => undefined }, interruption.signal, {}),
    printed: () => output().toString(),
    printedBytes: output,
    said: () => messages().toString(),
    interrupt: () => interruption.abort(),
  };
}
