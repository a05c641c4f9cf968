import type { SecureContext, SecureContextOptions } from 'node:tls';
import type { TlsDialOptions } from '@sdmp/dial';
import { SdmpError } from '@sdmp/protocol';
import { ChangingTls } from '../../tls/changing-tls.ts';
import { readTlsSources, type TlsMaterial, type TlsSources } from '../../tls/tls-sources.ts';
import type { ClientEventLog } from '../client-events.ts';

/** How a client speaks TLS, by 1.2 or newer (TR-3). */
export interface ClientTlsOptions extends TlsSources {
  /** The name that the certificate of the service must be for. Default: the host. */
  readonly serverName?: string;
  /** Take any certificate: anyone in between can read and change everything. For trials alone. Default false. */
  readonly insecure?: boolean;
}

/** Node's TLS is loaded by the first client that speaks it. */
function createSecureContext(options: SecureContextOptions): SecureContext {
  return globalThis.process.getBuiltinModule('node:tls').createSecureContext(options);
}

/** The TLS of a client: its sources are looked at before each connection, and count from there on (TLS-2). */
export class ClientTls {
  readonly #options: ClientTlsOptions;
  readonly #sources: ChangingTls;
  #made: { readonly material: TlsMaterial; readonly secureContext: SecureContext } | undefined;

  /** Throws `INVALID_ARGUMENT` for a certificate without a key and the reverse. */
  constructor(options: ClientTlsOptions, events: ClientEventLog) {
    if ((options.certificate === undefined) !== (options.key === undefined)) {
      throw new SdmpError('INVALID_ARGUMENT', 'tls.certificate and tls.key must be given together');
    }
    this.#options = options;
    this.#sources = new ChangingTls(options, {
      kept: (cause) => events.report('tlsFilesKept', { places: this.#sources.places, reason: reasonOf(cause), cause }),
      renewed: (places) => events.report('tlsFilesRenewed', { places }),
    });
  }

  get isInsecure(): boolean {
    return this.#options.insecure === true;
  }

  /** Returns how the next connection is made. Rejects with `TLS_SETTINGS`. */
  async dialOptions(): Promise<TlsDialOptions> {
    const material = await this.#sources.current();
    if (this.#made?.material !== material) {
      this.#made = { material, secureContext: createSecureContext(material.options) };
    }
    const { serverName, insecure } = this.#options;
    return { secureContext: this.#made.secureContext, serverName, insecure };
  }
}

/** Returns what `dial` needs for one connection by TLS, its sources as they are now. Rejects with `TLS_SETTINGS`. */
export async function tlsDialOptions({ serverName, insecure, ...sources }: ClientTlsOptions): Promise<TlsDialOptions> {
  const { options } = await readTlsSources(sources);
  return { secureContext: createSecureContext(options), serverName, insecure };
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
