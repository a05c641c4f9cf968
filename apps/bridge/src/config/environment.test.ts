import { parseDocument } from 'yaml';
import { expect, test } from 'vitest';
import { fillIn } from './environment.ts';

function filled(source: string, environment: Record<string, string> = {}): unknown {
  const document = parseDocument(source);
  expect(fillIn(document, environment)).toEqual([]);
  return document.toJS();
}

test('a variable stands for its value, in the middle of a text too', () => {
  expect(filled('a: ${HOST}\nb: ["x-${HOST}-y"]\n', { HOST: 'pbx' })).toEqual({ a: 'pbx', b: ['x-pbx-y'] });
});

test('a value without quotes is read as YAML reads it, one in quotes stays text', () => {
  const source = 'a: ${PORT}\nb: "${PORT}"\nc: ${ON}\n';
  expect(filled(source, { PORT: '6502', ON: 'true' })).toEqual({ a: 6502, b: '6502', c: true });
});

test('a value with YAML of its own in it is text, so that a variable cannot bring in keys', () => {
  expect(filled('a: ${TEXT}\n', { TEXT: '{ b: 1 }' })).toEqual({ a: '{ b: 1 }' });
});

test('what is not set takes what stands behind :-', () => {
  expect(filled('a: ${PORT:-6502}\nb: x${NONE:-}y\n')).toEqual({ a: 6502, b: 'xy' });
});

test('two dollar signs keep what follows as it is', () => {
  expect(filled('a: $${HOST}\nb: 5$\n', { HOST: 'pbx' })).toEqual({ a: '${HOST}', b: '5$' });
});

test('what is not set is named, with its place', () => {
  const document = parseDocument('a: 1\nb: ${NONE}\n');
  expect(fillIn(document, {})).toEqual([{ name: 'NONE', offset: 8, isUnreadable: false }]);
});

test('one whose bytes were not UTF-8 is named as unreadable', () => {
  const document = parseDocument('a: ${TOKEN}\n');
  expect(fillIn(document, { TOKEN: 'x\ufffd' })).toEqual([{ name: 'TOKEN', offset: 3, isUnreadable: true }]);
});
