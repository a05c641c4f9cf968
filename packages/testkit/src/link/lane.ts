import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../shift/random.ts';
import { FrameEdges } from './frame-edges.ts';
import type { LinkConditions } from './link-conditions.ts';

/** Chunks per second on a throttled lane; enough for a steady flow. */
const piecesPerSecond = 20;

/** Bytes under way on a lane with latency, at most; then the source waits. */
const maxUnderWayBytes = 1024 * 1024;

/** Steps between two values of the jitter. */
const jitterSteps = 1000;

function pieceSize({ bytesPerSecond, chunkSize }: LinkConditions): number {
  const throttled =
    bytesPerSecond === undefined ? Number.POSITIVE_INFINITY : Math.ceil(bytesPerSecond / piecesPerSecond);
  return Math.min(throttled, chunkSize ?? Number.POSITIVE_INFINITY);
}

export interface LaneOptions {
  readonly conditions: LinkConditions;
  /** Bytes of a character, which a terminator has too. */
  readonly cell: 1 | 2;
  readonly random: Random;
  /** Called with bytes that were passed or discarded. */
  readonly carried: (bytes: Uint8Array, hasVanished: boolean) => void;
  /** Called when half of a frame has been passed, which is to be the end. */
  readonly halved: () => void;
  /** Ends the lane. */
  readonly signal: AbortSignal;
}

/** Carries bytes of a connection one way. */
export class Lane {
  readonly #source: Socket;
  readonly #sink: Socket;
  readonly #options: LaneOptions;
  readonly #edges: FrameEdges;
  /** Everything before this has been passed or discarded. */
  #passed: Promise<void> = Promise.resolve();
  #underWayBytes = 0;
  #lastDueAt = 0;
  #isHalved = false;

  constructor(source: Socket, sink: Socket, options: LaneOptions) {
    this.#source = source;
    this.#sink = sink;
    this.#options = options;
    this.#edges = new FrameEdges(options.cell);
  }

  /** Carries until the source ends, then ends the sink. Rejects when either socket fails or the signal is aborted. */
  async run(): Promise<void> {
    const { conditions } = this.#options;
    const chunks = this.#source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
    for await (const chunk of chunks) {
      const isImmediate = conditions.latencyMs + conditions.jitterMs === 0;
      this.inject(chunk);
      if (isImmediate || this.#underWayBytes > maxUnderWayBytes) await this.#passed;
    }
    await this.#passed;
    await conditions.whenOtherThan('hold', this.#options.signal);
    if (!conditions.isSilent) this.#sink.end(this.#edges.rest());
  }

  /** Sends bytes behind those that are under way. */
  inject(bytes: Uint8Array): void {
    const dueAt = this.#dueAt();
    this.#underWayBytes += bytes.length;
    this.#passed = this.#passed.then(async () => {
      const early = dueAt - performance.now();
      if (early > 0) await pause(early, undefined, { signal: this.#options.signal });
      await this.#pass(this.#edges.whole(bytes));
      this.#underWayBytes -= bytes.length;
    });
    // Those that wait for the lane learn it; a socket that failed ends the pair by its 'close' event.
    this.#passed.catch(() => undefined);
  }

  #dueAt(): number {
    const { conditions, random } = this.#options;
    const jitterMs = (conditions.jitterMs * random.below(jitterSteps)) / jitterSteps;
    const dueAt = performance.now() + conditions.latencyMs + jitterMs;
    this.#lastDueAt = Math.max(this.#lastDueAt, dueAt);
    return this.#lastDueAt;
  }

  async #pass(chunk: Uint8Array): Promise<void> {
    const { conditions, carried, halved, signal } = this.#options;
    for (let start = 0; start < chunk.length && !this.#isHalved; ) {
      const flow = await conditions.whenOtherThan('hold', signal);
      if (flow === 'discard') {
        carried(chunk.subarray(start), true);
        return;
      }
      if (flow === 'halve' && this.#edges.isBetween) {
        await this.#write(this.#edges.half(chunk, start));
        this.#isHalved = true;
        halved();
        return;
      }
      const end = this.#edges.limit(chunk, start, flow);
      if (end === start) {
        await conditions.whenOtherThan('withhold', signal);
        continue;
      }
      const piece = chunk.subarray(start, Math.min(end, start + pieceSize(conditions)));
      await this.#write(piece);
      start += piece.length;
      this.#edges.passed(chunk, start);
    }
  }

  async #write(piece: Uint8Array): Promise<void> {
    const { conditions, carried, signal } = this.#options;
    carried(piece, false);
    if (!this.#sink.write(piece)) await once(this.#sink, 'drain', { signal });
    const { bytesPerSecond, chunkSize } = conditions;
    if (bytesPerSecond !== undefined) await pause((piece.length / bytesPerSecond) * 1000, undefined, { signal });
    else if (chunkSize !== undefined) await nextTurn(undefined, { signal });
  }
}
