import { listeningLine } from '@sdmp/terminal';
import { expect, test } from 'vitest';
import { collectListen, listenAddresses } from './listen-addresses.ts';

test('the defaults are the documented ports on this machine', () => {
  expect(listenAddresses({}).map(listeningLine)).toEqual([
    'listening ascii 127.0.0.1:6502',
    'listening unicode 127.0.0.1:6500',
  ]);
});

test('several listeners, and none', () => {
  const listen = collectListen('[::1]:1', collectListen('a.example:2', undefined));
  const addresses = listenAddresses({ listen, listenUnicode: collectListen('off', undefined) });
  expect(addresses.map(listeningLine)).toEqual(['listening ascii a.example:2', 'listening ascii [::1]:1']);
});
