import { expect, test } from 'vitest';
import { faultOf } from '../scripts/documents/block-faults.ts';

function faultIn(language: string, text: string): string | undefined {
  return faultOf({ document: 'guide.md', line: 1, language, text, context: '' });
}

test.each([
  ['sh', 'if true; then echo yes; fi', 'if true; then echo yes'],
  ['json', '{"a":1}\n{"a":2}', '{"a":1'],
  ['jsonc', '// One.\n{"a":1}', '// One.\n{"a"}'],
  ['yaml', 'sinks:\n  - name: crm', 'sinks: [crm'],
  ['yaml', 'a: 1\nb: 2', 'a: 1\na: 2'],
  ['xml', '<a><b/></a>', '<a><b></a>'],
  ['html', '<p>one</p><p>two</p>', '<p>one'],
])('a block of %s that its parser does not take is a fault', (language, good, bad) => {
  expect(faultIn(language, good)).toBeUndefined();
  expect(faultIn(language, bad)).toMatch(/./);
});

test('a block of a language that nothing checks is a fault, and one of no language', () => {
  expect(faultIn('cobol', 'STOP RUN.')).toContain("nothing checks blocks of 'cobol'");
  expect(faultIn('', 'sdmp help')).toContain('names its language');
});
