import type { WireEncoding } from '@sdmp/codec';
import { asciiPort, unicodePort } from '@sdmp/protocol';
import type { Endpoint } from '@sdmp/terminal';
import { parseEndpoint } from '../parse/arguments.ts';

/** `off` is an address that is none. */
export type ListenChoice = Endpoint | 'off';

export interface ListenAddress extends Endpoint {
  readonly encoding: WireEncoding;
}

const loopback = '127.0.0.1';

/** Reads one more `--listen`; commander hands over what came before. */
export function collectListen(text: string, before: readonly ListenChoice[] | undefined): readonly ListenChoice[] {
  return [...(before ?? []), text === 'off' ? 'off' : parseEndpoint(text)];
}

export interface ListenOptions {
  readonly listen?: readonly ListenChoice[];
  readonly listenUnicode?: readonly ListenChoice[];
}

/** Where to listen, the defaults filled in. */
export function listenAddresses({ listen, listenUnicode }: ListenOptions): readonly ListenAddress[] {
  return [
    ...chosen(listen, { host: loopback, port: asciiPort, encoding: 'windows-1252' }),
    ...chosen(listenUnicode, { host: loopback, port: unicodePort, encoding: 'utf-16le' }),
  ];
}

function chosen(choices: readonly ListenChoice[] | undefined, usual: ListenAddress): readonly ListenAddress[] {
  if (choices === undefined) return [usual];
  return choices.flatMap((choice) => (choice === 'off' ? [] : [{ ...choice, encoding: usual.encoding }]));
}
