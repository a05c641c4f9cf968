import type { WireEncoding } from '@sdmp/codec';
import { asciiPort, unicodePort } from '@sdmp/protocol';
import type { ClientTlsOptions } from '@sdmp/runtime/client';
import type { TlsListenOptions } from '@sdmp/runtime/server';
import type { Endpoint, Terminal } from '@sdmp/terminal';
import type { Command } from 'commander';
import { addTargetArgument, chosenEncoding, type EncodingOptions } from '../encoding-option.ts';
import { parseEndpoint, parseWholeEndpoint } from '../parse/arguments.ts';
import {
  addListenTlsOptions,
  addTlsOptions,
  chosenListenTls,
  chosenTls,
  type ListenTlsOptions,
  type TlsOptions,
} from '../tls-option.ts';

/** What commands say that stand between an application and a dialer. */
export interface LinkOptions extends EncodingOptions, TlsOptions, ListenTlsOptions {
  readonly listen?: Endpoint;
}

/** Adds the dialer, where applications connect, and how each side is reached by TLS. */
export function addLinkOptions(command: Command): Command {
  const aimed = addTargetArgument(command).option(
    '--listen <host:port>',
    'where applications connect (default 127.0.0.1, a free port)',
    parseWholeEndpoint,
  );
  return addTlsOptions(addListenTlsOptions(aimed));
}

/** Where a link leads from and to. */
export interface ChosenLink {
  readonly target: Endpoint;
  readonly listen: Endpoint;
  readonly encoding: WireEncoding;
  /** How applications connect by TLS; undefined: in the clear. */
  readonly listenTls: TlsListenOptions | undefined;
  /** How the target is reached by TLS; undefined: in the clear. */
  readonly targetTls: ClientTlsOptions | undefined;
}

/** This machine alone, a free port. */
const usualListen: Endpoint = { host: '127.0.0.1', port: 0 };

/** Returns what the words of a command say, with the defaults. */
export function chosenLink(address: string, options: LinkOptions, terminal: Terminal): ChosenLink {
  const { listen = options.listenTls ?? usualListen } = options;
  const encoding = chosenEncoding(options);
  return {
    target: parseEndpoint(address, encoding === 'utf-16le' ? unicodePort : asciiPort),
    listen,
    encoding,
    listenTls: chosenListenTls(options, terminal),
    targetTls: chosenTls(options, terminal),
  };
}
