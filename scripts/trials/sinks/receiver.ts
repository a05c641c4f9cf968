/** A webhook receiver that fails at random, run as a process that reports over IPC: `receiver.ts SEED COUNT`. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRandom } from '../../built-packages.ts';

/** Sent by the receiver when it listens and on request. */
export interface ReceiverReport {
  readonly port: number;
  readonly requests: number;
  readonly failures: number;
  /** Distinct outcomes accepted. */
  readonly accepted: number;
  /** Outcomes received again after they were accepted. */
  readonly repeated: number;
}

/** Requests per thousand that end in each way. */
const faults = [
  { perThousand: 20, end: 'error' },
  { perThousand: 10, end: 'busy' },
  { perThousand: 10, end: 'reset' },
  { perThousand: 10, end: 'resetAfterAccepting' },
  { perThousand: 10, end: 'slow' },
] as const;

type End = (typeof faults)[number]['end'] | 'success';

const slowMs = 200;

const [seed = 0, count = 0] = process.argv.slice(2).map(Number);
const random = createRandom(seed);
const seen = new Uint8Array(count);
const counts = { requests: 0, failures: 0, accepted: 0, repeated: 0 };

function drawEnd(): End {
  let draw = random.next() % 1000;
  for (const { perThousand, end } of faults) {
    if (draw < perThousand) return end;
    draw -= perThousand;
  }
  return 'success';
}

function accept(body: string): void {
  for (const { id } of JSON.parse(body) as { readonly id: string }[]) {
    const position = Number(id.slice(id.lastIndexOf('-') + 1));
    if (seen[position] === 0) counts.accepted++;
    else counts.repeated++;
    seen[position] = 1;
  }
}

function respond(body: string, request: IncomingMessage, response: ServerResponse): void {
  counts.requests++;
  const end = drawEnd();
  if (end === 'success' || end === 'slow' || end === 'resetAfterAccepting') accept(body);
  if (end !== 'success' && end !== 'slow') counts.failures++;
  switch (end) {
    case 'error':
      return void response.writeHead(500).end();
    case 'busy':
      return void response.writeHead(503, { 'retry-after': '0' }).end();
    case 'reset':
    case 'resetAfterAccepting':
      return void request.socket.destroy();
    case 'slow':
      return void setTimeout(() => response.writeHead(204).end(), slowMs);
    case 'success':
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
    process.send?.({ port: (server.address() as AddressInfo).port, ...counts } satisfies ReceiverReport);
  };
  process.on('message', report);
  process.once('disconnect', () => process.exit());
  report();
});
