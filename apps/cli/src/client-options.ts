import { asciiPort, unicodePort } from '@sdmp/protocol';
import type { ClientOptions } from '@sdmp/runtime/client';
import type { Terminal } from '@sdmp/terminal';
import type { CredentialsOptions, ReadCredentials } from './credentials-option.ts';
import { chosenEncoding, type EncodingOptions } from './encoding-option.ts';
import { parseEndpoint } from './parse/arguments.ts';
import { messageLogger } from './serve/message-logger.ts';
import { chosenTls, type TlsOptions } from './tls-option.ts';

/** What every command says that subscribes. */
export interface SubscriberOptions extends EncodingOptions, CredentialsOptions, TlsOptions {
  readonly release?: string;
  readonly debug?: true;
}

/** Returns how a client connects as the words of a command say. */
export function clientOptions(
  address: string,
  options: SubscriberOptions,
  credentials: ReadCredentials | undefined,
  terminal: Terminal,
): ClientOptions {
  const encoding = chosenEncoding(options);
  const tls = chosenTls(options, terminal);
  return {
    ...parseEndpoint(address, encoding === 'utf-16le' ? unicodePort : asciiPort),
    encoding,
    ...(tls === undefined ? {} : { tls }),
    ...(credentials === undefined ? {} : { credentials }),
    ...(options.release === undefined ? {} : { release: options.release }),
    ...(options.debug === true ? { logger: messageLogger(terminal, true) } : {}),
  };
}
