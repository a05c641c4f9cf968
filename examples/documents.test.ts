import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { faultOf } from '../scripts/documents/block-faults.ts';
import { missingFromInstall } from '../scripts/documents/install-lines.ts';
import { firstChange } from '../scripts/newcomer/first-change.ts';

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

test('a program imports what its document installs, also with a package manager that hides what others bring', () => {
  const program = "import { a } from '@sdmp/runtime/client';\nimport { b } from '@sdmp/outcomes';\n";
  const block = { document: 'guide.md', line: 1, language: 'ts', text: program, context: '' };
  expect(missingFromInstall('npm install @sdmp/runtime # and more', [block])).toEqual(['@sdmp/outcomes']);
  expect(missingFromInstall('npm install @sdmp/runtime @sdmp/outcomes', [block])).toEqual([]);
  expect(missingFromInstall('Nothing is installed here.', [block])).toEqual([]);
});

test('the first change of CONTRIBUTING is commands up to a test', () => {
  const commands = firstChange(readFileSync(new URL('../CONTRIBUTING.md', import.meta.url), 'utf8'));
  expect(commands[0]).toBe('npx -y pnpm@10 install');
  expect(commands.at(-1)).toMatch(/ exec vitest run test\/tenants\.test\.ts$/);
  expect(commands.some((command) => command.includes(' new:command tenants '))).toBe(true);
});
