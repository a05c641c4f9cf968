import { setTimeout as delay } from 'node:timers/promises';
import type { Writable } from 'node:stream';
import type { Corpus } from '../corpus/corpus.ts';
import { monotonicMicroseconds } from '../system/monotonic.ts';
import { LatencyHistogram } from './latency-histogram.ts';

/** A message split at its session identifier, which is replaced by the time. */
type Halves = readonly [before: string, after: string];

function halvesOf({ messages }: Corpus): readonly Halves[] {
  return messages.map((message): Halves => {
    const at = message.indexOf(String.raw`\SI`) + 3;
    return [message.slice(0, at), message.slice(message.indexOf('\\', at))];
  });
}

/** Writes outcomes at a fixed rate, each with its time of writing, and measures when they are committed. */
export class PacedFeed {
  /** Latency from writing to the report that the outcome is committed. */
  readonly onDisk = new LatencyHistogram();
  readonly #halves: readonly Halves[];
  readonly #written: { readonly upTo: number; readonly stamp: number }[] = [];
  #committed = 0;
  #sent = 0;

  constructor(corpus: Corpus) {
    this.#halves = halvesOf(corpus);
  }

  /** Handles the service's report that `count` outcomes are committed. */
  committed(count: number): void {
    const now = monotonicMicroseconds();
    for (;;) {
      const [block] = this.#written;
      if (block === undefined || block.upTo > count) return;
      this.onDisk.add(now - block.stamp, block.upTo - this.#committed);
      this.#committed = block.upTo;
      this.#written.shift();
    }
  }

  /**
   * Writes what is due in blocks of at least a millisecond's worth. It never waits for the service, so that delays of the
   * service count as latency.
   */
  async run(stdin: Writable, { rate, count }: { readonly rate: number; readonly count: number }): Promise<void> {
    const began = performance.now();
    const before = this.#sent;
    while (this.#sent < before + count) {
      const due = before + Math.min(count, Math.floor(((performance.now() - began) / 1000) * rate));
      if (due > this.#sent) stdin.write(this.#block(due));
      await delay(1);
    }
  }

  #block(due: number): string {
    const stamp = monotonicMicroseconds();
    const digits = String(Math.floor(stamp));
    let block = '';
    for (; this.#sent < due; this.#sent++) {
      const [before = '', after = ''] = this.#halves[this.#sent % this.#halves.length] ?? [];
      block += `${before}${digits}${after}\n`;
    }
    this.#written.push({ upTo: due, stamp });
    return block;
  }
}
