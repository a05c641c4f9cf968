import { once } from 'node:events';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test, vi } from 'vitest';
import { runService, type ServiceUnderTest } from '../server/support/running-service.ts';
import { here, pems, testAuthority, text } from './support/certificates.ts';

const authority = await testAuthority('Ours');
const listen = [{ port: 0, tls: pems(await authority.issue({ subject: '/CN=service', ...here })) }];
const ca = text(authority.certificateFile);

/** Longer than a test may take. */
const longMs = 3_600_000;
const patient = { timeout: 60_000 };

vi.setConfig({ testTimeout: 180_000 });

/** Begins a TLS handshake from a loopback address. */
function beginHandshake({ service }: ServiceUnderTest, localAddress: string) {
  const { port = 0 } = service.addresses[0] ?? {};
  const socket = connectTls({ host: '127.0.0.1', port, localAddress, ca, servername: '' });
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  return socket;
}

test(`${verifies('TLS-5')}sockets of one address that never begin their handshake crowd out each other alone`, async () => {
  const limits = { tlsHandshakeTimeMs: longMs, maxTlsHandshakes: 6, maxTlsHandshakesPerAddress: 3 };
  await using service = await runService({ listen, ...limits });
  const other = await service.connect(false, { from: '127.0.0.3' });
  for (let number = 0; number < 8; number++) await service.connect(false, { from: '127.0.0.2' });
  await expect.poll(() => service.service.status().counters.addressHandshakesCrowdedOut, patient).toBe(5);
  expect(service.warnings).toContainEqual(
    expect.stringMatching(
      /^The socket from 127\.0\.0\.2:\d+ is closed in its TLS handshake: 3 of that address are under way/,
    ),
  );
  expect(other.socket.closed).toBe(false);
  expect(service.service.status().counters.handshakesCrowdedOut).toBe(0);
});

test(`${verifies('TLS-5')}a flood of handshakes of one address waits for its share, and another address does not wait for it`, async () => {
  await using service = await runService({ listen, tlsHandshakeTimeMs: longMs, tlsHandshakesPerSecond: 1 });
  let finished = 0;
  const flood = Array.from({ length: 40 }, () => beginHandshake(service, '127.0.0.2'));
  for (const socket of flood) socket.on('secureConnect', () => finished++);
  await expect.poll(() => service.service.status().counters.handshakesHeld, patient).toBeGreaterThan(20);
  await once(beginHandshake(service, '127.0.0.1'), 'secureConnect');
  expect(finished).toBeLessThan(flood.length);
  // What waits is not forgotten.
  const before = finished;
  await expect.poll(() => finished, patient).toBeGreaterThan(before);
});

test(`${verifies('TLS-5')}a handshake that its client breaks off is told with the address of the client`, async () => {
  await using service = await runService({ listen });
  const { port = 0 } = service.service.addresses[0] ?? {};
  for (let number = 0; number < 5; number++) {
    const socket = connect({ host: '127.0.0.1', port });
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    // The beginning of a ClientHello, so that the handshake begins and cannot end.
    socket.write(Uint8Array.of(0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03));
    await expect.poll(() => socket.bytesWritten).toBe(11);
    await new Promise(setImmediate);
    socket.resetAndDestroy();
  }
  await expect.poll(() => service.service.status().counters.handshakesFailed, patient).toBeGreaterThan(0);
  const told = service.warnings.filter((line) => line.includes('TLS handshake'));
  expect(told).not.toEqual([]);
  for (const line of told) expect(line).toMatch(/with 127\.0\.0\.1:[1-9]\d* failed/);
});
