import { verifies } from '@sdmp/requirements';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode } from './decode.ts';
import { format } from './format.ts';

describe('decode', () => {
  test('reads both framings', () => {
    const plain = decode('EO\\CNSales1\\TXEOSales1\\FO\\SO');
    expect(plain).toMatchObject({ service: null, interface: null, code: 'EO', isRouted: false });
    expect(plain.fields).toEqual(['CN', 'Sales1', 'TX', 'EOSales1', 'FO', '', 'SO', '']);
    const routed = decode('CG:MA:EO\\TXa');
    expect(routed).toMatchObject({ service: 'CG', interface: 'MA', code: 'EO', isRouted: true, fields: ['TX', 'a'] });
    expect(decode('DA')).toMatchObject({ code: 'DA', fields: [] });
  });

  test(verifies('OZ-6') + 'keeps unknown parameters, order, repeats, empty values and the raw frame', () => {
    const frame = 'OZ\\TXa\\QQnew\\RE10\\AN\\RE11\\ZZ';
    const message = decode(frame);
    expect(message.entries()).toEqual([
      ['TX', 'a'],
      ['QQ', 'new'],
      ['RE', '10'],
      ['AN', ''],
      ['RE', '11'],
      ['ZZ', ''],
    ]);
    expect(message.text).toBe(frame);
    expect(message.get('RE')).toBe('10');
    expect(message.get('CN')).toBeUndefined();
    expect([message.has('AN'), message.has('CN')]).toEqual([true, false]);
  });

  test('keeps empty segments and segments too short for a code', () => {
    const frame = 'EO\\TXa\\\\S\\SO\\';
    expect(decode(frame).fields).toEqual(['TX', 'a', '', '', 'S', '', 'SO', '', '', '']);
    expect(format(decode(frame))).toBe(frame);
  });

  test(verifies('EO-12') + 'preserves the case of codes and values', () => {
    expect(decode('eo\\txaB')).toMatchObject({ code: 'eo', fields: ['tx', 'aB'] });
  });

  test.each([
    '',
    '\\',
    '\\TXa',
    'E',
    'EOX',
    'EO:MA\\TXa',
    'CG:MA:\\TXa',
    'CG:MA:EO:\\TXa',
    'É1',
    ' EO',
    'GET / HTTP/1.1',
  ])('reads %j, which is not a message, as one without a code', (frame) => {
    expect(decode(frame)).toMatchObject({ code: '', service: null, fields: [], text: frame });
  });

  test('never throws, and preserves the text of any frame without quotes', () => {
    const unit = fc.constantFrom(
      '\\',
      'A',
      'b',
      '1',
      '{',
      '}',
      '[',
      ' ',
      'é',
      ':',
      '\\DT',
      '\\TX',
      '\\FM',
      '\\MS',
      'OZ',
      'ER',
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.oneof(unit, fc.constant('"')), maxLength: 40 }), (tail) => {
        for (const head of ['OZ', 'ER', 'UO', 'CM:DE:AC', 'QQ', '']) expect(decode(head + tail).text).toBe(head + tail);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (tail) => {
        for (const head of ['OZ', 'UO', 'CM:DE:AC', 'QQ'])
          expect(format(decode(`${head}\\${tail}`))).toBe(`${head}\\${tail}`);
      }),
    );
  });
});

describe('quoted text (FM)', () => {
  const read = (frame: string): string[] => [...decode(frame).fields];

  test(verifies('ER-1') + 'is read to its closing quote and never split', () => {
    expect(read('ER\\EC803\\FM"CZ\\CNCustCare\\ZC0"')).toEqual(['EC', '803', 'FM', 'CZ\\CNCustCare\\ZC0']);
    expect(read('CM:DE:ER\\EC33\\FM"OC\\TDTenant1\\CMTest"')).toEqual(['EC', '33', 'FM', 'OC\\TDTenant1\\CMTest']);
  });

  test(verifies('ER-1') + 'may precede MS or EC', () => {
    expect(read('ER\\EC9006\\FM"EO\\SO"\\MSTX is missing')).toEqual([
      'EC',
      '9006',
      'FM',
      'EO\\SO',
      'MS',
      'TX is missing',
    ]);
    expect(read('ER\\FM"EO\\SO"\\EC803')).toEqual(['FM', 'EO\\SO', 'EC', '803']);
  });

  test('may contain quotes and FM parameters', () => {
    expect(read('ER\\EC1\\FM"EO\\PS"a"\\SO"')).toEqual(['EC', '1', 'FM', 'EO\\PS"a"\\SO']);
    expect(read('ER\\EC1\\FM"ER\\EC2\\FM"EO\\SO"\\MSno"')).toEqual(['EC', '1', 'FM', 'ER\\EC2\\FM"EO\\SO"\\MSno']);
    expect(read('ER\\EC1\\FM"ER\\EC2\\FM"EO\\SO"\\MSno"\\MSwhy')).toEqual([
      'EC',
      '1',
      'FM',
      'ER\\EC2\\FM"EO\\SO"\\MSno',
      'MS',
      'why',
    ]);
  });

  test('ends before an MS that itself ends with a quote', () => {
    expect(read('ER\\EC9004\\FM"EO\\SO\\ZZ1"\\MSno such parameter: "ZZ"')).toEqual([
      'EC',
      '9004',
      'FM',
      'EO\\SO\\ZZ1',
      'MS',
      'no such parameter: "ZZ"',
    ]);
  });

  test('extends to the end of the frame if it is not closed', () => {
    expect(read('ER\\EC1\\FM"EO\\SO\\MSx')).toEqual(['EC', '1', 'FM', '"EO\\SO\\MSx']);
    expect(read('ER\\EC1\\FM"')).toEqual(['EC', '1', 'FM', '"']);
    expect(read('ER\\EC1\\FM""')).toEqual(['EC', '1', 'FM', '']);
    expect(read('ER\\EC1\\FM')).toEqual(['EC', '1', 'FM', '']);
  });

  test('is read as a plain value without quotes', () => {
    expect(read('ER\\EC1\\FMEO\\SO')).toEqual(['EC', '1', 'FM', 'EO', 'SO', '']);
  });

  test(verifies('ER-1') + 'is preserved by writing, with any message in it and text after it', () => {
    const faulty = fc.string({ unit: fc.constantFrom('\\', 'EO', '\\SO', '\\TXa', '"b"', ' ', 'é'), minLength: 1 });
    const words = fc.string({ unit: fc.constantFrom('a', ' ', '"b"', '.'), maxLength: 20 });
    fc.assert(
      fc.property(faulty, fc.option(words), (text, message) => {
        const fields = ['EC', '9000', 'FM', text, ...(message === null ? [] : ['MS', message])];
        const written = format({ service: null, interface: null, code: 'ER', fields });
        expect(read(written)).toEqual(fields);
      }),
    );
  });
});

describe('line-of-business data (DT)', () => {
  const dataOf = (frame: string): string | undefined => decode(frame).get('DT');

  test('in JSON extends to the end of the JSON text, including backslashes', () => {
    const json = JSON.stringify({ path: 'C:\\TX\\RE10', quote: 'say "}"', list: [{ a: '\\DT' }], newline: '\n' });
    const message = decode(`OZ\\TXa\\DT${json}\\RE10`);
    expect(message.fields).toEqual(['TX', 'a', 'DT', json, 'RE', '10']);
    expect(dataOf(`OZ\\DT${json}`)).toBe(json);
    expect(dataOf(`OZ\\DT[${json}]\\AO1`)).toBe(`[${json}]`);
  });

  test(verifies('OZ-6') + 'in JSON ends with the JSON text, even before an unknown parameter', () => {
    expect(decode('OZ\\DT{"a":"\\\\b"}\\QQnew\\RE10').fields).toEqual(['DT', '{"a":"\\\\b"}', 'QQ', 'new', 'RE', '10']);
  });

  test('in JSON is preserved by writing, with any content', () => {
    fc.assert(
      fc.property(fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue())), (value) => {
        const fields = ['TX', 'a', 'DT', JSON.stringify(value), 'RE', '10', 'AN', 'Joe'];
        expect(decode(format({ service: null, interface: null, code: 'OZ', fields })).fields).toEqual(fields);
      }),
    );
  });

  test('that only starts like JSON ends before the next known code', () => {
    expect(decode('OZ\\DT{never closed\\RE10').fields).toEqual(['DT', '{never closed', 'RE', '10']);
    expect(decode('OZ\\DT{\\SI}').fields).toEqual(['DT', '{', 'SI', '}']);
    expect(decode('OZ\\DT{"a":\\RE10').fields).toEqual(['DT', '{"a":', 'RE', '10']);
    expect(decode('OZ\\DT{a}\\ZZb\\RE10').fields).toEqual(['DT', '{a}\\ZZb', 'RE', '10']);
  });

  test(verifies('TR-7') + 'in XML ends after the XML, even before an unknown parameter', () => {
    const xml = '<r><c n="a" d="&#92;"/></r>';
    expect(decode(`OZ\\DT${xml}\\QQnew\\RE10`).fields).toEqual(['DT', xml, 'QQ', 'new', 'RE', '10']);
    const unescaped = '<r><c n="a" d="C:\\temp"/></r>';
    expect(decode(`OZ\\DT${unescaped}\\RE10`).fields).toEqual(['DT', unescaped, 'RE', '10']);
  });

  test('in XML and in the legacy format ends before the next known code', () => {
    const xml = '<r><c n="a" d="&#92;"/></r>';
    expect(decode(`OZ\\DT${xml}\\RE10`).fields).toEqual(['DT', xml, 'RE', '10']);
    expect(decode('OZ\\DTName~N~Joe|Town~N~Oslo\\RE10').fields).toEqual(['DT', 'Name~N~Joe|Town~N~Oslo', 'RE', '10']);
  });

  test('includes a separator that is not followed by a known code', () => {
    expect(decode('OZ\\DTPath~N~C:\\temp\\new\\\\x\\RE10').fields).toEqual([
      'DT',
      'Path~N~C:\\temp\\new\\\\x',
      'RE',
      '10',
    ]);
    expect(dataOf('OZ\\DTa\\')).toBe('a\\');
    expect(dataOf('OZ\\DTa\\R')).toBe('a\\R');
  });

  test('is data only in a message with a data parameter', () => {
    expect(decode('EO\\DT{"a":"\\TXb"}').fields).toEqual(['DT', '{"a":"', 'TX', 'b"}']);
  });

  test('of hostile size is read in linear time', () => {
    const depth = 200_000;
    expect(decode(`OZ${'\\DT[{"'.repeat(depth)}`).fields).toHaveLength(depth * 2);
    expect(decode(`ER${'\\FM"'.repeat(depth)}`).fields.length).toBeGreaterThan(0);
    expect(decode(`ER\\FM"${'"\\EC'.repeat(depth)}"`).fields.length).toBeGreaterThan(0);
    expect(decode(`OZ\\DT${'\\'.repeat(depth)}`).fields).toHaveLength(2);
  });
});
