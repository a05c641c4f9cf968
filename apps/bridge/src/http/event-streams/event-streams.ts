import type { Context } from 'hono';
import { HttpProblem } from '../responses/http-problem.ts';
import type { ApiEnvironment } from '../server/api-parts.ts';
import type { Caller } from '../access/caller.ts';
import type { BridgeEventLog } from '../../log/bridge-events.ts';
import { openingText } from './event-text.ts';

/** Readers of event streams at a time. Above it: 503, to be tried again. */
export const defaultMaxEventReaders = 200;
/** Time after which a reader that takes nothing is cut off, milliseconds; with Last-Event-ID it continues where it was. */
export const defaultStalledReaderMs = 60_000;

export interface EventStreamLimits {
  readonly maxEventReaders?: number;
  readonly stalledReaderMs?: number;
}

/** Makes the next piece of a stream; asked again only when the reader has taken the one before. */
export type NextPiece = (signal: AbortSignal) => Promise<string>;

interface Reader {
  readonly caller: Caller;
  readonly end: () => void;
}

const utf8 = new TextEncoder();

/**
 * Server-sent events. Nothing is kept per reader but the piece under way: a slow reader is asked less often, and what it
 * has not had yet is where it comes from.
 */
export class EventStreams {
  readonly #limits: Required<EventStreamLimits>;
  readonly #readers = new Set<Reader>();

  readonly #report: BridgeEventLog;

  constructor(
    { maxEventReaders = defaultMaxEventReaders, stalledReaderMs = defaultStalledReaderMs }: EventStreamLimits,
    report: BridgeEventLog,
  ) {
    this.#report = report;
    this.#limits = { maxEventReaders, stalledReaderMs };
  }

  get readers(): number {
    return this.#readers.size;
  }

  /** Answers with a stream. Throws `TOO_MANY_READERS`. */
  open(context: Context<ApiEnvironment>, next: NextPiece): Response {
    const { maxEventReaders, stalledReaderMs } = this.#limits;
    if (this.readers >= maxEventReaders) {
      const detail = `${this.readers} event streams are open, the limit is ${maxEventReaders}: come back later`;
      throw new HttpProblem(503, 'TOO_MANY_READERS', detail, { headers: { 'retry-after': '5' } });
    }
    const { outgoing } = context.env;
    // Gone before it was answered: there would be no event to end the stream.
    if (outgoing.closed) return new Response(null);
    const gone = new AbortController();
    const ended = new AbortController();
    const reader: Reader = { caller: context.var.caller, end: () => ended.abort() };
    this.#readers.add(reader);
    outgoing.once('close', () => {
      this.#readers.delete(reader);
      gone.abort();
    });
    const signal = AbortSignal.any([gone.signal, ended.signal]);
    let stalled: NodeJS.Timeout | undefined;
    const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
      clearTimeout(stalled);
      try {
        controller.enqueue(utf8.encode(await next(signal)));
        stalled = setTimeout(() => {
          this.#report.report('streamsStalled', { limit: stalledReaderMs });
          outgoing.destroy();
        }, stalledReaderMs).unref();
      } catch (cause) {
        if (!signal.aborted) this.#report.report('streamsBroken', { cause });
        if (!gone.signal.aborted) controller.close();
      }
    };
    const body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => controller.enqueue(utf8.encode(openingText)),
        pull,
        cancel: () => {
          clearTimeout(stalled);
          gone.abort();
        },
      },
      { highWaterMark: 0 },
    );
    return new Response(body, {
      headers: {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        'transfer-encoding': 'chunked',
      },
    });
  }

  /** Ends the streams of those who may not read any more. */
  keep(isKept: (caller: Caller) => boolean): void {
    for (const { caller, end } of this.#readers) if (!isKept(caller)) end();
  }

  /** Ends every stream. */
  close(): void {
    this.keep(() => false);
  }
}
