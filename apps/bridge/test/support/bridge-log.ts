import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Where a bridge listens, and what it says. */
export interface BridgeLog extends Serving {
  /** Everything on standard error so far. */
  readonly log: () => string;
  /** Resolves when a line of the log contains the text. */
  readonly logged: (text: string) => Promise<void>;
}

interface Serving {
  /** Port of the first listener. */
  readonly port: number;
  readonly httpUrl: string;
  /** What is printed after the lines that say where it listens. */
  readonly lines: AsyncIterable<string>;
}

/** Follows what a bridge says on its standard error. */
export function logOf(stderr: Readable) {
  let log = '';
  stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  return {
    log: () => log,
    logged: async (text: string): Promise<void> => {
      while (!log.includes(text)) await once(stderr, 'data');
    },
    /** Resolves when it says from now on what came of reading its configuration again. */
    readAgain: async (): Promise<void> => {
      const before = log.length;
      const outcome = /The configuration (was read again|stays as it was)/;
      while (!outcome.test(log.slice(before))) await once(stderr, 'data');
    },
  };
}

/** Reads from the standard output where a bridge listens. */
export async function untilServing(stdout: Readable, log: () => string): Promise<Serving> {
  const found = new Map<string, string>();
  const printed = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const lines = { [Symbol.asyncIterator]: () => ({ next: () => printed.next() }) };
  for await (const line of lines) {
    const [, what = '', where = ''] = /^(listening ascii|http) (.*)$/.exec(line) ?? [];
    found.set(what, where);
    if (what === 'http') break;
  }
  const port = Number(found.get('listening ascii')?.split(':').at(-1));
  const httpUrl = found.get('http') ?? '';
  if (httpUrl === '') throw new Error(`the bridge did not start: ${log()}`);
  return { port, httpUrl, lines };
}
