import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Ids of the events in it. */
  readonly ids: readonly string[];
}

/** What to answer: a status, with headers if wanted; or whatever is done with the response. */
export type Answer =
  | number
  | { readonly status: number; readonly headers: Record<string, string> }
  | ((response: ServerResponse) => void);

function idsOf(body: string): string[] {
  const parsed: unknown = JSON.parse(body);
  return (Array.isArray(parsed) ? parsed : [parsed]).map((event: { id: string }) => event.id);
}

/** A receiver of webhooks that goes by the events' ids. */
export class WebhookReceiver {
  readonly requests: ReceivedRequest[] = [];
  /** Events taken, in the order of arrival. */
  readonly ids = new Set<string>();
  /** Most requests that were under way at once. */
  mostAtOnce = 0;
  answer: (request: ReceivedRequest) => Answer | Promise<Answer> = () => 204;
  #server: Server;
  #port = 0;
  #atOnce = 0;

  private constructor() {
    this.#server = this.#makeServer();
  }

  static async start(): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver();
    await receiver.bringUp();
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/outcomes`;
  }

  async takeDown(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async bringUp(): Promise<void> {
    this.#server = this.#makeServer();
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    if (this.#server.listening) await this.takeDown();
  }

  #makeServer(): Server {
    return createServer((request, response) => {
      const chunks: Buffer[] = [];
      this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#atOnce);
      response.once('close', () => this.#atOnce--);
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.once('end', () => {
        const body = Buffer.concat(chunks).toString();
        const received = { headers: request.headers, body, ids: idsOf(body) };
        this.requests.push(received);
        void this.#respond(received, response);
      });
      request.once('error', () => undefined);
    });
  }

  async #respond(request: ReceivedRequest, response: ServerResponse): Promise<void> {
    const answer = await this.answer(request);
    if (typeof answer === 'function') return answer(response);
    const { status, headers } = typeof answer === 'number' ? { status: answer, headers: {} } : answer;
    if (status < 300) for (const id of request.ids) this.ids.add(id);
    response.writeHead(status, headers).end();
  }
}
