import { csvHeader, csvLine, outcomeColumns } from '@sdmp/outcomes/columns';
import { ByteText } from '@sdmp/outcomes/recorded';
import { outcomeData } from '@sdmp/protocol';
import { createShift } from '@sdmp/testkit';
import { expect, test } from 'vitest';
import { parquetColumnsOf } from '../files/parquet/parquet-columns.ts';
import { sqlColumns } from '../postgres/sql-columns.ts';
import { ReadOutcome } from '../runner/read-outcome.ts';
import { ColumnLineWriter } from './column-line-writer.ts';
import { csvDialect, valuesDialect, valuesLine } from './dialects.ts';
import { JsonLineWriter, jsonLine } from './json-line.ts';

const values = [
  '',
  'a',
  '0',
  '10',
  '007',
  '999999999999',
  '"',
  'a "b", c',
  ',',
  'a\r\nb',
  '\0',
  '\x7f',
  'Zürich',
  '\u{1f4de}',
  '2.1000.1.10.101.Joe',
];
const data = ['{"a":1}', '{"a":"\\\\b"}', '{"a":1e400}', 'Town~N~Oslo|', '<r/>', '[1]'];
const codes = ['CN', 'TD', 'SI', 'TN', 'AN', 'AG', 'RE', 'AO', 'IR', 'DD', 'DT', 'ZV', 'ZZ', ''];

/** Bodies of a shift, and each code with each value: alone, repeated, and in front of the data. */
function bodies(): string[] {
  const shift = createShift({ seed: 7 });
  const odd = codes.flatMap((code) =>
    [...values, ...data].flatMap((value) => [
      `\\${code}${value}`,
      `\\RE10\\${code}${value}\\${code}${value}`,
      `\\CNSales\\${code}${value}\\DT${value}`,
      `\\DT${value}\\${code}${value}\\RE5`,
    ]),
  );
  return [...Array.from({ length: 500 }, () => shift.nextBody()), ...odd, ''];
}

function outcomes(): ReadOutcome[] {
  return readOutcomes(bodies(), ['north', undefined, '', 'dialer "a", b'], ['a1b2', 'a"b', 'a,b']);
}

/** As a reader hands them on, from batches of different journals and upstreams. */
function readOutcomes(
  texts: readonly string[],
  sources: readonly (string | undefined)[],
  journals: readonly string[],
): ReadOutcome[] {
  const all = texts.map((text) => Buffer.from(text));
  const ends = new Uint32Array(all.length);
  let end = 0;
  for (const [index, { length }] of all.entries()) ends[index] = end += length;
  const bytes = Buffer.concat(all);
  const count = all.length;
  const batch = {
    first: 2 ** 40,
    count,
    scopes: sources.map((source) => ({ tenant: '', campaign: '', source })),
    scopeOf: Uint16Array.from({ length: count }, (_, index) => Math.floor(index / 9) % sources.length),
    classes: new Uint8Array(count).fill(1),
    times: Float64Array.from({ length: count }, (_, index) => 1_763_802_000_000 + Math.floor(index / 5)),
    ends,
    bodies: bytes,
  };
  return journals.flatMap((journal) =>
    all.map(
      (_, index) => new ReadOutcome({ history: { nameAt: () => journal }, isSuccess: undefined, batch, bytes }, index),
    ),
  );
}

test('lines that are written from the bytes are those of the outcome, character for character', () => {
  const json = new JsonLineWriter();
  const [csv, array] = [csvDialect, valuesDialect].map((dialect) => new ColumnLineWriter(dialect));
  const out = new ByteText();
  const written = (): string => Buffer.from(out.view()).toString();
  for (const each of outcomes()) {
    out.clear();
    json.write(out, each);
    expect(written()).toBe(jsonLine(each));
    out.clear();
    csv?.write(out, each);
    expect(written()).toBe(csvLine(each));
    out.clear();
    array?.write(out, each);
    expect(written()).toBe(valuesLine(each, outcomeColumns));
  }
});

test('every way out has exactly the columns of the table', () => {
  const all = outcomeColumns.map(({ name }) => name);
  expect(csvHeader).toBe(`${all.join(',')}\r\n`);
  expect(parquetColumnsOf(outcomeColumns).map(({ element }) => element.name)).toEqual(all);
  expect(sqlColumns.map(({ name }) => name)).toEqual(outcomeColumns.map(({ sqlName }) => sqlName));
  const fields = outcomeData.parameters
    .filter(({ name }) => name !== 'transactionIdentifier')
    // 101 is a known result of an agent.
    .map(({ name, code, kind }) => {
      const number = name === 'agentOutcome' ? '101' : '10';
      return `\\${code}${kind === 'integer' ? number : kind === 'flag' ? '' : 'text'}`;
    });
  const [each] = readOutcomes([`${fields.join('')}\\ZV2.1000.1.10.101.Joe\\ZZmore`], ['north'], ['a1b2']);
  if (each === undefined) throw new Error('no outcome');
  expect(Object.keys(JSON.parse(jsonLine(each)) as object).toSorted()).toEqual(all.toSorted());
  expect(outcomeColumns.filter((column) => column.read(each) === undefined)).toEqual([]);
  expect(JSON.parse(valuesLine(each, outcomeColumns))).toHaveLength(all.length);
});
