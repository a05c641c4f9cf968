import {
  placeOf,
  type PemSource,
  readTlsSources,
  type TlsMaterial,
  type TlsSources,
  unreadable,
} from './tls-sources.ts';

/** Takes what becomes of the sources of TLS while they are in use. */
export interface TlsWatcher {
  /** The sources have changed and cannot be used; those before count on. Told once for each change. */
  readonly kept: (cause: unknown) => void;
  /** Changed sources were taken over. */
  readonly renewed: (places: string) => void;
}

/** The sources of TLS, read again after each change; what has become unusable changes nothing. */
export class ChangingTls {
  readonly #sources: TlsSources;
  readonly #watcher: TlsWatcher;
  #version: string | undefined;
  #material: TlsMaterial | undefined;
  #looking: Promise<TlsMaterial> | undefined;

  constructor(sources: TlsSources, watcher: TlsWatcher) {
    this.#sources = sources;
    this.#watcher = watcher;
  }

  /** What the sources are called. */
  get places(): string {
    return this.#named.map(([what, source]) => placeOf(source, what)).join(', ');
  }

  /** The sources as they are now, or as they were when they could be used last. Rejects with `TLS_SETTINGS` when they never could. */
  current(): Promise<TlsMaterial> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  get #named(): readonly (readonly [string, PemSource])[] {
    const { ca, certificate, key } = this.#sources;
    const all = [['authorities', ca] as const, ['certificate', certificate] as const, ['key', key] as const];
    return all.flatMap(([what, source]) => (source === undefined ? [] : [[what, source] as const]));
  }

  async #look(): Promise<TlsMaterial> {
    const known = this.#material;
    // Asked for before reading: a change in between is found the next time.
    const version = await this.#versionNow();
    if (known !== undefined && version === this.#version) return known;
    try {
      const material = await this.#read();
      this.#material = material;
      this.#version = version;
      if (known !== undefined) this.#watcher.renewed(this.places);
      return material;
    } catch (cause) {
      if (known === undefined) throw cause;
      this.#version = version;
      this.#watcher.kept(cause);
      return known;
    }
  }

  async #versionNow(): Promise<string> {
    const versions = this.#named.map(async ([, source]) => {
      if (typeof source === 'string') return '';
      // What hinders it is found by reading.
      return source.version().catch((cause: unknown) => String(cause));
    });
    return (await Promise.all(versions)).join('\n');
  }

  async #read(): Promise<TlsMaterial> {
    for (const [what, source] of this.#named) {
      if (typeof source === 'string') continue;
      await source.version().catch((cause: unknown) => {
        throw unreadable(placeOf(source, what), cause);
      });
    }
    return readTlsSources(this.#sources);
  }
}
