import { setTimeout as sleep } from 'node:timers/promises';
import type { Journal, JournalRecord } from '../../../packages/journal/dist/index.js';
import type { Random } from '../../built-packages.ts';

/** Campaign of the records that every appender hands in under the same ids. */
export const sharedCampaign = 'shared';

const mostRecords = 20;
const longestPauseMs = 20;

export interface AppenderOptions {
  readonly journal: Journal;
  /** Campaign of its own records. */
  readonly name: string;
  readonly random: Random;
  readonly stopping: AbortSignal;
  /** Called with each acknowledgement. */
  readonly onAcknowledged: () => void;
}

/** Appends numbered records of its own, and those that the others append as well, until stopped. */
export class Appender {
  readonly #options: AppenderOptions;
  /** Numbers below are acknowledged. */
  own = 0;
  shared = 0;

  constructor(options: AppenderOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { journal, name, random, stopping, onAcknowledged } = this.#options;
    while (!stopping.aborted) {
      const own = numbered(this.own, 1 + random.below(mostRecords), name);
      const shared = numbered(this.shared, 1 + random.below(mostRecords), sharedCampaign);
      await Promise.all([
        journal.append(own).then(() => onAcknowledged()),
        journal.append(shared, { ids: shared.map(({ body }) => `feed:${String(body)}`) }),
      ]);
      this.own += own.length;
      this.shared += shared.length;
      await sleep(random.below(longestPauseMs));
    }
  }
}

function numbered(first: number, count: number, campaign: string): readonly JournalRecord[] {
  const time = Date.now();
  return Array.from({ length: count }, (_, index) => ({
    time,
    tenant: 'trial',
    campaign,
    classes: 1,
    body: String(first + index),
  }));
}
