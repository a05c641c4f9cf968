import { enumerateOutcomes } from '@sdmp/protocol';
import { verifies } from '@sdmp/requirements';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SimulatedDialer, startSimulatedDialer } from '../src/index.ts';
import { type PlainClient, plainClient } from './support/plain-client.ts';

const example = ['CN', 'Sales1', 'AN', 'Joe', 'SI', '001234567890', 'RE', '10', 'AO', '167', 'DT', ''];

describe('a simulated dialer', () => {
  let dialer: SimulatedDialer;
  let client: PlainClient;

  beforeEach(async () => {
    dialer = await startSimulatedDialer();
    client = await plainClient(dialer.port);
  });

  afterEach(async () => {
    client.socket.destroy();
    await dialer.stop();
  });

  async function subscribed(request: string): Promise<void> {
    const { length } = dialer.stats().transactions;
    client.send(request);
    await dialer.until(({ transactions }) => transactions.length > length);
  }

  test(verifies('OZ-1', 'OZ-2') + 'answers the documented EO with the documented OZ', async () => {
    await subscribed(enumerateOutcomes.example);
    dialer.record(example);
    expect(await client.next()).toBe(String.raw`OZ\TXEOSales1\CNSales1\ANJoe\SI001234567890\RE10\AO167\DT`);
    expect(dialer.recorded).toBe(1);
  });

  test(verifies('EO-8') + 'answers in the framing of the request', async () => {
    client.send(String.raw`CG:MA:EO\TXa\TKt\PSp\SO`);
    expect(await client.take(2)).toEqual([String.raw`CG:MA:MV\TKt`, String.raw`CG:MA:WP\PSp`]);
    dialer.record(example);
    expect(await client.next()).toMatch(/^CG:MA:OZ\\TXa\\CNSales1/);
  });

  test(verifies('EO-9') + 'delivers only outcomes that match campaign, tenant and kind', async () => {
    await subscribed(String.raw`EO\TXa\CNSales1\TDacme\SO`);
    await subscribed(String.raw`EO\TXb\FO`);
    dialer.record(['TD', 'acme', 'CN', 'Sales1', 'RE', '2', 'SI', '1']);
    dialer.record(['TD', 'other', 'CN', 'Sales1', 'RE', '10', 'SI', '2']);
    dialer.record(['TD', 'acme', 'CN', 'Sales1', 'RE', '10', 'SI', '3']);
    dialer.record(['RE', '7', 'SI', '4']);
    expect(await client.take(3)).toEqual([
      String.raw`OZ\TXb\TDacme\CNSales1\RE2\SI1`,
      String.raw`OZ\TXa\TDacme\CNSales1\RE10\SI3`,
      String.raw`OZ\TXb\RE7\SI4`,
    ]);
  });

  test.each([
    [String.raw`EO\FO`, /^ER\\EC803\\FM"EO\\FO"\\MS/],
    [String.raw`EO\TXa`, /^ER\\EC9012\\FM"EO\\TXa"/],
    [String.raw`EO\TXa\FO\ZZ1`, /^ER\\EC9004/],
    [String.raw`EO\TXa\FO\CS0`, /^ER\\EC9009/],
    [String.raw`EO\TXa\FO\MO`, /^ER\\EC9016/],
    [String.raw`EE\TXa`, /^ER\\EC9015/],
    [String.raw`UA\TDx\PWy\QIz`, /^ER\\EC9003/],
    [String.raw`CG:MA:Q9\TXa`, /^CG:MA:ER\\EC9002/],
    ['hello', /^ER\\EC9000\\FM"hello"/],
  ])(verifies('ER-1', 'EO-1', 'EO-2') + 'rejects %s', async (request, answer) => {
    client.send(request);
    expect(await client.next()).toMatch(answer);
    expect(dialer.stats().transactions).toEqual([]);
  });

  test(verifies('EO-5') + 'rejects a transaction that is live', async () => {
    await subscribed(String.raw`EO\TXa\FO`);
    client.send(String.raw`EO\TXa\SO`);
    expect(await client.next()).toMatch(/^ER\\EC9014/);
  });

  test(verifies('END-1') + 'ends a transaction with MV and EF', async () => {
    await subscribed(String.raw`EO\TXa\SO`);
    client.send(String.raw`EE\TXa\TKe`);
    expect(await client.take(2)).toEqual([String.raw`MV\TKe`, String.raw`EF\TXa`]);
    dialer.record(example);
    client.send('VS');
    expect(await client.next()).toBe('DA');
  });

  test(verifies('TR-5') + 'sends an advice at once, or at an interval until it is stopped', async () => {
    client.send(String.raw`VS\TKnow`);
    expect(await client.take(2)).toEqual([String.raw`MV\TKnow`, 'DA']);
    client.send(String.raw`VS\VI1`);
    expect(await client.next()).toBe('DA');
    client.send(String.raw`VS\VI0\TKstop`);
    expect(await client.next()).toBe(String.raw`MV\TKstop`);
  });

  test('accepts a data framing', async () => {
    client.send(String.raw`SP\RS2\TKs`);
    expect(await client.next()).toBe(String.raw`MV\TKs`);
  });

  test(verifies('ER-3') + 'closes a socket that sends only unreadable frames', async () => {
    client.send(...Array.from({ length: 20 }, () => '?'));
    await client.closed;
    expect(await client.take(20)).toHaveLength(20);
  });

  test('reports the messages that it receives', async () => {
    const received = dialer.received('SP');
    client.send('VS', String.raw`SP\RS1`);
    expect((await received).text).toBe(String.raw`SP\RS1`);
    await expect(dialer.received('SP', AbortSignal.abort())).rejects.toMatchObject({ code: 'ABORTED' });
    const never = expect(dialer.received('SP')).rejects.toMatchObject({ code: 'CLOSED' });
    await dialer.stop();
    await never;
  });

  test(verifies('TR-1') + 'supports UTF-16LE', async () => {
    const unicode = await startSimulatedDialer({ encoding: 'utf-16le' });
    const { socket } = await plainClient(unicode.port);
    const received = unicode.received('VS');
    socket.write(Buffer.from('VS\\TKö\0', 'utf16le'));
    expect((await received).get('TK')).toBe('ö');
    socket.destroy();
    await unicode.stop();
  });

  test('rejects a port that is in use', async () => {
    await expect(startSimulatedDialer({ port: dialer.port })).rejects.toMatchObject({ code: 'ADDRESS_IN_USE' });
  });

  test('stops when its signal is aborted', async () => {
    const abort = new AbortController();
    const other = await startSimulatedDialer({ signal: abort.signal });
    const guest = await plainClient(other.port);
    abort.abort();
    await guest.closed;
    await other.stop();
  });
});
