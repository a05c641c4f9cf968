import { type Agent, type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookUp } from '@sdmp/dial';
import { DialingHttpAgent, DialingHttpsAgent } from './dialing-agents.ts';

/** What a receiver answered. */
export interface PostAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** The beginning of its body where it did not take the events; it decides nothing. */
  readonly text: string;
}

export interface PostMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface HttpPostOptions {
  readonly url: URL;
  readonly timeoutMs: number;
  /** Connections at once. */
  readonly parallel: number;
  readonly ca: string | undefined;
  readonly lookUp: LookUp | undefined;
  /** Takes a line about a receiver that answers in a way that costs connections. */
  readonly notice: (line: string) => void;
}

/** An answer's body is read so far, so that the connection can be used again; what is longer costs the connection. */
const answerBytes = 64 * 1024;

/** So much of the body of an answer that takes nothing is kept, bytes. */
const keptBytes = 2048;

/** How long the rest of an answer is waited for once its status is there, milliseconds; then the connection is given up. */
const answerRestMs = 1000;

/** How long an idle connection is kept, milliseconds; servers commonly close theirs after five seconds. */
const idleMs = 4000;

/** Posts to one address over connections that are kept. Redirects are not followed. */
export class HttpPost {
  readonly #options: HttpPostOptions;
  readonly #agent: Agent;
  readonly #request: typeof httpRequest;
  readonly #closing = new AbortController();

  constructor(options: HttpPostOptions) {
    this.#options = options;
    const isSecure = options.url.protocol === 'https:';
    // No more requests are made at once than may be; in a queue of the agent a failed connection would fail them twice.
    const pool = { keepAlive: true, maxFreeSockets: options.parallel, timeout: idleMs };
    const trust = options.ca === undefined ? {} : { ca: options.ca };
    const { lookUp, timeoutMs } = options;
    const dialing = { lookUp, timeoutMs, closing: this.#closing.signal };
    this.#agent = isSecure
      ? new DialingHttpsAgent({ ...pool, ...trust }, dialing)
      : new DialingHttpAgent(pool, dialing);
    this.#request = isSecure ? httpsRequest : httpRequest;
  }

  /** Rejects with the system's error when there was no answer, `TimeoutError` after the timeout, or the signal's reason. */
  async post(message: PostMessage, signal: AbortSignal): Promise<PostAnswer> {
    for (;;) {
      const attempt = this.#post(message, signal);
      try {
        return await attempt.answer;
      } catch (cause) {
        // A kept connection may have been closed by the receiver just as we wrote to it.
        const isStale = attempt.isReused() && (cause as NodeJS.ErrnoException).code === 'ECONNRESET';
        if (!isStale || signal.aborted) throw cause;
      }
    }
  }

  close(): void {
    this.#closing.abort();
    this.#agent.destroy();
  }

  #post(
    { headers, body }: PostMessage,
    signal: AbortSignal,
  ): { readonly answer: Promise<PostAnswer>; readonly isReused: () => boolean } {
    const { url, timeoutMs } = this.#options;
    const { promise, resolve, reject } = Promise.withResolvers<PostAnswer>();
    const request = this.#request(url, { method: 'POST', agent: this.#agent, headers });
    // A request without a socket yet would tell of its end only when dialing is over.
    const end = (reason: Error): void => {
      request.destroy(reason);
      reject(reason);
    };
    const stop = (): void => end(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    const timer = setTimeout(() => {
      end(new DOMException(`no answer within ${timeoutMs} ms`, 'TimeoutError'));
    }, timeoutMs);
    request.on('error', reject);
    request.once('response', (response: IncomingMessage) => {
      const { statusCode: status = 0 } = response;
      clearTimeout(timer);
      const restMs = Math.min(answerRestMs, timeoutMs);
      const beginning = this.#readBody(response, status >= 400);
      const settle = (): void => {
        clearTimeout(rest);
        resolve({ status, retryAfter: response.headers['retry-after'], text: beginning() });
      };
      // The status says it all, even when the connection dies within the body, or the body does not end.
      const rest = setTimeout(() => {
        this.#options.notice(
          `${url.host} answers ${status} and does not end its answer within ${restMs} ms; each such answer costs a connection`,
        );
        response.destroy();
      }, restMs);
      response.once('error', settle);
      response.once('close', settle);
    });
    request.end(body);
    const answer = promise.finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    });
    return { answer, isReused: () => request.reusedSocket };
  }

  /** Reads a body to its end. Returns how to get its beginning, if it is kept. */
  #readBody(response: IncomingMessage, isKept: boolean): () => string {
    let read = 0;
    const kept: Buffer[] = [];
    response.on('data', (chunk: Buffer) => {
      if (isKept && read < keptBytes) kept.push(chunk.subarray(0, keptBytes - read));
      read += chunk.length;
      if (read <= answerBytes) return;
      this.#options.notice(
        `${this.#options.url.host} answers with more than ${answerBytes} bytes; each such answer costs a connection`,
      );
      response.destroy();
    });
    return () => Buffer.concat(kept).toString('utf8');
  }
}
