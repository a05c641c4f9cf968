import { expect, test } from 'vitest';
import { describeOpenness, listeningLine } from './listening.ts';

const local = { host: '127.0.0.1', port: 6502, encoding: 'windows-1252' };
const open = { host: '::', port: 6500, encoding: 'utf-16le' };

test('a listener is named by its encoding', () => {
  expect([local, open].map(listeningLine)).toEqual(['listening ascii 127.0.0.1:6502', 'listening unicode [::]:6500']);
});

test('the warning names only listeners that other machines can reach', () => {
  expect(describeOpenness([local])).toBe(undefined);
  expect(describeOpenness([local, open])).toMatch(/^\[::\]:6500 can be reached/);
});
