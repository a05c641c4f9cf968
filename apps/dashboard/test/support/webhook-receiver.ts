import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Accepts or rejects requests of a webhook sink. */
export class WebhookReceiver implements AsyncDisposable {
  readonly #server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      const isRefused = this.refuses(body);
      response.statusCode = isRefused ? this.refusal.status : 204;
      response.end(isRefused ? this.refusal.text : undefined);
    });
  });
  /** Returns whether to reject a request, given its body. */
  refuses: (body: string) => boolean = () => false;
  /** Answer to a request that is rejected. */
  refusal = { status: 422, text: '' };

  static async start(): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver();
    receiver.#server.listen(0, '127.0.0.1');
    await once(receiver.#server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}
