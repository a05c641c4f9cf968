import { decode } from '@sdmp/codec';
import { type DataField, readData } from '@sdmp/codec/data';
import { placeTokenPrefix } from '@sdmp/protocol';
import { verifies } from '@sdmp/requirements';
import { describe, expect, test } from 'vitest';
import { runService } from './support/running-service.ts';

const recorded = {
  xml: '<MagicXMLDocument xmlns="http://www.sytelco.com/SCC/CM"><r><c n="Town" m="false" d="Oslo"/><c n="Count" m="true" d="7"/></r></MagicXMLDocument>',
  json: '{"Town":"Oslo","Count":7}',
  legacy: 'Town~N~Oslo|Count~N~7',
};
const framings = [
  ['xml', 1],
  ['json', 2],
  ['legacy', 3],
] as const;

const pairs = (fields: readonly DataField[]) => fields.map(({ name, value }) => [name, value]);
const dataOf = (frame: string) => decode(frame).get('DT') ?? '';

describe.each([
  ['the 8-bit port', false],
  ['the Unicode port', true],
])('on %s', (_, isUnicode) => {
  test.each(framings)(
    `${verifies('TR-6', 'OZ-2')}SP for %s has data of each framing delivered in it`,
    async (framing, rs) => {
      await using running = await runService();
      const client = await running.connect(isUnicode);
      client.send(`SP\\RS${rs}`, String.raw`EO\TXa\FO\SO\TKb`);
      await client.next();
      const bodies = Object.values(recorded);
      await running.record(...bodies.map((data) => `OZ\\CNSales1\\DT${data}\\RE10`));
      for (const data of bodies) {
        const frame = await client.next();
        expect(decode(frame).fields.filter((__, at) => at !== 5)).toEqual([
          'TX',
          'a',
          'CN',
          'Sales1',
          'DT',
          'RE',
          '10',
        ]);
        const read = readData(dataOf(frame));
        expect(read).toMatchObject({ framing, problems: [] });
        expect(pairs(read.fields)).toEqual([
          ['Town', 'Oslo'],
          ['Count', '7'],
        ]);
        if (readData(data).framing === framing) expect(read.text).toBe(data);
      }
      expect(running.service.status().counters.dataNotConvertible).toBe(0);
    },
  );

  test(`${verifies('TR-6')}without SP, and with RS 0, data come as recorded`, async () => {
    await using running = await runService();
    const client = await running.connect(isUnicode);
    client.send(String.raw`EO\TXa\FO\SO\TKb`);
    await client.next();
    const frames = Object.values(recorded).map((data) => `\\CNSales1\\RE10\\DT${data}`);
    await running.record(...frames.map((body) => `OZ${body}`));
    expect(await client.take(3)).toEqual(frames.map((body) => `OZ\\TXa${body}`));
    client.send(String.raw`SP\RS2`, String.raw`SP\RS0\TKc`);
    await client.next();
    await running.record(...frames.map((body) => `OZ${body}`));
    expect(await client.take(3)).toEqual(frames.map((body) => `OZ\\TXa${body}`));
  });
});

test(`${verifies('TR-6')}SP holds from the next outcome on, and only for its own socket`, async () => {
  await using running = await runService();
  const [first, second] = [await running.connect(), await running.connect()];
  first.send(String.raw`EO\TXa\FO\SO\TK1`);
  second.send(String.raw`EO\TXb\FO\SO\TK2`);
  await Promise.all([first.next(), second.next()]);
  const body = `\\RE10\\DT${recorded.legacy}`;
  await running.record(`OZ${body}`);
  expect(await first.next()).toBe(`OZ\\TXa${body}`);
  first.send(String.raw`SP\RS2\TK3`);
  await first.next();
  await running.record(`OZ${body}`);
  expect(await first.next()).toBe(String.raw`OZ\TXa\RE10\DT{"Town":"Oslo","Count":"7"}`);
  expect(await second.take(2)).toEqual([`OZ\\TXb${body}`, `OZ\\TXb${body}`]);
  // Without RS nothing changes; a later EO of the socket is served the same way.
  first.send(String.raw`SP\TK4`, String.raw`EO\TXc\SO\TK5`);
  await first.take(2);
  await running.record(`OZ${body}`);
  expect(await second.next()).toBe(`OZ\\TXb${body}`);
  expect((await first.take(2)).map(dataOf)).toEqual(
    [recorded.json, recorded.json].map((json) => json.replace('7', '"7"')),
  );
});

test(`${verifies('TR-6', 'PS-1')}a backlog is converted for the socket that fetches it, place and filters included`, async () => {
  await using running = await runService();
  const first = await running.connect();
  first.send(String.raw`EO\TXa\PSp\SO\TK1`);
  await first.take(2);
  await first.end();
  const bodies = Array.from(
    { length: 50 },
    (_, number) => `\\SI${number}\\RE${number % 3 === 0 ? 10 : 2}\\DTé~N~${number}|`,
  );
  await running.record(...bodies.map((body) => `OZ${body}`));
  const second = await running.connect(true);
  second.send(String.raw`SP\RS2`, String.raw`EO\TXa\PSp\SO\CS1000000\TK${placeTokenPrefix}1`);
  expect(await second.next()).toBe(String.raw`MV\TK${placeTokenPrefix}1`);
  const frames = await second.take(17);
  expect(
    frames.map((frame) =>
      decode(frame)
        .entries()
        .filter(([code]) => code !== 'TX' && code !== 'ZP'),
    ),
  ).toEqual(
    Array.from({ length: 17 }, (_, at) => [
      ['SI', String(at * 3)],
      ['RE', '10'],
      ['DT', `{"é":"${at * 3}"}`],
    ]),
  );
  const positions = frames.map((frame) => Number(decode(frame).get('ZP')?.split('.')[1]));
  expect(positions.map((position) => position - (positions[0] ?? 0))).toEqual(
    Array.from({ length: 17 }, (_, at) => at * 3),
  );
});

test(`${verifies('TR-6')}data that cannot be converted come as recorded and are counted; empty ones are neither`, async () => {
  await using running = await runService();
  const client = await running.connect();
  client.send(String.raw`SP\RS3`, String.raw`EO\TXa\FO\SO\TKb`);
  await client.next();
  const asRecorded = [
    String.raw`\RE10\DTjust words`,
    String.raw`\RE10\DT{"a":`,
    String.raw`\RE10\DT[1,2]`,
    String.raw`\RE10\DT{"a":"x|y"}`,
    String.raw`\RE10\DT{"a":"C:\\TXb"}`,
    String.raw`\RE10\DT<c>`,
  ];
  const untouched = [String.raw`\RE10\DT`, String.raw`\RE10`, String.raw`\RE10\DTA~N~C:\temp\x`];
  const bodies = [...asRecorded, ...untouched];
  await running.record(...bodies.map((body) => `OZ${body}`));
  expect(await client.take(bodies.length)).toEqual(bodies.map((body) => `OZ\\TXa${body}`));
  expect(running.service.status().counters.dataNotConvertible).toBe(asRecorded.length);
});

test(`${verifies('TR-6', 'OZ-6')}what stands around the data is kept, an unknown parameter behind them too`, async () => {
  await using running = await runService();
  const client = await running.connect();
  client.send(String.raw`SP\RS3`, String.raw`EO\TXa\FO\SO\TKb`);
  await client.next();
  await running.record(String.raw`OZ\QQ1\DT{"a":"b"}\ZZnew\RE10\\QQ2`);
  const frame = await client.next();
  expect(frame).toBe(String.raw`OZ\TXa\QQ1\ZZnew\RE10\\QQ2\DTa~N~b|`);
  expect(running.service.status().counters.dataNotConvertible).toBe(0);
});

test(`${verifies('TR-6', 'TR-7')}a backslash goes through each framing that can carry it`, async () => {
  await using running = await runService();
  const client = await running.connect();
  client.send(String.raw`SP\RS1`, String.raw`EO\TXa\FO\SO\TKb`);
  await client.next();
  await running.record(String.raw`OZ\DT{"path":"C:\\TX\\RE10"}\RE10`);
  const frame = await client.next();
  expect(frame).toContain('d="C:&#92;TX&#92;RE10"');
  expect(readData(dataOf(frame)).fields).toMatchObject([{ name: 'path', value: String.raw`C:\TX\RE10` }]);
});
