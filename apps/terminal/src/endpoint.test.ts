import { expect, test } from 'vitest';
import {
  describeOpenness,
  formatEndpoint,
  isLoopback,
  listeningLine,
  namesThisMachine,
  readEndpoint,
} from './endpoint.ts';

test.each([
  ['127.0.0.1:6502', { host: '127.0.0.1', port: 6502 }],
  ['dialer.example:0', { host: 'dialer.example', port: 0 }],
  ['[::1]:6500', { host: '::1', port: 6500 }],
])('%s', (text, expected) => {
  expect(readEndpoint(text)).toEqual(expected);
  expect(formatEndpoint(expected)).toBe(text);
});

test('a host without a port gets the default port', () => {
  expect(readEndpoint('localhost', 6502)).toEqual({ host: 'localhost', port: 6502 });
  expect(readEndpoint('[::1]', 6502)).toEqual({ host: '::1', port: 6502 });
});

test.each(['', ':6502', 'a:b', 'a:65536', '::1:6502', 'localhost'])("'%s' is not an endpoint", (text) => {
  expect(readEndpoint(text)).toBe(undefined);
});

test('loopback addresses are recognized', () => {
  expect(['127.0.0.1', '127.1.2.3', '::1', 'localhost'].every(isLoopback)).toBe(true);
  expect(['0.0.0.0', '::', '10.0.0.1', '127.example'].some(isLoopback)).toBe(false);
});

const local = { host: '127.0.0.1', port: 6502, encoding: 'windows-1252' };
const open = { host: '::', port: 6500, encoding: 'utf-16le' };

test('a listener is named by its encoding', () => {
  expect([local, open].map(listeningLine)).toEqual(['listening ascii 127.0.0.1:6502', 'listening unicode [::]:6500']);
});

test('the warning names only listeners that other machines can reach', () => {
  expect(describeOpenness([local])).toBe(undefined);
  expect(describeOpenness([local, open])).toMatch(/^\[::\]:6500 can be reached/);
});

test.each([
  ['localhost', true],
  ['localhost:8080', true],
  ['127.0.0.1:8080', true],
  ['127.9.9.9', true],
  ['[::1]:8080', true],
  ['localhost.example', false],
  ['127.0.0.1.example:80', false],
  ['evil@127.0.0.1.example', false],
  ['[::ffff:192.0.2.1]', false],
  ['192.0.2.1', false],
  ['', false],
])('whether the Host header %j names this machine: %s', (authority, isOurs) => {
  expect(namesThisMachine(authority)).toBe(isOurs);
});
