/** Runs a webhook receiver: accepts every request, and reports its port and the bytes received. */
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { doJobs } from '../system/worker-process.ts';

export type ReceiverJob = { readonly do: 'start' } | { readonly do: 'report' };

let bytes = 0;
const server = createServer((request, response) => {
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  request.on('end', () => response.writeHead(204).end());
});

doJobs(async (job: ReceiverJob) => {
  if (job.do === 'report') return bytes;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
});
