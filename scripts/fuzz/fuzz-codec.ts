import { writeFileSync } from 'node:fs';
import { stored } from '../../packages/codec/fuzz/fuzz-input.ts';
import { type Finding, tryInputs } from '../../packages/codec/fuzz/run-fuzz.ts';

const corpus = new URL('../../packages/codec/fuzz/corpus/', import.meta.url);
const block = 10_000;
const reportMs = 10_000;

export interface FuzzCodecOptions {
  /** Stops after this number of inputs. */
  readonly count: number;
  /** Or after this number of seconds. */
  readonly seconds: number;
  readonly seed: number;
  readonly print: (line: string) => void;
}

/** Fuzzes the codec with random streams; findings are added to its corpus. Returns whether there were none. */
export function fuzzCodec({ count, seconds, seed, print }: FuzzCodecOptions): boolean {
  const began = performance.now();
  const found = new Set<string>();
  let tried = 0;
  let reported = began;
  while (tried < count && performance.now() - began < seconds * 1000) {
    const to = Math.min(count, tried + block);
    for (const finding of tryInputs(seed, tried, to)) {
      if (found.has(finding.finding)) continue;
      found.add(finding.finding);
      print(`found: ${finding.finding}; saved as ${keep(finding, seed)}`);
    }
    tried = to;
    const now = performance.now();
    if (now - reported < reportMs && tried < count) continue;
    reported = now;
    const memory = Math.round(process.memoryUsage().rss / 2 ** 20);
    const rate = Math.round(tried / ((now - began) / 1000));
    print(`${String(tried)} inputs, ${String(rate)} a second, ${String(memory)} MiB, found ${String(found.size)}`);
  }
  print(`seed ${String(seed)}: ${String(tried)} inputs, found ${String(found.size)}`);
  return found.size === 0;
}

/** Returns the name of the file. */
function keep({ finding, input }: Finding, seed: number): string {
  const name = `${finding.replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 60)}-${String(seed)}.json`;
  writeFileSync(new URL(name, corpus), `${JSON.stringify(stored(input, finding), null, 2)}\n`);
  return name;
}
