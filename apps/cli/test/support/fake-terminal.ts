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

/** Standard streams in memory; with `isTerminal` they claim to be a terminal, else they are pipes. */
export function fakeTerminal(
  input: string | Uint8Array | Iterable<Uint8Array> = '',
  { isTerminal = false }: { readonly isTerminal?: boolean } = {},
): FakeTerminal {
  const stdout = Object.assign(new PassThrough(), { isTTY: isTerminal });
  const stderr = Object.assign(new PassThrough(), { isTTY: isTerminal });
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
