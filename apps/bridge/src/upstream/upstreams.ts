import type { UpstreamConfig } from '../config/upstream-config.ts';
import type { BridgeEventLog } from '../log/bridge-events.ts';
import { ReconciledSet, type PlannedChange } from '../reconciled-set.ts';
import type { RedundantPair } from './redundant-pair.ts';
import { type PairedUpstream, RedundantPairs, withMembers } from './redundant-pairs.ts';
import { Upstream, type UpstreamOptions } from './upstream.ts';
import type { UpstreamHistory } from './upstream-history.ts';
import { readCredentials, type WithCredentials } from './upstream-credentials.ts';
import type { UpstreamDetails } from './upstream-status.ts';

/** The dialers that are recorded, by name. */
export class Upstreams {
  /** Rejects when the outcomes of one of them cannot be recorded any more; resolves when all were closed. */
  readonly finished: Promise<void>;
  readonly #set: ReconciledSet<PairedUpstream & WithCredentials, RedundantPair | undefined, Upstream>;
  readonly #finish = Promise.withResolvers<void>();

  constructor(options: Omit<UpstreamOptions, 'config' | 'pair'> & { readonly events: BridgeEventLog }) {
    const pairs = new RedundantPairs(options.journal, options.events);
    this.finished = this.#finish.promise;
    // The bridge waits for it later; until then it must not count as unhandled.
    this.finished.catch(() => undefined);
    this.#set = new ReconciledSet({
      prepare: (config) => pairs.of(config),
      start: async (config, pair) => {
        const upstream = await Upstream.start({ ...options, config, pair });
        upstream.finished.catch(this.#finish.reject);
        return upstream;
      },
      stop: (upstream) => upstream.close(),
    });
  }

  /** In the order of their start. */
  get statuses(): readonly UpstreamDetails[] {
    return this.#set.members.map(({ status }) => status);
  }

  /** Returns the history of the upstream with that name; undefined when there is none. */
  history(name: string, mostMinutes: number): UpstreamHistory | undefined {
    return this.#set.members.find(({ status }) => status.name === name)?.history(mostMinutes);
  }

  /** Plans to make these the ones that are recorded; one that leaves has what it received recorded and acknowledged first. */
  async plan(configs: readonly UpstreamConfig[]): Promise<PlannedChange> {
    return this.#set.plan(await readCredentials(withMembers(configs)));
  }

  /** Records and acknowledges what was received, then ends all connections. */
  async close(): Promise<void> {
    await this.#set.close();
    this.#finish.resolve();
  }
}
