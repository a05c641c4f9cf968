/** A receiver of webhooks that fails at random, as a process of its own: `receiver.ts SEED COUNT`. Talks over IPC. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRandom } from '../../built-packages.ts';

/** What the receiver says of itself. */
export interface ReceiverReport {
  readonly port: number;
  readonly requests: number;
  readonly failures: number;
  /** Different outcomes taken. */
  readonly taken: number;
  /** Outcomes that came again after they were taken. */
  readonly repeated: number;
}

/** Of a thousand requests, so many end in each way. */
const faults = [
  { perThousand: 20, end: 'error' },
  { perThousand: 10, end: 'busy' },
  { perThousand: 10, end: 'reset' },
  { perThousand: 10, end: 'resetAfterTaking' },
  { perThousand: 10, end: 'slow' },
] as const;

type End = (typeof faults)[number]['end'] | 'well';

const slowMs = 200;

const [seed = 0, count = 0] = process.argv.slice(2).map(Number);
const random = createRandom(seed);
const seen = new Uint8Array(count);
const figures = { requests: 0, failures: 0, taken: 0, repeated: 0 };

function drawEnd(): End {
  let draw = random.next() % 1000;
  for (const { perThousand, end } of faults) {
    if (draw < perThousand) return end;
    draw -= perThousand;
  }
  return 'well';
}

function take(body: string): void {
  for (const { id } of JSON.parse(body) as { readonly id: string }[]) {
    const position = Number(id.slice(id.lastIndexOf('-') + 1));
    if (seen[position] === 0) figures.taken++;
    else figures.repeated++;
    seen[position] = 1;
  }
}

function respond(body: string, request: IncomingMessage, response: ServerResponse): void {
  figures.requests++;
  const end = drawEnd();
  if (end === 'well' || end === 'slow' || end === 'resetAfterTaking') take(body);
  if (end !== 'well' && end !== 'slow') figures.failures++;
  switch (end) {
    case 'error':
      return void response.writeHead(500).end();
    case 'busy':
      return void response.writeHead(503, { 'retry-after': '0' }).end();
    case 'reset':
    case 'resetAfterTaking':
      return void request.socket.destroy();
    case 'slow':
      return void setTimeout(() => response.writeHead(204).end(), slowMs);
    case 'well':
      return void response.writeHead(204).end();
  }
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.once('end', () => respond(Buffer.concat(chunks).toString(), request, response));
});

server.listen(0, '127.0.0.1', () => {
  const report = (): void => {
    process.send?.({ port: (server.address() as AddressInfo).port, ...figures } satisfies ReceiverReport);
  };
  process.on('message', report);
  process.once('disconnect', () => process.exit());
  report();
});
