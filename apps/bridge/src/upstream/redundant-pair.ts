import { hash } from 'node:crypto';
import { Buffer } from 'node:buffer';
import {
  type BatchPart,
  type JournalRecord,
  missingIn,
  readBatches,
  type ReadableJournal,
  recordsIn,
} from '@sdmp/journal';
import { defaultRepetitionWindow, RepetitionWindow } from './repetition-window.ts';

export interface RedundantPairOptions {
  /** Names of the upstreams that deliver the same outcomes. */
  readonly members: readonly string[];
  /** Outcomes remembered. Default 100,000. */
  readonly window?: number;
  /** Called when an outcome is forgotten that not all members have sent. */
  readonly forgotten?: () => void;
  /** Called once when outcomes of the window cannot be read, with the number of positions. */
  readonly unread?: (positions: number) => void;
}

/**
 * Upstreams that ask one dialer for the same outcomes under different persist tokens, so that either may fail. An outcome
 * is known by its tenant and its bytes without what belongs to the delivery.
 */
export class RedundantPair {
  readonly #window: RepetitionWindow;
  readonly #appending = new Set<Promise<unknown>>();

  constructor({ members, window = defaultRepetitionWindow, forgotten }: RedundantPairOptions) {
    this.#window = new RepetitionWindow(members, { limit: window, ...(forgotten === undefined ? {} : { forgotten }) });
  }

  /**
   * Knows what the members recorded last, so that a restart records nothing again. What cannot be read is not known: `unread`
   * gets how many positions that are, whose outcomes may be recorded once more.
   */
  static async load(journal: ReadableJournal, options: RedundantPairOptions): Promise<RedundantPair> {
    const pair = new RedundantPair(options);
    const { window = defaultRepetitionWindow, unread } = options;
    const members = new Set<string | undefined>(options.members);
    const { first, end } = journal;
    let missing = 0;
    for await (const step of readBatches(journal, { from: Math.max(first, end - window), to: end })) {
      if (step.kind === 'batch') pair.#rememberAll(step, members);
      else if (step.kind === 'gap' && step.reason !== 'retention') missing += missingIn(step);
    }
    if (missing > 0) unread?.(missing);
    return pair;
  }

  /** The records that no other member has sent. */
  admit(member: string, records: readonly JournalRecord[]): readonly JournalRecord[] {
    return records.filter(({ tenant, body }) => this.#window.isFresh(member, keyOf(tenant, body)));
  }

  /** Waits for an append, and lets the other members wait for it too. */
  async append(appended: Promise<unknown>): Promise<void> {
    this.#appending.add(appended);
    try {
      await appended;
    } finally {
      this.#appending.delete(appended);
    }
  }

  /** Resolves when what other members hand in now is on disk: a repetition must not be acknowledged before it is. */
  async settled(): Promise<void> {
    await Promise.all(this.#appending);
  }

  #rememberAll(part: BatchPart, members: ReadonlySet<string | undefined>): void {
    for (const { tenant, source, body } of recordsIn(part)) {
      if (members.has(source)) this.#window.remember(keyOf(tenant, body));
    }
  }
}

function keyOf(tenant: string, body: string | Uint8Array): string {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return `${tenant}\n${hash('sha1', bytes, 'base64')}`;
}
