import { isDeepStrictEqual } from 'node:util';
import type { UpstreamConfig } from '../config/upstream-config.ts';
import { Upstream, type UpstreamOptions } from './upstream.ts';
import type { UpstreamStatus } from './upstream-status.ts';

/** What changed, by name. */
export interface UpstreamChanges {
  readonly started: readonly string[];
  readonly stopped: readonly string[];
}

/** The dialers that are recorded, by name. */
export class Upstreams {
  /** Rejects when the outcomes of one of them cannot be recorded any more; resolves when all were closed. */
  readonly finished: Promise<void>;
  readonly #options: Omit<UpstreamOptions, 'config'>;
  readonly #running = new Map<string, { readonly config: UpstreamConfig; readonly upstream: Upstream }>();
  readonly #finish = Promise.withResolvers<void>();

  constructor(options: Omit<UpstreamOptions, 'config'>) {
    this.#options = options;
    this.finished = this.#finish.promise;
    // Whoever runs the bridge waits for it; until then it must not count as unhandled.
    this.finished.catch(() => undefined);
  }

  /** In the order of their start. */
  get statuses(): readonly UpstreamStatus[] {
    return Array.from(this.#running.values(), ({ upstream }) => upstream.status);
  }

  /**
   * Makes these the ones that are recorded. One that is as it was goes on untouched; one that changed ends in order, with
   * what it received recorded and acknowledged, before it begins anew.
   */
  async apply(configs: readonly UpstreamConfig[]): Promise<UpstreamChanges> {
    const wanted = new Map(configs.map((config) => [config.name, config]));
    const leaving = Array.from(this.#running).filter(
      ([name, { config }]) => !isDeepStrictEqual(config, wanted.get(name)),
    );
    const stopped = leaving.map(([name]) => name);
    await Promise.all(leaving.map(([, { upstream }]) => upstream.close()));
    for (const name of stopped) this.#running.delete(name);
    const coming = configs.filter(({ name }) => !this.#running.has(name));
    for (const config of coming) {
      const upstream = await Upstream.start({ ...this.#options, config });
      upstream.finished.catch(this.#finish.reject);
      this.#running.set(config.name, { config, upstream });
    }
    return { started: coming.map(({ name }) => name), stopped };
  }

  /** Records and acknowledges what was received, then ends all connections. */
  async close(): Promise<void> {
    await this.apply([]);
    this.#finish.resolve();
  }
}
