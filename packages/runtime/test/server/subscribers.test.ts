import { expect, test } from 'vitest';
import { runService } from './support/running-service.ts';

const now = Date.UTC(2026, 10, 22);

test('subscribers are listed with their socket and filter, and while parked with the time they are kept', async () => {
  await using running = await runService({ now: () => now, parkedTokenAgeMs: 5000 });
  const parting = await running.connect();
  parting.send(String.raw`EO\TXgone\PSaway\FO\TKa`);
  await parting.take(2);
  await parting.end();
  await running.recordNumbered(1, 3);
  const staying = await running.connect();
  staying.send(String.raw`EO\TXhere\CNSales1\SO\TKb`);
  await staying.next();
  const all = running.service.subscribers();
  const port = (staying.socket.address() as { readonly port: number }).port;
  expect(all).toEqual([
    {
      transactionIdentifier: 'here',
      tenant: '',
      state: 'live',
      remote: `127.0.0.1:${port}`,
      filter: { campaign: 'Sales1', classes: 1 },
      position: 3,
      backlog: 0,
    },
    {
      transactionIdentifier: 'gone',
      persistToken: 'away',
      tenant: '',
      state: 'parked',
      position: 0,
      backlog: 3,
      expiresAt: now + 5000,
    },
  ]);
  expect(running.service.subscribers(1)).toEqual(all.slice(0, 1));
});
