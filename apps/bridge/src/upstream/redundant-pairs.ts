import type { Journal } from '@sdmp/journal';
import type { UpstreamConfig } from '../config/upstream-config.ts';
import type { BridgeEventLog } from '../log/bridge-events.ts';
import { RedundantPair } from './redundant-pair.ts';

/** An upstream with the names of all that share its pair; empty when it stands alone. */
export interface PairedUpstream extends UpstreamConfig {
  readonly members: readonly string[];
}

/** Who belongs to whom. */
export function withMembers(configs: readonly UpstreamConfig[]): readonly PairedUpstream[] {
  return configs.map((config) => ({
    ...config,
    members:
      config.pair === undefined ? [] : configs.filter(({ pair }) => pair === config.pair).map(({ name }) => name),
  }));
}

/** The pairs of a bridge. One whose members changed begins anew, from what the journal holds. */
export class RedundantPairs {
  readonly #journal: Journal;
  readonly #events: BridgeEventLog;
  readonly #pairs = new Map<string, Promise<RedundantPair>>();

  constructor(journal: Journal, events: BridgeEventLog) {
    this.#journal = journal;
    this.#events = events;
  }

  /** Undefined for an upstream that stands alone. */
  async of({ pair, members }: PairedUpstream): Promise<RedundantPair | undefined> {
    if (pair === undefined) return undefined;
    const key = [pair, ...members].join('\n');
    const found = this.#pairs.get(key);
    if (found !== undefined) return found;
    const loading = RedundantPair.load(this.#journal, {
      members,
      forgotten: () => this.#events.report('pairsOutrun', { pair }),
      unread: (positions) => this.#events.report('pairsUnread', { pair, positions }, positions),
    });
    this.#pairs.set(key, loading);
    // A failure is for this caller alone: the next one, as after a reload, tries anew.
    loading.catch(() => this.#pairs.delete(key));
    return loading;
  }
}
