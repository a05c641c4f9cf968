import { addressKey } from '@sdmp/runtime/users';
import type { Context } from 'hono';
import { HttpProblem } from '../responses/http-problem.ts';
import type { ApiEnvironment } from '../server/api-parts.ts';
import type { Caller } from '../access/caller.ts';
import type { BridgeEventLog } from '../../log/bridge-events.ts';
import { endText, openingText } from './event-text.ts';
import { Turns } from './turns.ts';

/** Every limit of event streams, with its default. */
export interface EventStreamLimits {
  /** Streams at a time. Default 200. Above it: 503, to be tried again. */
  readonly maxEventReaders: number;
  /** Streams of one token. Default 100. Above it: 503, to be tried again. */
  readonly maxEventReadersPerToken: number;
  /** Streams of one address, or one IPv6 network of 64 bits. Default 100. Above it: 503, to be tried again. */
  readonly maxEventReadersPerAddress: number;
  /** Time in which a reader must take a piece of 64 KiB, milliseconds. Default 60,000. Above it: ended; with Last-Event-ID it continues. */
  readonly stalledReaderMs: number;
  /** Time without taking anything after which nothing is held for a reader but the piece under way, milliseconds. Default 1,000. */
  readonly restingReaderMs: number;
}

export const defaultEventStreamLimits: EventStreamLimits = {
  maxEventReaders: 200,
  maxEventReadersPerToken: 100,
  maxEventReadersPerAddress: 100,
  stalledReaderMs: 60_000,
  restingReaderMs: 1000,
};

/** How long a stream that was ended may take to bring its end to the reader, milliseconds. */
const endGraceMs = 10_000;

/** What a stream is made of. */
export interface StreamSource {
  /** Makes the next piece; asked again only when the reader has taken the one before. */
  next(signal: AbortSignal): Promise<string>;
  /** Gives up what is held for the next piece, because the reader takes nothing. */
  rest?(): void;
}

interface Reader {
  readonly caller: Caller;
  readonly address: string;
  readonly end: () => void;
}

const utf8 = new TextEncoder();

/**
 * Server-sent events. Nothing is kept per reader but the piece under way: a slow reader is asked less often, and what it
 * has not had yet is where it comes from.
 */
export class EventStreams {
  /** Turns of the streams that read the journal. */
  readonly turns = new Turns();
  readonly #limits: EventStreamLimits;
  readonly #readers = new Set<Reader>();

  readonly #report: BridgeEventLog;

  constructor(limits: Partial<EventStreamLimits>, report: BridgeEventLog) {
    this.#report = report;
    this.#limits = { ...defaultEventStreamLimits, ...limits };
  }

  get readers(): number {
    return this.#readers.size;
  }

  /** Answers with a stream. Throws `TOO_MANY_READERS`. */
  open(context: Context<ApiEnvironment>, source: StreamSource): Response {
    const { stalledReaderMs, restingReaderMs } = this.#limits;
    const { outgoing, incoming } = context.env;
    const { caller } = context.var;
    const address = addressKey(incoming.socket.remoteAddress ?? '?');
    this.#demandRoom(caller, address);
    // Gone before it was answered: there would be no event to end the stream.
    if (outgoing.closed) return new Response(null);
    const gone = new AbortController();
    const ended = new AbortController();
    const reader: Reader = { caller, address, end: () => ended.abort() };
    this.#readers.add(reader);
    outgoing.once('close', () => {
      this.#readers.delete(reader);
      gone.abort();
    });
    const signal = AbortSignal.any([gone.signal, ended.signal]);
    let resting: NodeJS.Timeout | undefined;
    let stalled: NodeJS.Timeout | undefined;
    const stopWaiting = (): void => {
      clearTimeout(resting);
      clearTimeout(stalled);
    };
    const endStalled = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
      this.#report.report('streamsStalled', { limit: stalledReaderMs });
      ended.abort();
      controller.enqueue(utf8.encode(endText('stalled')));
      controller.close();
      // A reader that begins to read now learns why; one that does not is cut off.
      setTimeout(() => outgoing.destroy(), endGraceMs).unref();
    };
    const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
      stopWaiting();
      try {
        controller.enqueue(utf8.encode(await source.next(signal)));
        resting = setTimeout(() => source.rest?.(), restingReaderMs).unref();
        stalled = setTimeout(() => endStalled(controller), stalledReaderMs).unref();
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
          stopWaiting();
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

  /** Throws `TOO_MANY_READERS`. */
  #demandRoom(caller: Caller, address: string): void {
    const { maxEventReaders, maxEventReadersPerToken, maxEventReadersPerAddress } = this.#limits;
    const count = (isCounted: (reader: Reader) => boolean): number => [...this.#readers].filter(isCounted).length;
    const kinds = [
      ['', this.readers, maxEventReaders],
      [' of this token', count((reader) => reader.caller.name === caller.name), maxEventReadersPerToken],
      [' of this address', count((reader) => reader.address === address), maxEventReadersPerAddress],
    ] as const;
    const full = kinds.find(([, open, limit]) => open >= limit);
    if (full === undefined) return;
    const [whose, open, limit] = full;
    const detail = `${open} event streams${whose} are open, the limit is ${limit}: come back later`;
    throw new HttpProblem(503, 'TOO_MANY_READERS', detail, { headers: { 'retry-after': '5' } });
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
