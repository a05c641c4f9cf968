import type { WireEncoding } from '@sdmp/codec';
import { asciiPort, unicodePort } from '@sdmp/protocol';
import type { TlsListenOptions } from '@sdmp/runtime';
import type { Endpoint } from '@sdmp/terminal';
import { parseEndpoint } from '../parse/arguments.ts';

/** `off` is an address that is none. */
export type ListenChoice = Endpoint | 'off';

export interface ListenAddress extends Endpoint {
  readonly encoding: WireEncoding;
  readonly tls?: TlsListenOptions;
}

const loopback = '127.0.0.1';

/** Reads one more `--listen`; commander hands over what came before. */
export function collectListen(text: string, before: readonly ListenChoice[] | undefined): readonly ListenChoice[] {
  return [...(before ?? []), text === 'off' ? 'off' : parseEndpoint(text)];
}

export interface ListenOptions {
  readonly listen?: readonly ListenChoice[];
  readonly listenUnicode?: readonly ListenChoice[];
  readonly listenTls?: readonly ListenChoice[];
  readonly listenUnicodeTls?: readonly ListenChoice[];
}

/** Whether there is a TLS listener. */
export function isTlsWanted({ listenTls = [], listenUnicodeTls = [] }: ListenOptions): boolean {
  return [...listenTls, ...listenUnicodeTls].some((choice) => choice !== 'off');
}

/** Where to listen, the defaults filled in; there are TLS listeners only where they are named. */
export function listenAddresses(options: ListenOptions, tls?: TlsListenOptions): readonly ListenAddress[] {
  const { listen, listenUnicode, listenTls = [], listenUnicodeTls = [] } = options;
  const secure = (choices: readonly ListenChoice[], encoding: WireEncoding): readonly ListenAddress[] =>
    tls === undefined ? [] : choices.flatMap((choice) => (choice === 'off' ? [] : [{ ...choice, encoding, tls }]));
  return [
    ...chosen(listen, { host: loopback, port: asciiPort, encoding: 'windows-1252' }),
    ...chosen(listenUnicode, { host: loopback, port: unicodePort, encoding: 'utf-16le' }),
    ...secure(listenTls, 'windows-1252'),
    ...secure(listenUnicodeTls, 'utf-16le'),
  ];
}

function chosen(choices: readonly ListenChoice[] | undefined, usual: ListenAddress): readonly ListenAddress[] {
  if (choices === undefined) return [usual];
  return choices.flatMap((choice) => (choice === 'off' ? [] : [{ ...choice, encoding: usual.encoding }]));
}
