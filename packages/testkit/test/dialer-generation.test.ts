import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { createShift, startSimulatedDialer } from '../src/index.ts';
import { plainClient } from './support/plain-client.ts';

test(verifies('OZ-5') + 'every generated outcome arrives, in the order of the shift', async () => {
  const dialer = await startSimulatedDialer({ seed: 11, outcomesPerSecond: 20_000 });
  dialer.pause();
  const client = await plainClient(dialer.port);
  client.send(String.raw`EO\TXa\SO\FO`);
  await dialer.until(({ transactions }) => transactions.length === 1);
  const before = dialer.recorded;
  dialer.resume();
  const frames = await client.take(10_000);
  const shift = createShift({ seed: 11 });
  for (let index = 0; index < before; index++) shift.nextBody();
  for (const frame of frames) expect(frame).toBe(String.raw`OZ\TXa${shift.nextBody()}`);
  dialer.pause();
  const { recorded } = dialer;
  await dialer.until(({ transactions }) => transactions[0]?.backlog === 0);
  expect(await client.take(recorded - before - 10_000)).toHaveLength(recorded - before - 10_000);
  expect(dialer.recorded).toBe(recorded);
  client.socket.destroy();
  await dialer.stop();
});

test(verifies('RC-6') + 'a client that does not read occupies no more than the buffer', async () => {
  const dialer = await startSimulatedDialer({ outcomesPerSecond: 100_000, bufferLimit: 20_000 });
  const client = await plainClient(dialer.port);
  client.socket.pause();
  client.send(String.raw`EO\TXa\SO\FO`);
  const stats = await dialer.until(({ transactions }) => (transactions[0]?.lost ?? 0) > 1000);
  expect(stats.held).toBeLessThanOrEqual(20_000);
  client.socket.destroy();
  await dialer.stop();
});
