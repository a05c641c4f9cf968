import { constants } from 'node:crypto';
import type { Server, TlsOptions } from 'node:tls';
import { ChangingTls } from '../../tls/changing-tls.ts';
import type { TlsMaterial, TlsSources } from '../../tls/tls-sources.ts';

/** A certificate that runs out within this time is reported, milliseconds. */
const expiryNoticeMs = 7 * 24 * 60 * 60 * 1000;
/** How often it is, milliseconds. */
const expiryReportMs = 24 * 60 * 60 * 1000;

/** How often the files of TLS are looked at unless said otherwise, milliseconds. */
export const defaultTlsFilesIntervalMs = 5000;

/** Takes what an operator must hear of the files of TLS. */
export interface ServerTlsEvents {
  /** Changed files cannot be used; those before count on. */
  readonly kept: (details: { readonly places: string; readonly reason: string; readonly cause: unknown }) => void;
  /** Changed files were taken over. */
  readonly renewed: (details: { readonly places: string }) => void;
  /** The certificate runs out within a week, or has. */
  readonly expiring: (details: { readonly places: string; readonly time: string }) => void;
}

/**
 * The certificate, key and authorities of a TLS server. Their files are looked at every few seconds; what has changed counts from the
 * next connection on, and ends none (TLS-2).
 */
export class ServerTls {
  readonly #sources: ChangingTls;
  readonly #events: ServerTlsEvents;
  readonly #timer: NodeJS.Timeout;
  readonly #servers: Pick<Server, 'setSecureContext'>[] = [];
  #material: TlsMaterial;
  #reportedAt = Number.NEGATIVE_INFINITY;

  private constructor(sources: ChangingTls, material: TlsMaterial, events: ServerTlsEvents, intervalMs: number) {
    this.#sources = sources;
    this.#material = material;
    this.#events = events;
    this.#timer = setInterval(() => void this.#look(), intervalMs).unref();
    this.#reportExpiry();
  }

  /** Reads the sources. Rejects with `TLS_SETTINGS`. */
  static async open(
    wanted: TlsSources,
    events: ServerTlsEvents,
    intervalMs: number = defaultTlsFilesIntervalMs,
  ): Promise<ServerTls> {
    const sources: ChangingTls = new ChangingTls(wanted, {
      kept: (cause) => {
        const reason = cause instanceof Error ? cause.message : String(cause);
        events.kept({ places: sources.places, reason, cause });
      },
      renewed: (places) => events.renewed({ places }),
    });
    return new ServerTls(sources, await sources.current(), events, intervalMs);
  }

  /** What a server is made with. */
  get options(): TlsOptions {
    return optionsOf(this.#material);
  }

  /** Keeps a server up to date. */
  keep(server: Pick<Server, 'setSecureContext'>): void {
    this.#servers.push(server);
  }

  /** The files are not looked at any more. */
  close(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    // What could be used once is kept, so that this does not reject.
    const material = await this.#sources.current();
    if (material !== this.#material) {
      this.#material = material;
      this.#reportedAt = Number.NEGATIVE_INFINITY;
      for (const server of this.#servers) server.setSecureContext(optionsOf(material));
    }
    this.#reportExpiry();
  }

  #reportExpiry(): void {
    const now = Date.now();
    const end = Date.parse(this.#material.certificate?.validTo ?? '');
    if (Number.isNaN(end) || end - now > expiryNoticeMs || now - this.#reportedAt < expiryReportMs) return;
    this.#reportedAt = now;
    this.#events.expiring({ places: this.#sources.places, time: new Date(end).toISOString() });
  }
}

/** A resumed session would not be asked for its certificate again, though its authority may have been removed meanwhile. */
function optionsOf({ options }: TlsMaterial): TlsOptions {
  return { ...options, secureOptions: constants.SSL_OP_NO_TICKET };
}
