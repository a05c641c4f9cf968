import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import { fakeClock, type TestDialer, testDialer } from '../src/vitest.ts';

function client({ port }: TestDialer, ...frames: readonly string[]): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.setEncoding('latin1').on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  for (const frame of frames) socket.write(`${frame}\0`);
  return socket;
}

async function untilRead(socket: Socket, text: string): Promise<string> {
  let read = '';
  while (!read.includes(text)) read += String((await once(socket, 'data'))[0]);
  return read;
}

test(verifies('TST-1') + 'a dialer delivers scripted outcomes and says what was subscribed to', async () => {
  const dialer = await testDialer();
  const socket = client(dialer, String.raw`EO\TXcrm\CNSales1\PSfeed\CS50\SO\FO`);
  expect(await dialer.subscribed({ persistToken: 'feed' })).toMatchObject({ campaignName: 'Sales1', rateControl: 50 });
  dialer.outcome({ campaignName: 'Sales1', sessionIdentifier: '7', reason: 10, agentOutcome: 101 });
  expect(await untilRead(socket, 'SI7')).toMatch(/OZ\\TXcrm\\.*RE10/);
  expect(dialer.subscriptions).toHaveLength(1);
  socket.write('VS\\TKack:1\0');
  await dialer.acknowledged(1);
  expect(dialer.messages.map(({ code }) => code)).toEqual(['EO', 'VS']);
});

test(verifies('TST-1') + 'waiting can be given up, and an outcome that is wrong is refused', async () => {
  const dialer = await testDialer();
  await expect(dialer.subscribed({}, AbortSignal.abort())).rejects.toMatchObject({ code: 'ABORTED' });
  expect(() => dialer.outcome({ reason: 10_000 })).toThrow('reason');
  const waiting = dialer.acknowledged(1);
  await Promise.all([dialer.stop(), expect(waiting).rejects.toMatchObject({ code: 'CLOSED' })]);
});

test(verifies('TST-1') + 'a fake clock runs timers of minutes at once', async () => {
  const clock = fakeClock();
  let rung = 0;
  setTimeout(() => (rung = Date.now()), 600_000);
  const before = Date.now();
  await clock.advance(599_999);
  expect(rung).toBe(0);
  await clock.advance(1);
  expect(rung - before).toBe(600_000);
});
