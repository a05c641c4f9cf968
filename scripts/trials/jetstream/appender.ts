import { setTimeout as sleep } from 'node:timers/promises';
import type { Journal, JournalRecord } from '../../../packages/journal/dist/index.js';
import type { Random } from '../../built-packages.ts';

/** Campaign of the records that all appenders append with the same ids. */
export const sharedCampaign = 'shared';

const maxRecordsPerAppend = 20;
const maxPauseMs = 20;

export interface AppenderOptions {
  readonly journal: Journal;
  /** Campaign of its own records. */
  readonly name: string;
  readonly random: Random;
  readonly stopping: AbortSignal;
  /** Called with each acknowledgement. */
  readonly onAcknowledged: () => void;
}

/** Appends numbered records of its own campaign and of the shared one until stopped. */
export class Appender {
  readonly #options: AppenderOptions;
  /** Count of acknowledged records of its own campaign. */
  own = 0;
  /** Count of acknowledged records of the shared campaign. */
  shared = 0;

  constructor(options: AppenderOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { journal, name, random, stopping, onAcknowledged } = this.#options;
    while (!stopping.aborted) {
      const own = numbered(this.own, 1 + random.below(maxRecordsPerAppend), name);
      const shared = numbered(this.shared, 1 + random.below(maxRecordsPerAppend), sharedCampaign);
      await Promise.all([
        journal.append(own).then(() => onAcknowledged()),
        journal.append(shared, { ids: shared.map(({ body }) => `feed:${String(body)}`) }),
      ]);
      this.own += own.length;
      this.shared += shared.length;
      await sleep(random.below(maxPauseMs));
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
