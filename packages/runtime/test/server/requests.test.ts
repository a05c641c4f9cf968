import { serviceErrors } from '@sdmp/protocol';
import { verifies } from '@sdmp/requirements';
import { describe, expect, test } from 'vitest';
import { runService } from './support/running-service.ts';

describe.each([
  ['the 8-bit port', false],
  ['the Unicode port', true],
])('on %s', (_, isUnicode) => {
  test(`${verifies('TR-1', 'OZ-1', 'EO-6')}the documented EO is answered by the documented OZ, and by nothing else`, async () => {
    await using running = await runService();
    const client = await running.connect(isUnicode);
    client.send(String.raw`EO\CNSales1\TXEOSales1\FO\SO`, String.raw`VS`);
    expect(await client.next()).toBe('DA');
    await running.record(String.raw`OZ\TXother\CNSales1\ANJoe\SI001234567890\RE10\AO167\DT`);
    expect(await client.next()).toBe(String.raw`OZ\TXEOSales1\CNSales1\ANJoe\SI001234567890\RE10\AO167\DT`);
  });

  test(`${verifies('EO-8')}replies and outcomes come in the framing of the request`, async () => {
    await using running = await runService();
    const client = await running.connect(isUnicode);
    client.send(String.raw`CG:MA:EO\TXrouted\FO\SO\TKa`, String.raw`EO\TXplain\FO\SO\TKb`);
    expect(await client.take(2)).toEqual([String.raw`CG:MA:MV\TKa`, String.raw`MV\TKb`]);
    await running.record(String.raw`OZ\CNSales1\RE1`);
    expect((await client.take(2)).toSorted()).toEqual([
      String.raw`CG:MA:OZ\TXrouted\CNSales1\RE1`,
      String.raw`OZ\TXplain\CNSales1\RE1`,
    ]);
  });

  test(`${verifies('EO-9')}without CN every campaign matches, without TD every tenant; both narrow`, async () => {
    await using running = await runService();
    const client = await running.connect(isUnicode);
    client.send(
      String.raw`EO\TXall\FO\SO`,
      String.raw`EO\TXcampaign\CNSales1\FO\SO`,
      String.raw`EO\TXtenant\TDnorth\FO\SO`,
      'VS',
    );
    await client.next();
    await running.record(
      String.raw`OZ\CNSales1\TDnorth\SI1\RE1`,
      String.raw`OZ\CNsales1\TDsouth\SI2\RE1`,
      String.raw`OZ\CNSales1\SI3\RE1`,
    );
    const received = await client.take(6);
    const of = (transaction: string) =>
      received.filter((frame) => frame.startsWith(`OZ\\TX${transaction}\\`)).map((frame) => /SI(\d)/.exec(frame)?.[1]);
    expect(of('all')).toEqual(['1', '2', '3']);
    expect(of('campaign')).toEqual(['1', '3']);
    expect(of('tenant')).toEqual(['1']);
  });

  test(`${verifies('OZ-4', 'OZ-1')}SO selects successes and FO failures`, async () => {
    await using running = await runService();
    const client = await running.connect(isUnicode);
    client.send(String.raw`EO\TXs\SO`, String.raw`EO\TXf\FO`, 'VS');
    await client.next();
    await running.record(String.raw`OZ\SI1\RE10`, String.raw`OZ\SI2\RE2`, String.raw`OZ\SI3\RE5\AO1`);
    expect((await client.take(3)).toSorted()).toEqual([
      String.raw`OZ\TXf\SI2\RE2`,
      String.raw`OZ\TXs\SI1\RE10`,
      String.raw`OZ\TXs\SI3\RE5\AO1`,
    ]);
  });

  test(`${verifies('END-1', 'END-3', 'EO-5')}EE ends with MV, then EF; the TX is free again`, async () => {
    await using running = await runService();
    const client = await running.connect(isUnicode);
    client.send(
      String.raw`EO\TXa\FO`,
      String.raw`EO\TXa\FO`,
      String.raw`EE\TXa\TK7`,
      String.raw`EE\TXa`,
      String.raw`EO\TXa\FO\TK8`,
    );
    expect(await client.take(5)).toEqual([
      String.raw`ER\EC9014\FM"EO\TXa\FO"\MSThe transaction identifier (TX) is live already.`,
      String.raw`MV\TK7`,
      String.raw`EF\TXa`,
      String.raw`ER\EC9015\FM"EE\TXa"\MSNo such transaction can be ended from here.`,
      String.raw`MV\TK8`,
    ]);
  });

  test(`${verifies('TR-2')}CR LF ends a message as NUL does, and stray ones in front are stripped`, async () => {
    await using running = await runService();
    const client = await running.connect(isUnicode);
    client.socket.write('\r\nVS\\TK1\r\n\n\rVS\\TK2\0', isUnicode ? 'utf16le' : 'latin1');
    expect(await client.take(4)).toEqual([String.raw`MV\TK1`, 'DA', String.raw`MV\TK2`, 'DA']);
  });

  test(`${verifies('TR-4')}an answer goes to the socket of its request`, async () => {
    await using running = await runService();
    const [first, second] = [await running.connect(isUnicode), await running.connect(!isUnicode)];
    first.send(String.raw`VS\TKfirst`);
    second.send(String.raw`VS\TKsecond`);
    expect(await first.take(2)).toEqual([String.raw`MV\TKfirst`, 'DA']);
    expect(await second.take(2)).toEqual([String.raw`MV\TKsecond`, 'DA']);
  });
});

const rejected: [requirement: string, request: string, code: number, words: RegExp][] = [
  [verifies('EO-1'), String.raw`EO\CNSales1\FO`, 803, /TX/],
  [verifies('EO-1', 'EO-3'), String.raw`EO\XXq`, 803, /TX.*missing/],
  [verifies('EO-2'), String.raw`EO\TXa`, serviceErrors.neitherSuccessNorFailure.code, /FO or SO/],
  [verifies('EO-3'), String.raw`EO\TXa\FO\QQx`, serviceErrors.unknownParameter.code, /no parameter 'QQ'/],
  [verifies('EO-3'), String.raw`EO\TXa\FO\FO`, serviceErrors.repeatedParameter.code, /more than once/],
  [verifies('EO-4'), String.raw`EO\TXa\FO\CS0`, serviceErrors.range.code, /1 to 1000000/],
  [verifies('EO-4'), String.raw`EO\TXa\FO\CS1000001`, serviceErrors.range.code, /1 to 1000000/],
  [verifies('EO-4'), String.raw`EO\TXa\FO\CS1.5`, serviceErrors.notANumber.code, /whole number/],
  [verifies('EO-4'), `EO\\TXa\\FO\\CN${'x'.repeat(81)}`, serviceErrors.length.code, /1 to 80/],
  [verifies('EO-4'), String.raw`EO\TXa\FO\CNa/b`, serviceErrors.characters.code, /without/],
  [verifies('EO-4'), String.raw`EO\TXa\FO\TDa-b`, serviceErrors.characters.code, /letters, digits or _/],
  [verifies('EO-4'), String.raw`EO\TXa\FO\PS`, serviceErrors.length.code, /1 to 80/],
  [verifies('EO-4'), String.raw`EO\TXa\FOx`, serviceErrors.flagWithValue.code, /flag/],
  [verifies('EO-11'), `EO\\TX${'x'.repeat(88)}\\FO`, serviceErrors.length.code, /1 to 87/],
  [verifies('EO-7'), String.raw`EO\TXa\FO\MO`, serviceErrors.notPermitted.code, /Campaign Manager/],
  [verifies('EO-12'), String.raw`eo\TXa\FO`, serviceErrors.unknownMessage.code, /no message 'eo'/],
  [verifies('EO-12'), String.raw`EO\txa\FO`, 803, /TX/],
  [verifies('ER-2'), String.raw`EC\TXa`, serviceErrors.notServed.code, /not served/],
  [verifies('ER-2'), String.raw`QQ\TXa`, serviceErrors.unknownMessage.code, /no message 'QQ'/],
  [verifies('ER-3'), 'what is this', serviceErrors.unreadable.code, /cannot be read/],
  [verifies('TR-6'), String.raw`SP\RS4`, serviceErrors.range.code, /0 to 3/],
  [verifies('ER-2'), String.raw`UA\TDdefault\ANx\PWy`, serviceErrors.authenticationOff.code, /no users/],
];

test.each(rejected)('%s%s is rejected with EC %i and words, whole in FM', async (_, request, code, words) => {
  await using running = await runService();
  const client = await running.connect();
  client.send(request, String.raw`VS\TKafter`);
  const error = await client.next();
  expect(error.startsWith(`ER\\EC${code}\\FM"${request}"\\MS`)).toBe(true);
  expect(error.slice(error.lastIndexOf('"\\MS') + 4)).toMatch(words);
  expect(await client.next()).toBe(String.raw`MV\TKafter`);
  expect(running.service.status().transactions).toEqual([]);
});

test(`${verifies('EO-11')}a TX of 87 characters is accepted`, async () => {
  await using running = await runService();
  const client = await running.connect();
  client.send(`EO\\TX${'x'.repeat(87)}\\FO\\TKok`);
  expect(await client.next()).toBe(String.raw`MV\TKok`);
});

test(`${verifies('ER-1')}a release before 10.7.1401 sends no MS`, async () => {
  await using running = await runService({ release: '10.7.1400' });
  const client = await running.connect();
  client.send(String.raw`EO\CNSales1\FO`);
  expect(await client.next()).toBe(String.raw`ER\EC803\FM"EO\CNSales1\FO"`);
});

test(`${verifies('EO-10', 'TR-6')}a parameter or message younger than the release is rejected`, async () => {
  await using running = await runService({ release: '10.6.659' });
  const client = await running.connect();
  client.send(String.raw`EO\TXa\FO\CS5`, String.raw`SP\RS1`);
  expect(await client.take(2)).toEqual([String.raw`ER\EC9013\FM"EO\TXa\FO\CS5"`, String.raw`ER\EC9002\FM"SP\RS1"`]);
});

test(`${verifies('TR-6')}SP is accepted with each framing`, async () => {
  await using running = await runService();
  const client = await running.connect();
  for (const framing of [0, 1, 2, 3]) {
    client.send(`SP\\RS${framing}\\TK${framing}`);
    expect(await client.next()).toBe(`MV\\TK${framing}`);
  }
});

test(`${verifies('TR-5')}VS with VI repeats DA until 0 stops it`, async () => {
  await using running = await runService();
  const client = await running.connect();
  client.send(String.raw`VS\VI1\TKon`);
  expect(await client.take(3)).toEqual([String.raw`MV\TKon`, 'DA', 'DA']);
  client.send(String.raw`VS\VI0\TKoff`);
  expect(await client.next()).toBe(String.raw`MV\TKoff`);
  client.send('VS');
  expect(await client.next()).toBe('DA');
});

test(`${verifies('ER-4')}a frame above the limit is skipped and answered with its first 256 characters`, async () => {
  await using running = await runService({ maxFrameBytes: 1000 });
  const client = await running.connect();
  const large = `EO\\TX${'x'.repeat(5000)}`;
  client.send(String.raw`VS\TKbefore`, large, String.raw`VS\TKafter`);
  const [, , error, after] = await client.take(4);
  expect(error).toBe(`ER\\EC9001\\FM"${large.slice(0, 256)}"\\MSThe frame is larger than the limit.`);
  expect(after).toBe(String.raw`MV\TKafter`);
});

test(`${verifies('ER-3')}twenty unreadable frames in a row close the socket; a message between them starts over`, async () => {
  await using running = await runService();
  const client = await running.connect();
  client.send(...Array.from({ length: 19 }, () => '?'), 'VS', ...Array.from({ length: 20 }, () => '?'));
  expect((await client.take(40)).filter((frame) => frame.startsWith('ER\\EC9000'))).toHaveLength(39);
  await client.closed;
});

test(`${verifies('OZ-7', 'END-5')}without PS a closed socket ends the transaction and frees its TX`, async () => {
  await using running = await runService();
  const first = await running.connect();
  first.send(String.raw`EO\TXa\FO\TK1`);
  await first.next();
  await first.end();
  await running.recordNumbered(1, 4);
  const second = await running.connect();
  second.send(String.raw`EO\TXa\FO\TK2`);
  expect(await second.next()).toBe(String.raw`MV\TK2`);
  await running.record(String.raw`OZ\SIfresh\RE2`);
  expect(await second.next()).toBe(String.raw`OZ\TXa\SIfresh\RE2`);
});

test(`${verifies('OZ-5', 'OZ-6')}outcomes come in recorded order with unknown parameters and repeats as they were`, async () => {
  await using running = await runService();
  const client = await running.connect();
  client.send(String.raw`EO\TXa\FO\SO\TKok`);
  await client.next();
  const frames = Array.from({ length: 500 }, (_, index) => String.raw`\QQ${index}\SI${index}\ZZa\ZZb\RE2`);
  await running.record(...frames.map((frame) => `OZ${frame}`));
  expect(await client.take(500)).toEqual(frames.map((frame) => `OZ\\TXa${frame}`));
});

test(`${verifies('TR-1', 'TR-2')}characters beyond ASCII arrive on both ports; what 8-bit lacks becomes a question mark`, async () => {
  await using running = await runService();
  const [narrow, wide] = [await running.connect(), await running.connect(true)];
  narrow.send(String.raw`EO\TXn\FO\TK1`);
  wide.send(String.raw`EO\TXw\FO\TK1`);
  await Promise.all([narrow.next(), wide.next()]);
  await running.record(String.raw`OZ\ANJosé Łuk 日\RE2`);
  expect(await wide.next()).toBe(String.raw`OZ\TXw\ANJosé Łuk 日\RE2`);
  expect(await narrow.next()).toBe(String.raw`OZ\TXn\ANJosé ?uk ?\RE2`);
});
