import { describe, expect, test } from 'vitest';
import { detectDataFraming, readData } from './read-data.ts';
import { writeData } from './write-data.ts';

const open = '<MagicXMLDocument xmlns="http://www.sytelco.com/SCC/CM">';
const close = '</MagicXMLDocument>';

test.each([
  ['<MagicXMLDocument/>', 'xml'],
  ['<other/>', 'xml'],
  ['{"a":1}', 'json'],
  ['{}', 'json'],
  ['[{"a":1}]', 'json'],
  ['Name~N~Joe', 'legacy'],
  ['A~Y~|B~N~2|', 'legacy'],
  ['~N~', 'legacy'],
  ['', 'unformatted'],
  ['Joe', 'unformatted'],
  ['a|b~N~c', 'unformatted'],
  ['A~X~b', 'unformatted'],
  ['{1234-5678}', 'unformatted'],
])('%j is detected as %s by its start', (text, framing) => {
  expect(detectDataFraming(text)).toBe(framing);
});

describe('XML', () => {
  test('is read with and without the index, which has no meaning', () => {
    const read = readData(`${open}<r><c n="a" d="1"/><c i="7" m="true" n="b" d=""/></r>${close}`);
    expect(read).toMatchObject({
      problems: [],
      fields: [
        { name: 'a', value: '1', m: false },
        { name: 'b', value: '', m: true },
      ],
    });
  });

  test('accepts a backslash in each form of XML', () => {
    const { fields } = readData(`${open}<r><c n="a" d="&#92;&#x5c;&#x5C;\\"/></r>${close}`);
    expect(fields).toEqual([{ name: 'a', value: '\\\\\\\\', m: false }]);
  });

  test('is written on one line, with the unused index', () => {
    const fields = [{ name: 'Path', value: 'C:\\"a"\r\n\t<&>', m: true }];
    expect(writeData(fields, 'xml').text).toBe(
      `${open}<r><c i="0" n="Path" m="true" d="C:&#92;&quot;a&quot;&#13;&#10;&#9;&lt;&amp;&gt;"/></r>${close}`,
    );
    expect(writeData([], 'xml').text).toBe(`${open}<r></r>${close}`);
  });

  test.each([
    [`${open}<r><c n="a" d="1"/>`, 'malformed'],
    ['<', 'malformed'],
    [`${open}<r><c n="a" n="b" d="1"/></r>${close}`, 'malformed'],
    [`${open}<r><c n="a" d="&other;"/></r>${close}`, 'malformed'],
    [`${open}<r/>${close}\\QQnew`, 'malformed'],
    [`<!DOCTYPE a [<!ENTITY b "c">]>${open}<r><c n="a" d="&b;"/></r>${close}`, 'layout'],
    [`${open}${close}`, 'layout'],
    [`${open}<r/><r/>${close}`, 'layout'],
    [`${open}<r><c n="a" d="1"><c n="b" d="1"/></c></r>${close}`, 'layout'],
    [`${open}<r><x/></r>${close}`, 'layout'],
    [`${open}<r>text</r>${close}`, 'layout'],
    [`${open}<r><!-- a --></r>${close}`, 'layout'],
    [`${open}<r><![CDATA[a]]></r>${close}`, 'layout'],
    [`${open}<r><?a b?></r>${close}`, 'layout'],
    [`${open}<r><c n="a"/></r>${close}`, 'layout'],
    [`${open}<r><c d="a"/></r>${close}`, 'layout'],
    [`${open}<r><c n="a" d="1" m="maybe"/></r>${close}`, 'layout'],
    [`${open}<r><c n="a" d="1" z=""/></r>${close}`, 'layout'],
    ['<MagicXMLDocument><r/></MagicXMLDocument>', 'layout'],
    ['<MagicXMLDocument xmlns="urn:other"><r/></MagicXMLDocument>', 'layout'],
  ])('%j is a problem (%s)', (text, rule) => {
    expect(readData(text)).toMatchObject({ framing: 'xml', text, problems: [{ rule }] });
  });

  test('returns the columns before a broken part, and never a value in a message', () => {
    const { fields, problems } = readData(`${open}<r><c n="a" d="1"/><c n="secret" d="&secret;"/></r>${close}`);
    expect(fields).toEqual([{ name: 'a', value: '1', m: false }]);
    expect(JSON.stringify(problems)).not.toContain('secret');
  });

  test.each(['\0', '\u0001', '\uFFFE', '\uD800'])('cannot express %j', (value) => {
    expect(writeData([{ name: 'a', value }], 'xml')).toMatchObject({
      text: undefined,
      problems: [{ rule: 'inexpressible', field: 'a' }],
    });
  });
});

describe('JSON', () => {
  test('keeps kinds, order and every digit', () => {
    const { fields, problems } = readData(' {"b":"x"}'.trim());
    expect([fields, problems]).toEqual([[{ name: 'b', value: 'x', json: 'text' }], []]);
    expect(
      readData('{"2":1.50,"1":12345678901234567890,\n"n":null,"t":true,"o":{ "a" : [ "b c" ] },"__proto__":""}').fields,
    ).toEqual([
      { name: '2', value: '1.50', json: 'number' },
      { name: '1', value: '12345678901234567890', json: 'number' },
      { name: 'n', value: '', json: 'null' },
      { name: 't', value: 'true', json: 'boolean' },
      { name: 'o', value: '{"a":["b c"]}', json: 'nested' },
      { name: '__proto__', value: '', json: 'text' },
    ]);
  });

  test('is written with backslashes only where JSON requires them', () => {
    expect(writeData([{ name: 'a/b', value: 'é\'</ "\\ \n' }], 'json').text).toBe(String.raw`{"a/b":"é'</ \"\\ \n"}`);
  });

  test.each([
    ['{"a":1', 'malformed'],
    ['{"a":01}', 'malformed'],
    ['{"a":1}x', 'malformed'],
    ['[{"a":1}]', 'layout'],
    ['{"a":1,"a":2}', 'layout'],
  ])('%j is a problem (%s)', (text, rule) => {
    expect(readData(text)).toMatchObject({ framing: 'json', text, problems: [{ rule }] });
  });

  test('rejects what JSON cannot express', () => {
    expect(writeData([{ name: 'a', value: '01', json: 'number' }], 'json').problems).toHaveLength(1);
    expect(writeData([{ name: 'a', value: '{', json: 'nested' }], 'json').problems).toHaveLength(1);
    expect(writeData([{ name: 'a', value: 'yes', json: 'boolean' }], 'json').problems).toHaveLength(1);
    expect(
      writeData(
        [
          { name: 'a', value: '1' },
          { name: 'a', value: '2' },
        ],
        'json',
      ).problems,
    ).toMatchObject([{ rule: 'inexpressible', field: 'a' }]);
  });
});

describe('legacy', () => {
  test('reads everything after the second tilde as the value', () => {
    expect(readData('Name~N~Joe').fields).toEqual([{ name: 'Name', value: 'Joe', flag: 'N' }]);
    expect(readData('A~N~x~N~y|B~Y~|').fields).toEqual([
      { name: 'A', value: 'x~N~y', flag: 'N' },
      { name: 'B', value: '', flag: 'Y' },
    ]);
  });

  test.each(['A~N~1|rest', 'A~N~1||B~N~2|', 'A~N~1|B~X~2'])('%j has a problem after its first field', (text) => {
    expect(readData(text)).toMatchObject({
      framing: 'legacy',
      fields: [{ name: 'A', value: '1' }],
      problems: [{ rule: 'malformed' }],
    });
  });

  test.each([
    ['a', 'x|y'],
    ['a', 'C:\\x'],
    ['a', 'x\ny'],
    ['a~b', ''],
    ['a|b', ''],
    ['<a', ''],
    ['{"a', ''],
  ])('has no escape, so %j with %j is rejected', (name, value) => {
    expect(writeData([{ name, value }], 'legacy')).toMatchObject({
      text: undefined,
      problems: [{ rule: 'inexpressible', field: name }],
    });
  });
});
