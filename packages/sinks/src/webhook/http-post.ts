import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** What a receiver answered; the body is read and thrown away. */
export interface PostAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
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
}

/** An answer's body is read so far, so that the connection can be used again; what is longer costs the connection. */
const answerBytes = 64 * 1024;

/** How long an idle connection is kept, milliseconds; servers commonly close theirs after five seconds. */
const idleMs = 4000;

/** Posts to one address over connections that are kept. Redirects are not followed. */
export class HttpPost {
  readonly #options: HttpPostOptions;
  readonly #agent: HttpAgent;
  readonly #request: typeof httpRequest;

  constructor(options: HttpPostOptions) {
    this.#options = options;
    const isSecure = options.url.protocol === 'https:';
    const pool = { keepAlive: true, maxSockets: options.parallel, timeout: idleMs };
    const trust = options.ca === undefined ? {} : { ca: options.ca };
    this.#agent = isSecure ? new HttpsAgent({ ...pool, ...trust }) : new HttpAgent(pool);
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
    this.#agent.destroy();
  }

  #post(
    { headers, body }: PostMessage,
    signal: AbortSignal,
  ): { readonly answer: Promise<PostAnswer>; readonly isReused: () => boolean } {
    const { url, timeoutMs } = this.#options;
    const { promise, resolve, reject } = Promise.withResolvers<PostAnswer>();
    const request = this.#request(url, { method: 'POST', agent: this.#agent, headers });
    const stop = (): void => void request.destroy(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    const timer = setTimeout(() => {
      request.destroy(new DOMException(`no answer within ${timeoutMs} ms`, 'TimeoutError'));
    }, timeoutMs);
    request.once('error', reject);
    request.once('response', (response: IncomingMessage) => {
      const { statusCode: status = 0 } = response;
      const settle = (): void => resolve({ status, retryAfter: response.headers['retry-after'] });
      discard(response);
      // The status says it all, even when the connection dies within the body.
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
}

function discard(response: IncomingMessage): void {
  let read = 0;
  response.on('data', (chunk: Buffer) => {
    read += chunk.length;
    if (read > answerBytes) response.destroy();
  });
}
