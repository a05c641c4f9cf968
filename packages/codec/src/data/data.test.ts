import { dataFramings } from '@sdmp/protocol';
import { verifies } from '@sdmp/requirements';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode } from '../decode.ts';
import { format } from '../format.ts';
import type { DataField } from './data-field.ts';
import { readData } from './read-data.ts';
import { writeData } from './write-data.ts';

const character = fc.constantFrom(
  ...Array.from('aZ09 _-.,:;\'"\\/|~<>&{}[]=é€中'),
  '\t',
  '\n',
  '\r',
  '\0',
  '\u{1F600}',
  '\uD800',
);
const plain = fc.constantFrom('a', 'Z', '1', ' ', 'é');
const text = fc.string({
  unit: fc.oneof({ arbitrary: character, weight: 1 }, { arbitrary: plain, weight: 12 }),
  maxLength: 12,
});

const number = fc.constantFrom('0', '-1', '12.50', '1e5', '12345678901234567890', '0.10');
const typed = fc.oneof(
  number.map((value) => ({ value, json: 'number' as const })),
  fc.constantFrom('true', 'false').map((value) => ({ value, json: 'boolean' as const })),
  fc.constant({ value: '', json: 'null' as const }),
  text.map((value) => ({ value, json: 'text' as const })),
  fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())).map((value) => ({
    value: JSON.stringify(value),
    json: 'nested' as const,
  })),
);

const fieldsOf = {
  xml: fc.array(fc.record({ name: text, value: text, m: fc.boolean() })),
  json: fc.uniqueArray(
    fc.tuple(text, typed).map(([name, value]) => ({ name, ...value })),
    { selector: ({ name }) => name },
  ),
  legacy: fc.array(fc.record({ name: text, value: text, flag: fc.constantFrom('N' as const, 'Y' as const) }), {
    minLength: 1,
    maxLength: 5,
  }),
} satisfies Record<string, fc.Arbitrary<DataField[]>>;

describe.each(['xml', 'json', 'legacy'] as const)('%s', (framing) => {
  test('is preserved by writing, or rejected', () => {
    let written = 0;
    fc.assert(
      fc.property(fieldsOf[framing], (fields) => {
        const data = writeData(fields, framing);
        if (data.text === undefined) return;
        written++;
        expect(readData(data.text)).toEqual({ framing, fields, problems: [], text: data.text });
      }),
      { numRuns: 500 },
    );
    expect(written).toBeGreaterThan(50);
  });

  test(`${verifies('TR-7')}is one line that a frame can carry between other parameters`, () => {
    fc.assert(
      fc.property(fieldsOf[framing], (fields) => {
        const data = writeData(fields, framing);
        if (data.text === undefined) return;
        expect(data.text).not.toMatch(/[\0\r\n]/);
        if (framing !== 'json') expect(data.text).not.toContain('\\');
        const parameters = ['TX', 'a', 'DT', data.text, 'RE', '10'];
        const frame = format({ service: null, interface: null, code: 'OZ', fields: parameters });
        expect(decode(frame).fields).toEqual(parameters);
      }),
    );
  });
});

test('any text is read without an exception, and preserved', () => {
  const beginnings = fc.constantFrom(
    '',
    '<',
    '<MagicXMLDocument xmlns="http://www.sytelco.com/SCC/CM"><r>',
    '{"',
    '[1',
    'A~N~',
  );
  fc.assert(
    fc.property(
      beginnings,
      fc.string({ unit: fc.oneof(character, fc.constantFrom('<c n="', '" d="', '"/>')) }),
      (head, tail) => {
        const read = readData(head + tail);
        expect(read.text).toBe(head + tail);
        for (const framing of dataFramings) writeData(read.fields, framing);
      },
    ),
    { numRuns: 2000 },
  );
});

test('read data is written unchanged', () => {
  const samples = [
    '<MagicXMLDocument xmlns="http://www.sytelco.com/SCC/CM"><r><c i="0" n="Contact_ID" m="true" d="7"/><c i="0" n="Path" m="false" d="C:&#92;a &amp; b&#10;"/></r></MagicXMLDocument>',
    '{"name":"Joe \\"X\\"","id":12345678901234567890,"rate":1.50,"on":true,"none":null,"more":[1,{"a":"\\\\ b"}]}',
    'Contact_ID~N~7|Town~Y~Oslo|Note~N~a~b|',
  ];
  for (const sample of samples) {
    const { fields, framing, problems } = readData(sample);
    expect(problems).toEqual([]);
    expect(writeData(fields, framing).text).toBe(sample);
  }
});

test('fields are converted from each framing to each other', () => {
  const { fields } = readData('{"Town":"Oslo","Count":3,"Retry":null,"Done":false}');
  expect(writeData(fields, 'legacy').text).toBe('Town~N~Oslo|Count~N~3|Retry~N~|Done~N~false|');
  const xml = writeData(fields, 'xml').text ?? '';
  expect(readData(xml).fields.map(({ name, value }) => [name, value])).toEqual([
    ['Town', 'Oslo'],
    ['Count', '3'],
    ['Retry', ''],
    ['Done', 'false'],
  ]);
  expect(writeData(readData(xml).fields, 'json').text).toBe('{"Town":"Oslo","Count":"3","Retry":"","Done":"false"}');
});

test('unformatted data is raw text, without a way to write fields', () => {
  expect(readData('anything|at~all')).toEqual({
    framing: 'unformatted',
    fields: [],
    problems: [],
    text: 'anything|at~all',
  });
  expect(readData('').framing).toBe('unformatted');
  expect(writeData([], 'unformatted').text).toBe('');
  expect(writeData([{ name: 'a', value: 'b' }], 'unformatted')).toMatchObject({
    text: undefined,
    problems: [{ rule: 'inexpressible', field: 'a' }],
  });
});

test('data above the limit is neither read nor written', () => {
  expect(readData(`A~N~${'x'.repeat(1024 * 1024)}`)).toMatchObject({ fields: [], problems: [{ rule: 'size' }] });
  expect(writeData([{ name: 'A', value: 'x'.repeat(128_000) }], 'xml')).toMatchObject({ problems: [{ rule: 'size' }] });
});

/** Time of the processor: a busy machine takes the other kind away. */
function processorMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1000;
}

function readHostile(size: number): void {
  const hostile = ['<r>', '<a b="', '{"a":', '[', '{"', 'A~N~|', '|', '<!--', '&a;'].map((part) =>
    part.repeat(size / part.length),
  );
  for (const each of hostile) expect(readData(each).text).toBe(each);
  expect(readData(`{"a":"${'\\\\'.repeat(size)}"}`).fields).toHaveLength(1);
  expect(readData(`{"a":${'['.repeat(size)}${']'.repeat(size)}}`).text.length).toBeGreaterThan(size);
}

test('hostile text is read in linear time', () => {
  const size = 256_000;
  const parts = 16;
  const inParts = processorMs(() => {
    for (let part = 0; part < parts; part++) readHostile(size / parts);
  });
  // Time that grew with the square of the length would be sixteen times as much.
  expect(processorMs(() => readHostile(size))).toBeLessThan(8 * inParts);
});
